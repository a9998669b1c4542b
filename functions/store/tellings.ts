import { VersionConflictError } from '../domain/errors.ts';
import { SubscriptionRequest } from '../domain/subscriber/request.ts';
import { type Telling, TellingPart } from '../domain/telling/telling.ts';
import { epochSecondsOf, plus } from '../domain/time.ts';
import type { SubscriberWork, TellingStore } from '../ports/telling-store.ts';
import { allOf as allConditions, anyOf, ifAbsent, ifAtMost, ifEquals, ifPresent, ifVersion } from './conditions.ts';
import { attributesOf, entityOf, type Form, itemAt } from './items.ts';
import { indexKeys, keys, tellingPartPrefix, tellingPrefix, workKey } from './keys.ts';
import { subscriberOf } from './page-subscribers.ts';
import { allOf } from './pages.ts';
import type { Item, Table } from './table.ts';
import { tellingForm, tellingItem } from './telling-items.ts';
import { addMissing, writeSteps } from './writes.ts';

const partForm: Form<TellingPart> = { type: 'TELLING_PART', schema: TellingPart, asJson: ['recipients'] };
const requestForm: Form<SubscriptionRequest> = { type: 'SUBSCRIPTION_REQUEST', schema: SubscriptionRequest };

/** Who was told by name and address is nobody's business for ever. */
const recipientsKeptFor = { days: 30 };
const requestKeptFor = { days: 1 };

const tellingOf = (item: Item): Telling => entityOf(tellingForm, item);

const lock = keys.subscriberTurn();

function workIn(item: Item | undefined): SubscriberWork | undefined {
  switch (item?.type) {
    case 'SUBSCRIPTION_REQUEST':
      return { kind: 'request', request: entityOf(requestForm, item) };
    case 'PAGE_SUBSCRIBER':
      return { kind: 'pending', subscriber: subscriberOf(item) };
    case 'TELLING':
      return { kind: 'telling', telling: tellingOf(item) };
    default:
      return undefined;
  }
}

/** Tellings beside what they tell of, with their recipients in parts. */
export function createTellingStore(table: Table): TellingStore {
  const partItem = (part: TellingPart): Item =>
    itemAt(keys.tellingPart(part.scope, part.id, part.part), attributesOf(partForm, part));

  return {
    work: async (name) => workIn(await table.get(workKey(name), { consistent: true })),

    async request(request) {
      const { id, at } = request;
      const expiresAt = epochSecondsOf(plus(at, requestKeptFor));
      const put = itemAt(
        keys.subscriptionRequest(id),
        attributesOf(requestForm, request),
        indexKeys.due('subscribers', at),
        {
          expiresAt,
        },
      );
      await table.write([{ put }]);
    },

    async forget({ id }) {
      await table.write([{ delete: keys.subscriptionRequest(id) }]);
    },

    async add(tellings) {
      if (tellings.length > 0) await addMissing(table, tellings.map(tellingItem));
    },

    async get(scope, id) {
      const item = await table.get(keys.telling(scope, id), { consistent: true });
      return item && tellingOf(item);
    },

    async list(scope) {
      return (await allOf(table, { partition: scope, sort: { beginsWith: tellingPrefix } }))
        .map(tellingOf)
        .sort((a, b) => (a.at < b.at ? -1 : 1));
    },

    async save(telling, previous) {
      const next = { ...telling, version: previous.version + 1 };
      const refused = () => new VersionConflictError(`telling ${telling.scope} ${telling.id}`);
      const operation = { put: tellingItem(next), condition: ifVersion(previous.version) };
      await writeSteps(table, [{ operation, refused }]);
      return next;
    },

    async parts({ scope, id }) {
      const sort = { beginsWith: tellingPartPrefix(id) };
      return (await allOf(table, { partition: scope, sort })).map((item) => entityOf(partForm, item));
    },

    async putPart(part) {
      const expiresAt = { expiresAt: epochSecondsOf(plus(part.startedAt ?? part.plannedAt, recipientsKeptFor)) };
      await table.write([{ put: { ...partItem(part), ...expiresAt } }]);
    },

    async takeTurn(id, now, until) {
      const refusals = await table.write([
        {
          put: { ...lock, type: 'SUBSCRIBER_TURN', id, until },
          condition: anyOf(ifAbsent, ifAtMost('until', now)),
        },
      ]);
      if (refusals.length === 0) return true;
      // Whoever had it may be gone by now: then there is nobody to tell, and the tick comes again.
      await table.write([{ update: lock, set: { isWaitedFor: true }, condition: ifPresent }]);
      return false;
    },

    async endTurn(id) {
      const mine = ifEquals('id', id);
      const waited = allConditions(mine, ifEquals('isWaitedFor', true));
      const isWaitedFor =
        (await table.write([{ update: lock, set: { isWaitedFor: false }, condition: waited }])).length === 0;
      if (isWaitedFor) return false;
      await table.write([{ delete: lock, condition: mine }]);
      return true;
    },
  };
}

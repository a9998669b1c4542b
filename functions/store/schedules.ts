import { InvalidInputError } from '../domain/errors.ts';
import { plus } from '../domain/instants.ts';
import { Override, Schedule, ScheduleEdition } from '../domain/schedule/schedule.ts';
import type { Instant } from '../domain/time.ts';
import type { ScheduleStore } from '../ports/schedule-store.ts';
import { type AuditTerm, auditSteps } from './audit-items.ts';
import { allOf as allConditions, ifAbsent, ifEquals, ifPresent } from './conditions.ts';
import { createConfigurationItems } from './configuration.ts';
import { coverageStep } from './coverage.ts';
import { attributesOf, entityOf, type Form, itemAt } from './items.ts';
import {
  editionPrefix,
  idAtEnd,
  indexKeys,
  keys,
  overridePrefix,
  referrersOfKind,
  schedulePartition,
  userOverridesPartition,
} from './keys.ts';
import { allOf, entriesOf, itemsInOrder } from './pages.ts';
import { type Item, maximumOperations, type Query, type Table, type WriteOperation } from './table.ts';
import { armTimer } from './timers.ts';
import { type Step, writeSteps } from './writes.ts';

const form: Form<Schedule> = { type: 'SCHEDULE', schema: Schedule };
const overrideForm: Form<Override> = { type: 'OVERRIDE', schema: Override };
const editionForm: Form<ScheduleEdition> = { type: 'EDITION', schema: ScheduleEdition };

/** An item holds 400 KB; what is beyond this of editions gets items of its own. */
const editionBytes = 150_000;

/** No override is longer, so that those of a time are found by their end. */
const longestOverride = { days: 366 };

/**
 * Schedules, found by id, by name, by feed and by the people in them. Overrides and old editions are items of the
 * schedule's partition.
 */
export function createScheduleStore(table: Table, term: AuditTerm): ScheduleStore {
  const { byUnique, ...schedules } = createConfigurationItems(
    table,
    {
      kind: 'SCHEDULE',
      label: 'schedule',
      form,
      nameOf: ({ name }) => name,
      uniqueValues: ({ feedHash }) =>
        feedHash === undefined ? [] : [{ kind: 'SCHEDULE_FEED', value: feedHash, label: 'the feed' }],
      besides: timersOf,
      references: (schedule) => [
        ...usersOf(schedule).map(({ id, field }) => ({ kind: 'user' as const, id, field })),
        ...schedule.teams.map((id, index) => ({ kind: 'team' as const, id, field: `teams[${index}].id` })),
      ],
    },
    term,
  );

  const editionItem = (id: number, edition: ScheduleEdition): Item =>
    itemAt(keys.edition(id, edition.from), attributesOf(editionForm, edition));

  async function overrides(scheduleId: number, from: Instant, until?: Instant): Promise<Override[]> {
    const lastEnd = until === undefined || isFarOff(until) ? '~' : plus(until, longestOverride);
    const entries = await allOf(table, {
      partition: schedulePartition(scheduleId),
      sort: { between: [`${overridePrefix}${from}`, `${overridePrefix}${lastEnd}`] },
    });
    return entries
      .map((item) => entityOf(overrideForm, item))
      .filter(({ startsAt, endsAt }) => endsAt > from && (until === undefined || startsAt < until));
  }

  async function remove(items: readonly Item[]): Promise<void> {
    for (let first = 0; first < items.length; first += maximumOperations) {
      const part = items.slice(first, first + maximumOperations);
      await table.write(part.map(({ PK, SK }) => ({ delete: { PK, SK } })));
    }
  }

  return {
    ...schedules,
    byFeed: (hash) => byUnique('SCHEDULE_FEED', hash),
    overrides,

    /** What no longer fits is put aside first: doing it twice, or without the save that follows, changes nothing. */
    async save(schedule, previous, audit) {
      const { kept, aside } = divided(schedule.editions);
      for (const edition of aside) await table.write([{ put: editionItem(schedule.id, edition) }]);
      const next = aside.length === 0 ? schedule : { ...schedule, editions: kept, hasArchive: true };
      return schedules.save(next, previous, audit);
    },

    async delete(schedule, how) {
      await schedules.delete(schedule, how);
      const partition = schedulePartition(schedule.id);
      for (const beginsWith of [overridePrefix, editionPrefix])
        await remove(await allOf(table, { partition, sort: { beginsWith } }));
    },

    async history(schedule) {
      if (schedule.hasArchive !== true) return schedule;
      const query = { partition: schedulePartition(schedule.id), sort: { beginsWith: editionPrefix } } as const;
      const archived = (await allOf(table, query)).map((item) => entityOf(editionForm, item));
      const first = schedule.editions[0]?.from ?? '';
      return { ...schedule, editions: [...archived.filter(({ from }) => from < first), ...schedule.editions] };
    },

    async ofUser(userId, from) {
      const ids = new Set<number>();
      const noted = {
        partition: keys.configuration('USER', userId).PK,
        sort: { beginsWith: referrersOfKind('SCHEDULE') },
      };
      for await (const { SK } of entriesOf(table, noted)) ids.add(idAtEnd(SK));
      for await (const { PK } of entriesOf(table, overridesIndex(userId, from))) ids.add(idAtEnd(PK));
      return schedules.getMany([...ids].sort((a, b) => a - b));
    },

    async overridesOf(userId, from) {
      const items = await itemsInOrder(table, await allOf(table, overridesIndex(userId, from)));
      return items.map((item) => entityOf(overrideForm, item)).filter(({ endsAt }) => endsAt > from);
    },

    async addOverrides(added, coverage, audit) {
      const scheduleIds = new Set(added.map(({ scheduleId }) => scheduleId));
      const userIds = new Set(added.map(({ userId }) => userId));
      await writeSteps(table, [
        ...(coverage ? [coverageStep(coverage.request, coverage.previous)] : []),
        ...[...scheduleIds].flatMap((id) => [present('schedule', id), ...armNotice(id, added)]),
        ...[...userIds].map((id) => present('user', id)),
        ...auditSteps(audit, term.auditDays),
        ...added.map(
          (override): Step => ({
            operation: { put: overrideItem(override), condition: ifAbsent },
            refused: () => new Error(`override ${override.id} exists already`),
          }),
        ),
      ]);
    },

    async deleteOverride({ scheduleId, endsAt, id }, at, audit) {
      const refusals = await table.write([
        { delete: keys.override(scheduleId, endsAt, id), condition: ifPresent },
        armTimer('notice', scheduleId, at),
        ...auditSteps(audit, term.auditDays).map(({ operation }) => operation),
      ]);
      return refusals.length === 0;
    },

    async passOnOverride(override, next, at, audit) {
      const { scheduleId, startsAt } = override;
      const isBegun = startsAt < next.startsAt;
      const past = { ...override, end: next.startsAt, endsAt: next.startsAt };
      const refusals = await table.write([
        { put: overrideItem(next), condition: allConditions(ifPresent, ifEquals('userId', override.userId)) },
        { check: keys.configuration('USER', next.userId), condition: ifPresent },
        ...(isBegun ? [{ put: overrideItem(past) }] : []),
        armTimer('notice', scheduleId, at),
        ...auditSteps(audit, term.auditDays).map(({ operation }) => operation),
      ]);
      if (refusals.some(({ index }) => index === 1)) throw missing('user', next.userId);
      return refusals.length === 0;
    },

    async endOverride(override, endsAt, audit) {
      const refusals = await table.write([
        { delete: keys.override(override.scheduleId, override.endsAt, override.id), condition: ifPresent },
        { put: overrideItem({ ...override, end: endsAt, endsAt }) },
        armTimer('notice', override.scheduleId, endsAt),
        ...auditSteps(audit, term.auditDays).map(({ operation }) => operation),
      ]);
      return refusals.length === 0;
    },
  };
}

/** The tick looks at a schedule whenever it was written, and fetches its calendar when that is another one. */
function timersOf(next: Schedule | undefined, previous: Schedule | undefined): WriteOperation[] {
  if (next === undefined) {
    const { id } = previous ?? { id: 0 };
    return [{ delete: keys.timer('notice', id) }, { delete: keys.timer('calendar', id) }];
  }
  const { id, updatedAt } = next;
  const isNewCalendar = next.import !== undefined && next.import.url !== previous?.import?.url;
  return [armTimer('notice', id, updatedAt), ...(isNewCalendar ? [armTimer('calendar', id, updatedAt)] : [])];
}

const armNotice = (id: number, [first]: readonly Override[]): Step[] =>
  first === undefined
    ? []
    : [{ operation: armTimer('notice', id, first.createdAt), refused: () => new Error('an arming was refused') }];

const overridesIndex = (userId: number, from: Instant): Query => ({
  index: 'list',
  partition: userOverridesPartition(userId),
  sort: { between: [`${from}~`, '~'] },
});

/** Beyond what four digits of a year hold, text no longer sorts as time does. */
const isFarOff = (instant: Instant): boolean => !/^[0-8]\d{3}-/.test(instant);

const overrideItem = (override: Override): Item =>
  itemAt(
    keys.override(override.scheduleId, override.endsAt, override.id),
    attributesOf(overrideForm, override),
    indexKeys.overrideOfUser(override.userId, override.endsAt, override.id),
  );

const present = (kind: 'schedule' | 'user', id: number): Step => ({
  operation: { check: keys.configuration(kind === 'schedule' ? 'SCHEDULE' : 'USER', id), condition: ifPresent },
  refused: () => missing(kind, id),
});

const missing = (kind: 'schedule' | 'user', id: number): InvalidInputError =>
  new InvalidInputError(kind, `there is no ${kind} ${id}`);

/** Who the current edition names; a user who is named often is a user once. */
function usersOf({ editions }: Schedule): { readonly id: number; readonly field: string }[] {
  const current = editions.at(-1);
  return [
    ...(current?.layers ?? []).flatMap(({ users }, layer) =>
      users.map((id, index) => ({ id, field: `scheduleLayers[${layer}].users[${index}].id` })),
    ),
    ...(current?.shifts ?? []).map(({ userId }, index) => ({ id: userId, field: `shifts[${index}].user.id` })),
  ];
}

/** The newest editions that fit into the item together, the current one always, and the older ones. */
function divided(editions: readonly ScheduleEdition[]) {
  let bytes = 0;
  let first = editions.length;
  while (first > 0) {
    bytes += Buffer.byteLength(JSON.stringify(editions[first - 1]));
    if (bytes > editionBytes && first < editions.length) break;
    first -= 1;
  }
  return { kept: editions.slice(first), aside: editions.slice(0, first) };
}

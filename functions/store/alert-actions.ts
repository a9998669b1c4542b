import { isDeepStrictEqual } from 'node:util';
import { AlertAction, ofSource } from '../domain/alert-action/alert-action.ts';
import { effectOfAction } from '../domain/alert-action/effect.ts';
import { referencesOf } from '../domain/alert-action/references.ts';
import { InvalidInputError } from '../domain/errors.ts';
import { wireIdOf } from '../domain/wire-id.ts';
import type { AlertActionStore } from '../ports/alert-action-store.ts';
import type { Cipher } from '../ports/cipher.ts';
import { actionAttribute, actionsIn, sourceActionsType } from './action-items.ts';
import type { AuditTerm } from './audit-items.ts';
import { effectAttribute, sourceAutomationType } from './automation-items.ts';
import { createConfigurationItems } from './configuration.ts';
import type { Form } from './items.ts';
import { configurationPartition, idAtEnd, keys, referrersOfKind } from './keys.ts';
import { allOf } from './pages.ts';
import type { Key, Table, WriteOperation } from './table.ts';

/** A place where something is said of an action, one attribute of an item of a source. */
interface Place {
  readonly itemOf: (sourceId: number) => Key;
  readonly type: string;
  readonly attribute: (id: number) => string;
  readonly saidOf: (action: AlertAction) => object | undefined;
}

const places: readonly Place[] = [
  { itemOf: keys.actionsOfSource, type: sourceActionsType, attribute: actionAttribute, saidOf: ofSource },
  { itemOf: keys.automationOfSource, type: sourceAutomationType, attribute: effectAttribute, saidOf: effectOfAction },
];

/** What sources are told when an action is written; those that know already are told nothing. */
function tellSources(next: AlertAction | undefined, previous: AlertAction | undefined): WriteOperation[] {
  const id = (next ?? previous)?.id ?? 0;
  const operations = places.flatMap(({ itemOf, type, attribute, saidOf }) => {
    const said = next && saidOf(next);
    const before = previous && saidOf(previous);
    const now = said === undefined ? [] : (next?.alertSourceIds ?? []);
    const then = before === undefined ? [] : (previous?.alertSourceIds ?? []);
    const isSame = isDeepStrictEqual(said, before);
    const told = now.filter((sourceId) => !isSame || !then.includes(sourceId));
    const left = then.filter((sourceId) => !now.includes(sourceId));
    return [
      ...told.map((sourceId) => ({ update: itemOf(sourceId), set: { type, [attribute(id)]: JSON.stringify(said) } })),
      ...left.map((sourceId) => ({ update: itemOf(sourceId), remove: [attribute(id)] })),
    ];
  });
  if (operations.length > mostTold)
    throw new InvalidInputError(
      'alertSources',
      'are too many that come, go or change at once: take some of them first',
    );
  return operations;
}

/** They stand in one transaction with the action and with what the audit log says of it. */
const mostTold = 90;

/** Alert actions, found by id, by name, by source and by connector; what they say of how they do it is encrypted. */
export function createAlertActionStore(table: Table, cipher: Cipher, term: AuditTerm): AlertActionStore {
  const {
    byUnique: _none,
    heldBy: _nothing,
    ...actions
  } = createConfigurationItems(
    table,
    {
      kind: 'ALERT_ACTION',
      label: 'alert action',
      form: {
        type: 'ALERT_ACTION',
        schema: AlertAction,
        asJson: ['alertFilter'],
        secret: ['params'],
        cipher,
        whenSealed: { params: {} },
      } satisfies Form<AlertAction>,
      nameOf: ({ name }) => name,
      uniqueValues: () => [],
      references: referencesOf,
      mostReferences: 150,
      besides: tellSources,
      carries: ({ id }) => ({ wireId: wireIdOf(id) }),
    },
    term,
  );
  return {
    ...actions,

    async ofSource(sourceId) {
      return actionsIn(await table.get(keys.actionsOfSource(sourceId), { consistent: true }));
    },

    async ofConnector(connectorId) {
      const sort = { beginsWith: referrersOfKind('ALERT_ACTION') };
      const notes = await allOf(table, { partition: configurationPartition('CONNECTOR', connectorId), sort });
      const found = await actions.getMany(notes.map(({ SK }) => idAtEnd(SK)));
      return found.filter((action) => action.connectorId === connectorId).sort((a, b) => a.id - b.id);
    },
  };
}

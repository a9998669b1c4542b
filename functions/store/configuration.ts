import {
  ConflictError,
  IdCollisionError,
  InvalidInputError,
  NotFoundError,
  type Referrer,
  StillUsedError,
  VersionConflictError,
} from '../domain/errors.ts';
import type { Instant } from '../domain/time.ts';
import type { AuditEntries, ConfigurationStore } from '../ports/configuration-store.ts';
import type { DueKind } from '../ports/due-store.ts';
import { type AuditTerm, auditSteps } from './audit-items.ts';
import { allOf, anyOf, ifAbsent, ifEquals, ifVersion } from './conditions.ts';
import { attributesOf, entityOf, type Form, itemAt } from './items.ts';
import { type ConfigurationKind, indexKeys, keys, namePartition, type UniqueKind } from './keys.ts';
import { entriesOf, itemsInOrder, pageOf, pageSize } from './pages.ts';
import {
  type CheckedReference,
  distinctReferences,
  findReferrer,
  type Reference,
  referenceSteps,
} from './references.ts';
import { type Attributes, type Item, type Key, maximumOperations, type Table, type WriteOperation } from './table.ts';
import { writeAfterNotes } from './write-after-notes.ts';
import { type Step, writeInTurn, writeSteps } from './writes.ts';

interface Entity {
  readonly id: number;
  readonly version: number;
  readonly hidden?: boolean;
}

/** A value that only one entity may have; `label` is what the message calls it, with the value unless that is secret. */
export interface UniqueValue {
  readonly kind: UniqueKind;
  readonly value: string;
  readonly label: string;
  /** The member that names it, as clients write it, where they need to know. */
  readonly field?: string;
  /** Stands on the value's own item, so that whoever comes by the value needs no second read. */
  readonly carries?: Attributes;
}

/** What sets one kind of configuration apart from the others. */
export interface Description<T extends Entity> {
  readonly kind: ConfigurationKind;
  /** What messages call it. */
  readonly label: string;
  readonly form: Form<T>;
  /** By what it is found and named in messages; absent: it is not searched by name. */
  readonly nameOf?: (entity: T) => string;
  readonly uniqueValues: (entity: T) => UniqueValue[];
  readonly references: (entity: T) => Reference[];
  /** How many different ones it may have, when that is not 60. */
  readonly mostReferences?: number;
  /** What its item says besides, for who reads items without their form. */
  readonly carries?: (entity: T) => Attributes;
  /** Items of its own beside the entity, for finding it by values that several may share. */
  readonly lookups?: (entity: T) => Key[];
  /** What is written in the same transaction whenever the entity is: created, changed, deleted. */
  readonly besides?: (next: T | undefined, previous: T | undefined) => WriteOperation[];
  /** When the tick has to look at the entity. */
  readonly due?: (entity: T) => { readonly kind: DueKind; readonly at: Instant } | undefined;
}

/** Configuration with a way to find an entity by a value that only it has, and to save several at once. */
export interface ConfigurationItems<T extends Entity> extends ConfigurationStore<T> {
  byUnique(kind: UniqueKind, value: string): Promise<T | undefined>;
  /** What refers to the entity and keeps it from being deleted, as people know it; those of a kind may not count. */
  heldBy(id: number, uncounted?: ConfigurationKind): Promise<string | undefined>;
  /** The steps of a save, for a transaction with others. */
  stepsOfSave(entity: T, previous: T): { readonly next: T; readonly steps: Step[] };
}

const deleteAttempts = 5;

/** Stores one kind of configuration as described; the rules are in docs/data-model.md, "References and locks". */
export function createConfigurationItems<T extends Entity>(
  table: Table,
  description: Description<T>,
  { auditDays }: AuditTerm,
): ConfigurationItems<T> {
  const { kind, label, form } = description;
  const keyOf = (id: number): Key => keys.configuration(kind, id);

  const referencesOf = (entity: T): CheckedReference[] =>
    distinctReferences(description.references(entity), description.mostReferences);

  function itemOf(entity: T): Item {
    const name = description.nameOf?.(entity);
    const due = description.due?.(entity);
    return itemAt(
      keyOf(entity.id),
      attributesOf(form, entity, keyOf(entity.id)),
      description.carries?.(entity) ?? {},
      { refersTo: referencesOf(entity).map(({ target }) => target.PK) },
      entity.hidden ? {} : indexKeys.configurationList(kind, entity.id),
      entity.hidden || name === undefined ? {} : indexKeys.named(kind, name, entity.id),
      due === undefined ? {} : indexKeys.due(due.kind, due.at),
    );
  }

  async function getMany(ids: readonly number[]): Promise<T[]> {
    return (await itemsInOrder(table, ids.map(keyOf))).map((item) => entityOf(form, item));
  }

  async function get(id: number): Promise<T | undefined> {
    const item = await table.get(keyOf(id), { consistent: true });
    return item && entityOf(form, item);
  }

  /** The steps beside the entity's own: locks, lookups and references that `next` has and `previous` had not, and back. */
  function differences(next: T | undefined, previous: T | undefined) {
    const of = <V>(read: (entity: T) => V[], keyText: (value: V) => string) => {
      const after = new Map((next ? read(next) : []).map((value) => [keyText(value), value]));
      const before = new Map((previous ? read(previous) : []).map((value) => [keyText(value), value]));
      return {
        added: [...after].filter(([text]) => !before.has(text)).map(([, value]) => value),
        kept: [...after].filter(([text]) => before.has(text)).map(([, value]) => value),
        removed: [...before].filter(([text]) => !after.has(text)).map(([, value]) => value),
      };
    };
    const textOf = ({ PK, SK }: Key) => `${PK} ${SK}`;
    const unique = of(description.uniqueValues, (value) => keys.unique(value.kind, value.value).PK);
    const lookups = of((entity) => description.lookups?.(entity) ?? [], textOf);
    const references = of(referencesOf, ({ target }) => target.PK);
    const id = (next ?? previous)?.id ?? 0;
    const remove = (key: Key): Step => ({ operation: { delete: key }, refused: never });
    const lockOf = ({ kind: uniqueKind, value, carries }: UniqueValue): Item =>
      itemAt(keys.unique(uniqueKind, value), { type: 'UNIQUE', ownerId: id }, carries ?? {});
    return {
      locks: [
        ...unique.added.map(
          (value): Step => ({
            // Its own already, where an older version has dropped the member and kept the value.
            operation: { put: lockOf(value), condition: anyOf(ifAbsent, ifEquals('ownerId', id)) },
            refused: () => takenError(value),
          }),
        ),
        ...unique.kept
          .filter(({ carries }) => carries !== undefined)
          .map((value): Step => ({ operation: { put: lockOf(value) }, refused: never })),
        ...lookups.added.map((key): Step => ({ operation: { put: { ...key, type: 'LOOKUP' } }, refused: never })),
        ...unique.removed.map((value) => remove(keys.unique(value.kind, value.value))),
        ...lookups.removed.map(remove),
        ...(description.besides?.(next, previous) ?? []).map((operation): Step => ({ operation, refused: never })),
      ],
      references: references.added,
      dropped: references.removed.map(({ target }) => remove(keys.referrer(target, kind, id))),
    };
  }

  /** Writes the entity with its differences in one transaction, where the references fit into it. */
  async function write(entity: Step, audit: AuditEntries, next: T, previous?: T): Promise<void> {
    const { locks, references, dropped } = differences(next, previous);
    const always = [entity, ...locks, ...auditSteps(audit, auditDays)];
    const noted = references.flatMap((reference) => referenceSteps(reference, kind, next.id));
    const inOne = [...always, ...noted, ...dropped];
    if (inOne.length <= maximumOperations) return writeSteps(table, inOne);
    return writeAfterNotes(table, always, references, { kind, id: next.id });
  }

  function saved(entity: T, previous: T): { readonly next: T; readonly own: Step } {
    const next = { ...entity, version: previous.version + 1 };
    const operation = { put: itemOf(next), condition: ifVersion(previous.version) };
    return { next, own: { operation, refused: () => new VersionConflictError(`${label} ${entity.id}`) } };
  }

  return {
    get,
    getMany,

    async list(page) {
      const query = { index: 'list', partition: kind, limit: pageSize(page) } as const;
      const entries = await pageOf(entriesOf(table, query), page);
      return (await itemsInOrder(table, entries)).map((item) => entityOf(form, item));
    },

    async byName(name) {
      const found = await table.query({ index: 'related', partition: namePartition(kind, name), limit: 1 });
      const [item] = await itemsInOrder(table, found.items);
      return item && entityOf(form, item);
    },

    async byUnique(uniqueKind, value) {
      const lock = await table.get(keys.unique(uniqueKind, value), { consistent: true });
      return lock && get(Number(lock.ownerId));
    },

    async create(entity, audit) {
      const operation = { put: itemOf(entity), condition: ifAbsent };
      await write({ operation, refused: () => new IdCollisionError(`${label} ${entity.id}`) }, audit, entity);
      return entity;
    },

    async save(entity, previous, audit) {
      const { next, own } = saved(entity, previous);
      await write(own, audit, next, previous);
      return next;
    },

    async heldBy(id, uncounted) {
      const referrer = await findReferrer(table, keyOf(id), uncounted);
      return referrer && nameOfReferrer(referrer);
    },

    stepsOfSave(entity, previous) {
      const { next, own } = saved(entity, previous);
      const { locks, references, dropped } = differences(next, previous);
      const noted = references.flatMap((reference) => referenceSteps(reference, kind, next.id));
      return { next, steps: [own, ...locks, ...noted, ...dropped] };
    },

    async delete(entity, { evenIfUsed = false, audit }) {
      for (let attempt = 0; attempt < deleteAttempts; attempt += 1) {
        const stored = await table.get(keyOf(entity.id), { consistent: true });
        if (stored === undefined) throw new NotFoundError(label, entity.id);
        if (stored.version !== entity.version) break;
        const real = evenIfUsed ? undefined : await findReferrer(table, keyOf(entity.id));
        if (real !== undefined)
          throw new StillUsedError(`${label} ${stored.wireId ?? entity.id} is used by ${nameOfReferrer(real)}`, [
            placeOfReferrer(real),
          ]);
        const untouched = allOf(ifVersion(entity.version), ifEquals('writer', String(stored.writer)));
        const { locks, dropped } = differences(undefined, entity);
        const beside = [...auditSteps(audit, auditDays), ...dropped, ...locks].map((step) => step.operation);
        const inOne = beside.slice(0, maximumOperations - 1);
        const refusals = await table.write([{ delete: keyOf(entity.id), condition: untouched }, ...inOne]);
        if (refusals.length === 0) return writeInTurn(table, beside.slice(inOne.length));
      }
      throw new VersionConflictError(`${label} ${entity.id}`);
    },
  };
}

const takenError = ({ label, field }: UniqueValue): Error =>
  field === undefined
    ? new ConflictError(`${label} is already in use`)
    : new InvalidInputError(field, `${label} is already in use`);

const never = (): Error => new Error('an unconditional write was refused');

const kindLabels: Record<ConfigurationKind, string> = {
  USER: 'user',
  POLICY: 'escalation policy',
  SOURCE: 'alert source',
  TEAM: 'team',
  SCHEDULE: 'schedule',
  SUPPORT_HOURS: 'support hours',
  MAINTENANCE: 'maintenance window',
  EVENT_FLOW: 'event flow',
  HEARTBEAT: 'heartbeat monitor',
  IDENTITY_PROVIDER: 'identity provider',
  APP: 'app',
  SERVICE: 'service',
  INCIDENT: 'incident',
  INCIDENT_TEMPLATE: 'incident template',
  AUTOMATION_RULE: 'automation rule',
  STATUS_PAGE: 'status page',
  METRIC: 'metric',
  METRIC_SOURCE: 'metric data source',
  CONNECTOR: 'connector',
  ALERT_ACTION: 'alert action',
  CHAT_APP: 'chat app',
  FLOW_INTEGRATION: 'event flow integration',
  DEPLOYMENT_PIPELINE: 'deployment pipeline',
};

/** As its users know it; some have no name, and some another id on the wire. */
const nameOfReferrer = ({ type, id, wireId, name }: Item): string =>
  `${kindLabels[type as ConfigurationKind]} ${wireId ?? id}${name === undefined ? '' : ` "${String(name)}"`}`;

/** The same for programs: kinds as the audit log has them. */
const placeOfReferrer = ({ type, id, wireId, name }: Item): Referrer => {
  const kind = type as ConfigurationKind;
  return {
    kind: wordOf[kind] ?? kind.toLowerCase().replaceAll('_', '-'),
    id: (wireId ?? id) as string | number,
    ...(name !== undefined && { name: String(name) }),
  };
};

const wordOf: Partial<Record<ConfigurationKind, string>> = {
  HEARTBEAT: 'monitor',
  FLOW_INTEGRATION: 'event-flow-integration',
};

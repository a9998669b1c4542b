import { VersionConflictError } from '../domain/errors.ts';
import { Service } from '../domain/service/service.ts';
import { epochSecondsOf, plus } from '../domain/time.ts';
import type { ServiceWrite } from '../ports/service-store.ts';
import { ifVersion } from './conditions.ts';
import { attributesOf, type Form } from './items.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';
import type { Step } from './writes.ts';

/** Labels and links are of people's own making. */
export const serviceForm: Form<Service> = { type: 'SERVICE', schema: Service, asJson: ['labels', 'links'] };

/** So many changes stand in a service itself, so that most pasts are read with it. */
const keptInItem = 120;
/** And so many are put beside it at once. */
const putBeside = 60;
/** Longer than any past is told. */
const olderKeptFor = { days: 100 };

/**
 * The service without changes that its item has no room for: they are put beside it first, under a key that follows from
 * them, so that doing it again changes nothing.
 */
export async function withRoom(table: Table, service: Service): Promise<Service> {
  if (service.changes.length <= keptInItem) return service;
  const older = service.changes.slice(0, putBeside);
  const last = older.at(-1);
  if (last === undefined) return service;
  const changes = JSON.stringify(older);
  const expiresAt = epochSecondsOf(plus(last.at, olderKeptFor));
  await table.write([{ put: { ...keys.olderChanges(service.id, last.at), type: 'CHANGES', changes, expiresAt } }]);
  return { ...service, changes: service.changes.slice(putBeside), olderChangesUntil: last.at };
}

/** What hand, incidents, alerts and overrides change of a service, in somebody else's transaction; its configuration stays. */
export function changeService({ service, previous }: ServiceWrite): Step {
  const { status, statusSetAt, holds, alertHolds, changes, olderChangesUntil, firstOverrideFrom } = service;
  const set = attributesOf(serviceForm, {
    status,
    statusSetAt,
    holds,
    changes,
    ...(alertHolds !== undefined && { alertHolds }),
    ...(olderChangesUntil !== undefined && { olderChangesUntil }),
    ...(firstOverrideFrom !== undefined && { firstOverrideFrom }),
    version: previous.version + 1,
  } as Service);
  return {
    operation: {
      update: keys.configuration('SERVICE', service.id),
      set,
      remove: [
        ...(firstOverrideFrom === undefined ? ['firstOverrideFrom'] : []),
        ...(alertHolds === undefined ? ['alertHolds'] : []),
      ],
      condition: ifVersion(previous.version),
    },
    // Whoever reads again finds out when it is gone.
    refused: () => new VersionConflictError(`service ${service.id}`),
  };
}

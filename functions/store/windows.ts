import { VersionConflictError } from '../domain/errors.ts';
import { Window } from '../domain/notification/windows.ts';
import { epochSecondsOf, type Instant, latest, plus } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { WindowStore } from '../ports/notification-store.ts';
import { ifVersion } from './conditions.ts';
import { attributesOf, entityOf, type Form, ifAbsentOrExpired, isLive, itemAt } from './items.ts';
import { indexKeys, keys } from './keys.ts';
import type { Item, Table, WriteOperation } from './table.ts';
import { writeSteps } from './writes.ts';

const form: Form<Window> = { type: 'WINDOW', schema: Window };
const keptFor = { days: 1 };

/** The window an item holds, until its time to live is over. */
export const windowOf = (item: Item | undefined, now: Instant): Window | undefined =>
  item && isLive(item, now) ? entityOf(form, item) : undefined;

/** Stores a window, if its stored version is still the one that was read. */
export function saveWindow(window: Window, now: Instant): WriteOperation {
  const { id, version, dueAt } = window;
  const put = itemAt(
    keys.window(id),
    attributesOf(form, { ...window, version: version + 1 }),
    { expiresAt: epochSecondsOf(plus(latest(window.endsAt, dueAt ?? now), keptFor)) },
    dueAt === undefined ? {} : indexKeys.due('window', dueAt),
  );
  return { put, condition: version === 0 ? ifAbsentOrExpired(now) : ifVersion(version) };
}

/** Pacing windows by id; a new one is saved with version 0 and kept for a day after its end. */
export function createWindowStore(table: Table, clock: Clock): WindowStore {
  return {
    async get(id) {
      return windowOf(await table.get(keys.window(id), { consistent: true }), clock.now());
    },

    async save(window) {
      const refused = () => new VersionConflictError(`window ${window.id}`);
      await writeSteps(table, [{ operation: saveWindow(window, clock.now()), refused }]);
    },
  };
}

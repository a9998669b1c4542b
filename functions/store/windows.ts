import { VersionConflictError } from '../domain/errors.ts';
import { Window } from '../domain/notification/windows.ts';
import { epochSecondsOf, latest, plus } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { WindowStore } from '../ports/store.ts';
import { ifVersion } from './conditions.ts';
import { attributesOf, entityOf, type Form, ifAbsentOrExpired, isLive, itemAt } from './items.ts';
import { indexKeys, keys } from './keys.ts';
import type { Table } from './table.ts';
import { writeSteps } from './writes.ts';

const form: Form<Window> = { type: 'WINDOW', schema: Window };
const keptFor = { days: 1 };

/** Pacing windows by id; a new one is saved with version 0 and kept for a day after its end. */
export function createWindowStore(table: Table, clock: Clock): WindowStore {
  return {
    async get(id) {
      const item = await table.get(keys.window(id), { consistent: true });
      return item && isLive(item, clock.now()) ? entityOf(form, item) : undefined;
    },

    async save(window) {
      const now = clock.now();
      const { id, version, dueAt } = window;
      const put = itemAt(
        keys.window(id),
        attributesOf(form, { ...window, version: version + 1 }),
        { expiresAt: epochSecondsOf(plus(latest(window.endsAt, dueAt ?? now), keptFor)) },
        dueAt === undefined ? {} : indexKeys.due('window', dueAt),
      );
      const condition = version === 0 ? ifAbsentOrExpired(now) : ifVersion(version);
      const refused = () => new VersionConflictError(`window ${id}`);
      await writeSteps(table, [{ operation: { put, condition }, refused }]);
    },
  };
}

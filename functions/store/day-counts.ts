import { DayCount } from '../domain/notification/daily-caps.ts';
import { epochSecondsOf, plus } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { DayCountStore } from '../ports/day-count-store.ts';
import { ifAbsent } from './conditions.ts';
import { entityOf, type Form, itemAt } from './items.ts';
import { keys } from './keys.ts';
import type { Item, Table } from './table.ts';

const form: Form<DayCount> = { type: 'DAY_COUNT', schema: DayCount };
/** Long enough to see what went out while somebody was away for the weekend. */
const keptFor = { days: 7 };

export const dayCountOf = (item: Item): DayCount => entityOf(form, item);

/** Counts by day: added to without being read, so that nobody who counts waits for anybody else. */
export function createDayCountStore(table: Table, clock: Clock): DayCountStore {
  const expiry = () => ({ expiresAt: epochSecondsOf(plus(clock.now(), keptFor)) });
  return {
    async get(day) {
      const item = await table.get(keys.dayCount(day), { consistent: true });
      return item && dayCountOf(item);
    },

    async add(day, { channel, isAsked }) {
      const add = { [channel]: 1, ...(isAsked && { [`asked${channel}`]: 1 }) };
      await table.write([{ update: keys.dayCount(day), set: { type: form.type, ...expiry() }, add }]);
    },

    async firstReached(day, cap) {
      const put = itemAt(keys.capReached(day, cap), { type: 'CAP_REACHED', ...expiry() });
      return (await table.write([{ put, condition: ifAbsent }])).length === 0;
    },
  };
}

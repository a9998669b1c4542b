import * as z from 'zod';
import { epochSecondsOf, Instant, plus } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { CounterStore } from '../ports/counter-store.ts';
import { ifAbsent, ifVersion } from './conditions.ts';
import { attributesOf, entityOf, type Form, ifAbsentOrExpired, isLive, itemAt } from './items.ts';
import { keys } from './keys.ts';
import type { Key, Table } from './table.ts';

const State = z.object({ startedAt: Instant, count: z.number() });
const Place = z.object({ version: z.number(), states: z.record(z.string(), State) });
const Counted = z.object({ shown: z.record(z.string(), z.number()) });

const placeForm: Form<z.infer<typeof Place>> = { type: 'COUNTERS', schema: Place };
const countedForm: Form<z.infer<typeof Counted>> = { type: 'COUNTED', schema: Counted };

/** No window is longer than two days. */
const placeKeptFor = { days: 3 };
/** As long as an event can come back from a dead-letter queue. */
const countedKeptFor = { days: 15 };

/** One item for all counters of a place, and one for each event that was counted there, under the event. */
export function createCounterStore(table: Table, clock: Clock): CounterStore {
  const until = (term: { readonly days: number }) => ({ expiresAt: epochSecondsOf(plus(clock.now(), term)) });
  return {
    async read(place, eventId) {
      const [here, event] = [keys.counters(place), keys.counted(eventId, place)];
      const items = (await table.batchGet([here, event])).filter((item) => isLive(item, clock.now()));
      const at = (key: Key) => items.find(({ PK, SK }) => PK === key.PK && SK === key.SK);
      const [counters, counted] = [at(here), at(event)];
      return {
        counted: counted && entityOf(countedForm, counted).shown,
        counters: counters ? entityOf(placeForm, counters) : { version: 0, states: {} },
      };
    },

    async save(place, eventId, { counters: { version, states }, shown }) {
      const counters = itemAt(
        keys.counters(place),
        attributesOf(placeForm, { version: version + 1, states: { ...states } }),
        until(placeKeptFor),
      );
      const counted = itemAt(
        keys.counted(eventId, place),
        attributesOf(countedForm, { shown: { ...shown } }),
        until(countedKeptFor),
      );
      const refusals = await table.write([
        { put: counters, condition: version === 0 ? ifAbsentOrExpired(clock.now()) : ifVersion(version) },
        { put: counted, condition: ifAbsent },
      ]);
      return refusals.length === 0;
    },
  };
}

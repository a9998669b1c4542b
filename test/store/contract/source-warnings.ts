import { describe, expect, it } from 'vitest';
import { plus } from '../../../functions/domain/time.ts';
import { tenOClock } from '../../support/factories.ts';
import type { NewTable } from '../contract.ts';
import { newStore } from './subject.ts';

const note = { kind: 'UNKNOWN_TOOL', subject: 'grafanna' } as const;

export function sourceWarningContract(newTable: NewTable): void {
  describe('warnings about sources', () => {
    it('are kept by kind, with when they were seen first and last', async () => {
      const { store, clock } = await newStore(newTable);
      await store.sourceWarnings.note(800, [note, { kind: 'EMPTY_GROUP_KEY' }], tenOClock);
      clock.advance({ minutes: 2 });
      const later = plus(tenOClock, { minutes: 2 });
      await store.sourceWarnings.note(800, [{ ...note, subject: 'graphana' }], later);
      expect(await store.sourceWarnings.ofSource(800)).toEqual([
        { kind: 'EMPTY_GROUP_KEY', firstSeenAt: tenOClock, lastSeenAt: tenOClock, count: 1 },
        { kind: 'UNKNOWN_TOOL', subject: 'graphana', firstSeenAt: tenOClock, lastSeenAt: later, count: 2 },
      ]);
      expect(await store.sourceWarnings.ofSource(801)).toEqual([]);
    });

    it('are written at most once a minute, and what came in between is counted with the next', async () => {
      const { store, clock, table } = await newStore(newTable);
      let writes = 0;
      const write = table.write.bind(table);
      Object.assign(table, {
        write: (operations: Parameters<typeof write>[0]) => {
          writes += 1;
          return write(operations);
        },
      });
      for (let index = 0; index < 50; index++) await store.sourceWarnings.note(800, [note], tenOClock);
      expect(writes).toBe(1);
      clock.advance({ minutes: 1 });
      await store.sourceWarnings.note(800, [note], plus(tenOClock, { minutes: 1 }));
      expect(writes).toBe(2);
      expect(await store.sourceWarnings.ofSource(800)).toMatchObject([{ count: 51 }]);
    });

    it('are forgotten two weeks after they were seen last', async () => {
      const { store, clock } = await newStore(newTable);
      await store.sourceWarnings.note(800, [note], tenOClock);
      clock.advance({ days: 13 });
      expect(await store.sourceWarnings.ofSource(800)).toHaveLength(1);
      clock.advance({ days: 1, seconds: 1 });
      expect(await store.sourceWarnings.ofSource(800)).toEqual([]);
    });
  });
}

import { expect, it } from 'vitest';
import { nextTurn } from '../../../local/runtime/native-timers.ts';
import { shareTurns } from '../../../local/runtime/turns.ts';

/** Takes a turn for each rank in that order; answers the names in the order they got it, and what ends a turn. */
function asked(atOnce: number, ranks: Readonly<Record<string, number>>) {
  const turns = shareTurns(atOnce, 2);
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  for (const [name, rank] of Object.entries(ranks)) {
    void turns.take(rank).then((end) => {
      begun.push(name);
      ends.set(name, end);
    });
  }
  const end = async (name: string) => {
    ends.get(name)?.();
    await nextTurn();
  };
  return { begun, end };
}

it('as many as may take their turn at once; who waits goes by rank, then by who came first', async () => {
  const { begun, end } = asked(1, { first: 2, later: 2, answer: 1, event: 0, event2: 0 });
  await nextTurn();
  expect(begun).toEqual(['first']);
  for (const name of ['first', 'event', 'event2', 'answer']) await end(name);
  expect(begun).toEqual(['first', 'event', 'event2', 'answer', 'later']);
});

it('a flood of events leaves a turn to what the events set going', async () => {
  const { begun, end } = asked(3, { a: 0, b: 0, c: 0, api: 1, work: 2, work2: 2 });
  await nextTurn();
  expect(begun).toEqual(['a', 'b', 'work']);
  await end('work');
  expect(begun.at(-1)).toBe('work2');
  await end('a');
  await end('b');
  expect(begun.slice(4)).toEqual(['c', 'api']);
});

import { expect, it } from 'vitest';
import { eachAtOnce } from '../../functions/usecases/each-at-once.ts';
import { wordsOfError } from '../../functions/usecases/words-of-error.ts';

it.each([
  [0, 4, 0],
  [1, 4, 1],
  [8, 4, 4],
  [9, 4, 4],
])('of %i, %i at once, each is done once, no more than %i side by side', async (count, atOnce, most) => {
  const all = Array.from({ length: count }, (_, index) => index);
  const begun: number[] = [];
  let active = 0;
  let mostActive = 0;
  const done = await eachAtOnce(all, atOnce, async (one) => {
    begun.push(one);
    active += 1;
    mostActive = Math.max(mostActive, active);
    await new Promise((resolve) => setImmediate(resolve));
    active -= 1;
    return one * 2;
  });
  expect([begun, done, mostActive]).toEqual([all, all.map((one) => one * 2), most]);
});

it.each([
  [new Error('nobody answers'), 'nobody answers'],
  ['refused', 'refused'],
  [7, '7'],
])('the words of %j are %s', (thrown, words) => {
  expect(wordsOfError(thrown)).toBe(words);
});

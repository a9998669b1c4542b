import { expect, it } from 'vitest';
import { nextRoundAt } from '../../../functions/domain/telling/rounds.ts';
import { recipientsOfPart } from '../../../functions/domain/telling/telling.ts';
import { tenOClock as ten } from '../../support/factories.ts';

it('who could not be told is tried again for more than a day, with longer and longer pauses, and is given up then', () => {
  const minutes = Array.from({ length: 13 }, (_none, round) => {
    const next = nextRoundAt(round, ten);
    return next === undefined ? undefined : (Date.parse(next) - Date.parse(ten)) / 60_000;
  });
  expect(minutes).toEqual([1, 2, 5, 10, 20, 40, 60, 120, 240, 360, 480, 600, undefined]);
});

it('so many at most are told twice by what dies in between', () => {
  expect(recipientsOfPart).toBe(25);
});

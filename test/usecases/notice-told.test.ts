import { expect, it } from 'vitest';
import { plus } from '../../functions/domain/time.ts';
import { readTold, writeTold } from '../../functions/usecases/notice/told.ts';
import { tenOClock } from '../support/factories.ts';

const until = plus(tenOClock, { hours: 336 });
const dutiesOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    userId: index + 1,
    start: plus(tenOClock, { minutes: index }),
    end: plus(tenOClock, { minutes: index + 1 }),
  }));

it('what was told is remembered whole up to 2,000 duties', () => {
  const told = { until, duties: dutiesOf(2000) };
  expect(readTold(writeTold(told))).toEqual(told);
  expect(readTold(undefined)).toBeUndefined();
});

it('of more duties the first are remembered, as told until the last of them ends', () => {
  const duties = dutiesOf(2001);
  const end = plus(tenOClock, { minutes: 2000 });
  expect(readTold(writeTold({ until, duties }))).toEqual({ until: end, duties: duties.slice(0, 2000) });
});

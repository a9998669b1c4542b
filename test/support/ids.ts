import type { Ids } from '../../functions/ports/ids.ts';

/** Ids that count up from 1000, the same in every run. */
export function countingIds(): Ids {
  let last = 999;
  const next = () => {
    last += 1;
    return last;
  };
  return {
    next,
    ulid: () => `01TEST${String(next()).padStart(20, '0')}`,
    secret: () => `secret-${next()}`,
    digits: (count) => String(next()).padStart(count, '0').slice(-count),
  };
}

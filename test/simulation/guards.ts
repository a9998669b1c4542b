import type { DailyCaps } from '../../functions/domain/notification/daily-caps.ts';
import type { Settings } from '../../functions/ports/context.ts';
import { randomOf } from './random.ts';

/** What keeps a deployment from spending without end: daily caps, and where phones are texted and called. */
export interface Guards {
  readonly dailyCaps: DailyCaps;
  /** Whose number is in a country that is neither texted nor called: it was stored before. */
  readonly farUserIds: readonly number[];
}

const near = 'DE';
/** The number that somebody has far away. */
export const farNumber = (userId: number) => ({
  e164: `+3361234567${userId}`,
  target: `+3361234567${userId}`,
  country: 'FR',
});

/** In some runs little may be sent, and somebody is far away. */
export function guardsOf(seed: number): Guards | undefined {
  const random = randomOf('guards', seed);
  if (!random.chance(0.3)) return undefined;
  return {
    dailyCaps: {
      perUser: { SMS: random.between(1, 6), VOICE: random.between(1, 4) },
      all: { SMS: random.pick([0, 0, 8]), VOICE: random.pick([0, 0, 5]) },
    },
    farUserIds: [1, 2, 3, 4, 5].filter(() => random.chance(0.15)),
  };
}

/** What functions know of them. */
export const settingsOf = (guards: Guards | undefined): Partial<Settings> =>
  guards === undefined ? {} : { dailyCaps: guards.dailyCaps, phoneCountries: new Set([near]) };

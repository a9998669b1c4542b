import { type Instant, plus } from '../../functions/domain/time.ts';
import type { Plan } from './plan.ts';
import { recoveryMinutes } from './run.ts';

const troubles: readonly string[] = ['vanish', 'no-ticks', 'outage'];

/** From when on all is in time: once nothing breaks any more, and from the beginning where nothing ever does. */
export function quietFrom({ plan, startedAt }: { readonly plan: Plan; readonly startedAt: Instant }): Instant {
  const { faults, operations, calmAfter } = plan;
  const isCalm = faults.length === 0 && operations.every(({ kind }) => !troubles.includes(kind));
  return isCalm ? startedAt : plus(startedAt, { seconds: calmAfter + recoveryMinutes * 60 });
}

/** Seconds by which what two functions call now may differ. */
export const toleratedSkew = ({ skew }: Plan): number => (2 * skew) / 1000;

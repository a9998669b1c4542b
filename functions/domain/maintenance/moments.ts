import { type Duration, type Instant, minus, plus } from '../time.ts';
import { type Announced, isAnnounced, type ToldMoment } from './announced.ts';
import { type Occurrence, occurrences } from './occurrences.ts';

const before: Duration = { days: 1 };
/** How far ahead the next moment is looked for; later ones are looked for then. */
const lookAhead: Duration = { days: 40 };

function momentsOf({ start, end }: Occurrence, notifications: NonNullable<Announced['notifications']>): ToldMoment[] {
  const { at24HoursBefore = false, at1HourBefore = false, atStart, atEnd } = notifications;
  const all = [
    { moment: 'DAY_BEFORE' as const, at: minus(start, before), isTold: at24HoursBefore },
    { moment: 'HOUR_BEFORE' as const, at: minus(start, { hours: 1 }), isTold: at1HourBefore },
    { moment: 'STARTED' as const, at: start, isTold: atStart },
    { moment: 'ENDED' as const, at: end, isTold: atEnd },
  ];
  return all.filter(({ isTold }) => isTold).map(({ moment, at }) => ({ moment, at, start, end }));
}

/**
 * The moments that are told within (since, until], in their order, and when the next one after `until` is; or when to look for it, as
 * long as the window may come again.
 */
export function momentsBetween(
  window: Announced,
  since: Instant,
  until: Instant,
): { readonly due: readonly ToldMoment[]; readonly next: Instant | undefined } {
  const { notifications } = window;
  if (notifications === undefined || !isAnnounced(window)) return { due: [], next: undefined };
  const horizon = plus(until, lookAhead);
  const found = occurrences(window, since, horizon)
    .flatMap((occurrence) => momentsOf(occurrence, notifications))
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  const next = found.find(({ at }) => at > until)?.at;
  const mayComeAgain = window.recurrence !== undefined || window.endsAt > until;
  return {
    due: found.filter(({ at }) => at > since && at <= until),
    next: next ?? (mayComeAgain ? minus(horizon, { days: 2 }) : undefined),
  };
}

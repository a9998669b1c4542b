import { maintenanceScope, newTelling, type Telling, type WindowMoment } from '../telling/telling.ts';
import { type Duration, type Instant, minus, plus } from '../time.ts';
import type { MaintenanceWindow } from './maintenance-window.ts';
import { type Occurrence, occurrences } from './occurrences.ts';

/** A moment of planned work that is told, of one of its occurrences. */
export interface ToldMoment extends Occurrence {
  readonly moment: WindowMoment;
  readonly at: Instant;
}

type Announced = Pick<
  MaintenanceWindow,
  'id' | 'timezone' | 'start' | 'end' | 'startsAt' | 'endsAt' | 'recurrence' | 'services' | 'notifications'
>;

const before: Duration = { days: 1 };
/** How far ahead the next moment is looked for; later ones are looked for then. */
const lookAhead: Duration = { days: 40 };

/** Whether anything of a window is told while it comes and goes; what is told when it is made is told with it. */
export const isAnnounced = ({ services, notifications }: Pick<Announced, 'services' | 'notifications'>): boolean =>
  services.length > 0 &&
  notifications !== undefined &&
  [notifications.at24HoursBefore, notifications.at1HourBefore, notifications.atStart, notifications.atEnd].includes(
    true,
  );

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
  const found = occurrences(window, minus(since, { milliseconds: 1 }), horizon)
    .flatMap((occurrence) => momentsOf(occurrence, notifications))
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  const next = found.find(({ at }) => at > until)?.at;
  const mayComeAgain = window.recurrence !== undefined || window.endsAt > until;
  return {
    due: found.filter(({ at }) => at > since && at <= until),
    next: next ?? (mayComeAgain ? minus(horizon, { days: 2 }) : undefined),
  };
}

/** What subscribers are told at one moment of one occurrence, once. */
export function tellingOfMoment(
  { id, summary, description = '', services }: Pick<MaintenanceWindow, 'id' | 'summary' | 'description' | 'services'>,
  { moment, start, end }: Pick<ToldMoment, 'moment' | 'start' | 'end'>,
  now: Instant,
): Telling {
  const told = { kind: 'MAINTENANCE' as const, windowId: id, moment, start, end, summary, description, services };
  return newTelling(maintenanceScope(id), `${moment}#${start}`, told, now);
}

/** What subscribers are told of a window that was just made: of its first occurrence; undefined where nobody is to be told. */
export function tellingOfNew(window: MaintenanceWindow): Telling | undefined {
  const { services, notifications, createdAt } = window;
  if (services.length === 0 || notifications?.atCreation !== true) return undefined;
  const [first] = occurrences(window, createdAt, plus(createdAt, { days: 400 }));
  const { start, end } = first ?? { start: window.startsAt, end: window.endsAt };
  return tellingOfMoment(window, { moment: 'CREATED', start, end }, createdAt);
}

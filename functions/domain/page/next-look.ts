import { isOutage } from '../service/status.ts';
import { daysTold } from '../service/uptime.ts';
import { earliest, type Instant, millisecondsOf, minus, plus } from '../time.ts';
import { dayLength, dayOf, toInstant } from '../wall-time.ts';
import { zoneOf } from '../zone.ts';
import { type HistoryView, type PageView, servicesOf } from './view.ts';

/** Where nothing moves by itself, a page is looked at this often: it says as of when it is. */
export const lookedAtEvery = { minutes: 10 };
/** Whenever the page was made, the next tick finds it due: what moves is never more than a minute and these seconds behind. */
const movingAfter = { seconds: 4 };
/** A page that could not be made is tried again with the next tick. */
export const mendedAfter = { seconds: 20 };

/**
 * What the timer of a page remembers: whether the tick has asked for the page, which `render-page` is shown, or its next look was
 * put off by who has just made it, which nobody is shown.
 */
export const lookStates = { asked: 'asked', waiting: 'waiting' } as const;

/**
 * When a page has to be made anew though nobody has changed anything: with each tick while a number on it moves, when planned work begins
 * or ends, when the page's day does, and every ten minutes.
 */
export function nextLookAt(view: PageView): Instant {
  const { now } = view;
  if (isMoving(view)) return plus(now, movingAfter);
  const bounds = view.maintenances.flatMap(({ start, end }) => [start, end]).filter((time) => time > now);
  return earliest(plus(now, lookedAtEvery), midnightAfter(now, view.page.timezone), ...bounds);
}

/** An outage makes percentages go down, and the time since goes up again, most of all where little time is told of. */
function isMoving({ elements, metrics, now, ...rest }: PageView): boolean {
  const services = servicesOf({ elements });
  const youngest = minus(now, { days: daysTold });
  // Of the times told the longest holds the others.
  const hadOutage = ({ uptime }: HistoryView) => uptime.p90 < 100;
  const moves = ({ trackedSince, history }: { trackedSince: Instant; history?: HistoryView }) =>
    history !== undefined &&
    hadOutage(history) &&
    (trackedSince > youngest || (history.days.at(-1)?.uptime ?? 100) < 100);
  return metrics.length > 0 || isOutage(rest.status) || services.some(moves);
}

function midnightAfter(now: Instant, timezone: string): Instant {
  const zone = zoneOf(timezone);
  const today = dayOf(zone.wallTimeAt(millisecondsOf(now)));
  return toInstant(zone.firstInstantAt(today + dayLength));
}

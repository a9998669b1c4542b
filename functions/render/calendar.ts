import ical, { escape as escapeText, ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import type { Shift } from '../domain/schedule/schedule.ts';
import type { Instant } from '../domain/time.ts';

/** A shift with the names a calendar shows. */
export interface NamedShift extends Shift {
  readonly scheduleId: number;
  readonly scheduleName: string;
  readonly userName: string;
}

export interface CalendarFeed {
  /** What the calendar is called in a client: the schedule's name, or the person's. */
  readonly name: string;
  /** A schedule's feed says who is on call, a person's own feed for what. */
  readonly of: 'schedule' | 'user';
  readonly shifts: readonly NamedShift[];
  readonly language?: 'en' | 'de';
  /** The host of this deployment: it makes the UIDs unique in the world. */
  readonly host: string;
  readonly now: Instant;
}

const words = { en: 'On call', de: 'Rufbereitschaft' };

/** How often clients should ask again. Most ask less often whatever is said. */
const refreshSeconds = 15 * 60;

const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ');

/**
 * Shifts as an RFC 5545 calendar. Times are UTC, which every client shows in its own zone without knowing ours. A
 * shift's UID is made of its schedule, person and start, so that a client moves an end and never doubles an entry.
 */
export function shiftsToCalendar({ name, of, shifts, language = 'en', host, now }: CalendarFeed): string {
  const onCall = words[language];
  return ical({
    name: escapeText(oneLine(name), false), // the library escapes texts of events only
    prodId: { company: 'Tocsin', product: 'On-call schedules', language: language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: refreshSeconds,
    events: shifts.map(({ scheduleId, scheduleName, userId, userName, start, end }) => ({
      id: `shift-${scheduleId}-${userId}-${start.replaceAll(/[-:.]/g, '')}@${host}`,
      stamp: new Date(now),
      start: new Date(start),
      end: new Date(end),
      summary: oneLine(of === 'user' ? `${onCall}: ${scheduleName}` : `${userName} (${onCall}: ${scheduleName})`),
      // Being on call does not make somebody busy.
      transparency: ICalEventTransparency.TRANSPARENT,
    })),
  }).toString();
}

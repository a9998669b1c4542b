import { closest } from '../closest.ts';
import { type Problem, problemIf } from '../problem.ts';
import { DayOfWeek } from '../schedule/schedule.ts';
import { parseMoment, parseTimeOfDay } from '../wall-time.ts';
import { isTimeZone, type Zone, zoneOf } from '../zone.ts';
import { exceptionStretch } from './in-support-hours.ts';
import type { SupportHours, SupportHoursException } from './support-hours.ts';

const mostExceptions = 1000;
const notTime = 'must be a time of the day, HH:mm';
const notMoment = 'must be a date or a date-time, local (2026-12-25T09:00) or with an offset';

/** What is wrong with support hours: their zone, the hours of a weekday, an exception. */
export function validateSupportHours({
  timezone,
  supportDays,
  exceptions,
}: Pick<SupportHours, 'timezone' | 'supportDays' | 'exceptions'>): readonly Problem[] {
  if (!isTimeZone(timezone)) {
    return [{ field: 'timezone', message: 'must be an IANA time zone such as Europe/Berlin' }];
  }
  const zone = zoneOf(timezone);
  return [
    ...Object.keys(supportDays).flatMap((day) => weekdayProblems(day, `supportDays.${day}`)),
    ...DayOfWeek.options.flatMap((day) => dayProblems(supportDays[day], `supportDays.${day}`)),
    ...problemIf(exceptions.length > mostExceptions, 'exceptions', `must be at most ${mostExceptions}`),
    ...exceptions.flatMap((exception, index) => exceptionProblems(exception, `exceptions[${index}]`, zone)),
  ];
}

function weekdayProblems(day: string, path: string): readonly Problem[] {
  if (DayOfWeek.options.some((known) => known === day)) return [];
  const meant = closest(day, DayOfWeek.options);
  const hint = meant ? `did you mean ${meant}?` : `they are ${DayOfWeek.options.join(', ')}`;
  return [{ field: path, message: `is not a weekday: ${hint}` }];
}

function dayProblems(day: SupportHours['supportDays'][DayOfWeek], path: string): readonly Problem[] {
  if (!day) return [];
  const start = parseTimeOfDay(day.start);
  const end = parseTimeOfDay(day.end);
  return [
    ...problemIf(start === undefined, `${path}.start`, notTime),
    ...problemIf(end === undefined, `${path}.end`, notTime),
    ...problemIf(start !== undefined && start === end && end !== 0, `${path}.end`, 'must differ from start'),
  ];
}

function exceptionProblems(exception: SupportHoursException, path: string, zone: Zone): readonly Problem[] {
  const start = parseMoment(exception.start, zone);
  const end = parseMoment(exception.end, zone);
  return [
    ...problemIf(start === undefined, `${path}.start`, notMoment),
    ...problemIf(end === undefined, `${path}.end`, notMoment),
    ...problemIf(
      start !== undefined && end !== undefined && exceptionStretch(exception, zone) === undefined,
      `${path}.end`,
      'must be after start',
    ),
  ];
}

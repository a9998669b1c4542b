import ICAL from 'ical.js';
import { dayLength, parseWallTime, weekdayOf } from '../wall-time.ts';
import type { Clock, WallTime } from '../zone.ts';

const years = { first: 1970, last: 2100 };
const most = { observances: 100, rules: 20 };

/** From then on a clock differs so much from UTC, in milliseconds. */
interface Change {
  readonly at: number;
  readonly offset: number;
  readonly offsetBefore: number;
}

/** The clock that a VTIMEZONE describes; undefined for one that does not change its clock once a year on a day of a month. */
export function describedClock(description: ICAL.Component): Clock | undefined {
  const observances = description.getAllSubcomponents();
  const rules = observances.reduce((sum, one) => sum + one.getAllProperties('rrule').length, 0);
  if (observances.length > most.observances || rules > most.rules) return undefined;
  const changes: Change[] = [];
  for (const observance of observances) {
    const found = changesOf(observance);
    if (found === undefined) return undefined;
    changes.push(...found);
  }
  return changes.length === 0 ? undefined : clockOf(changes.toSorted((a, b) => a.at - b.at));
}

function clockOf(changes: readonly Change[]): Clock {
  const stretches = [
    { from: Number.NEGATIVE_INFINITY, offset: changes[0]?.offsetBefore ?? 0 },
    ...changes.map(({ at, offset }) => ({ from: at, offset })),
  ];
  const indexAt = (instant: number) => stretches.findLastIndex(({ from }) => from <= instant);
  const offsetAt = (index: number) => stretches[index]?.offset ?? 0;
  return {
    wallTimeAt: (instant) => instant + offsetAt(indexAt(instant)),
    firstInstantAt: (wallTime) => {
      let index = indexAt(wallTime - dayLength);
      while (wallTime - offsetAt(index) >= (stretches[index + 1]?.from ?? Number.POSITIVE_INFINITY)) index += 1;
      return Math.max(stretches[index]?.from ?? 0, wallTime - offsetAt(index));
    },
  };
}

function changesOf(observance: ICAL.Component): readonly Change[] | undefined {
  const offset = offsetIn(observance, 'tzoffsetto');
  const offsetBefore = offsetIn(observance, 'tzoffsetfrom');
  const start = wallTimesOf(observance, 'dtstart')?.[0];
  const additional = wallTimesOf(observance, 'rdate');
  if (offset === undefined || offsetBefore === undefined || start === undefined || additional === undefined)
    return undefined;
  const wallTimes = [start, ...additional];
  for (const rule of observance.getAllProperties('rrule')) {
    const recurring = yearlyWallTimes(String(rule.getFirstValue()), start, offsetBefore);
    if (recurring === undefined) return undefined;
    wallTimes.push(...recurring);
  }
  return [...new Set(wallTimes)].map((wallTime) => ({ at: wallTime - offsetBefore, offset, offsetBefore }));
}

function offsetIn(observance: ICAL.Component, name: string): number | undefined {
  const value = observance.getFirstPropertyValue(name);
  const seconds = value instanceof ICAL.UtcOffset ? value.toSeconds() : Number.NaN;
  return Math.abs(seconds) < 24 * 3600 ? seconds * 1000 : undefined;
}

function wallTimesOf(observance: ICAL.Component, name: string): readonly WallTime[] | undefined {
  const texts = observance.getAllProperties(name).flatMap((property) => property.toJSON().slice(3));
  const wallTimes = texts.map((text) => parseWallTime(String(text).replace(/Z$/, '')));
  return wallTimes.includes(undefined) ? undefined : (wallTimes as readonly WallTime[]);
}

/** Once a year, on a day like the last Sunday of a month, or the Sunday among some days of it. */
const onceAYear =
  /^FREQ=YEARLY(;(BYDAY=[+-]?\d?[A-Z]{2}|BYMONTH=\d{1,2}|BYMONTHDAY=-?\d{1,2}(,-?\d{1,2}){0,6}|UNTIL=[\dTZ:-]+|INTERVAL=1|WKST=[A-Z]{2}))*$/;
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

function yearlyWallTimes(rule: string, start: WallTime, offsetBefore: number): readonly WallTime[] | undefined {
  if (!onceAYear.test(rule)) return undefined;
  const parts = new Map(rule.split(';').map((part) => part.split('=') as [string, string]));
  const month = Number(parts.get('BYMONTH'));
  const [, nth = '', weekday] = /^([+-]?\d?)([A-Z]{2})$/.exec(parts.get('BYDAY') ?? '') ?? [];
  const days = parts.get('BYMONTHDAY')?.split(',').map(Number);
  const isEveryWeek = weekday !== undefined && nth === '' && days === undefined;
  if (!(month >= 1 && month <= 12) || isEveryWeek || (weekday !== undefined && !weekdays.includes(weekday)))
    return undefined;

  const startsAt = new Date(start);
  const time = start - Math.floor(start / dayLength) * dayLength;
  const until = lastWallTime(parts.get('UNTIL'), offsetBefore);
  if (until === undefined) return undefined;
  const wallTimes: WallTime[] = [];
  for (let year = Math.max(years.first, startsAt.getUTCFullYear()); year <= years.last; year += 1) {
    const day = dayIn(year, month, { weekday, nth: Number(nth), days: days ?? [], else: startsAt.getUTCDate() });
    if (day === undefined) continue;
    const wallTime = Date.UTC(year, month - 1, day) + time;
    if (wallTime >= start && wallTime <= until) wallTimes.push(wallTime);
  }
  return wallTimes;
}

interface DayRule {
  readonly weekday: string | undefined;
  /** Which of these weekdays of the month; from the end when negative. */
  readonly nth: number;
  readonly days: readonly number[];
  readonly else: number;
}

function dayIn(year: number, month: number, rule: DayRule): number | undefined {
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const all = Array.from({ length }, (_, index) => index + 1);
  if (rule.weekday === undefined && rule.days.length === 0) return rule.else <= length ? rule.else : undefined;
  const matching = all.filter(
    (day) =>
      (rule.days.length === 0 || rule.days.some((one) => one === day || one === day - length - 1)) &&
      (rule.weekday === undefined || weekdays[weekdayOf(Date.UTC(year, month - 1, day))] === rule.weekday),
  );
  return matching.at(rule.nth > 0 ? rule.nth - 1 : rule.nth);
}

/** The last wall time of a rule; undefined when its UNTIL is none. */
function lastWallTime(until: string | undefined, offsetBefore: number): WallTime | undefined {
  if (until === undefined) return Number.POSITIVE_INFINITY;
  const [, year, month, day, hours = '00', minutes = '00', seconds = '00', utc] =
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/.exec(until) ?? [];
  const wallTime = parseWallTime(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}`);
  return wallTime === undefined ? undefined : wallTime + (utc === 'Z' ? offsetBefore : 0);
}

import ICAL from 'ical.js';
import { type Clock, isTimeZone, type WallTime, zoneOf } from '../zone.ts';

/** The clocks that the TZIDs of a calendar mean, each looked up once; undefined for those that mean none. */
export function clocksOf(calendar: ICAL.Component): (tzid: string) => Clock | undefined {
  const known = new Map<string, Clock | undefined>();
  return (tzid) => {
    if (!known.has(tzid)) known.set(tzid, findClock(tzid, calendar));
    return known.get(tzid);
  };
}

/**
 * The IANA zone that a TZID names, alone or at the end of a path (`/mozilla.org/20050126_1/Europe/Berlin`), otherwise
 * the clock that its VTIMEZONE describes (Outlook's `W. Europe Standard Time`).
 */
function findClock(tzid: string, calendar: ICAL.Component): Clock | undefined {
  const segments = tzid.split('/').slice(0, 10);
  const name = segments.map((_, index) => segments.slice(index).join('/')).find(isTimeZone);
  if (name !== undefined) return zoneOf(name);
  const description = calendar
    .getAllSubcomponents('vtimezone')
    .find((component) => String(component.getFirstPropertyValue('tzid')) === tzid);
  if (description === undefined) return undefined;
  const location = String(description.getFirstPropertyValue('x-lic-location') ?? '');
  if (isTimeZone(location)) return zoneOf(location);
  return isOrdinary(description) ? describedClock(new ICAL.Timezone(description)) : undefined;
}

const most = { observances: 100, rules: 20 };
/** Once a year, on a day like the last Sunday of a month. */
const onceAYear =
  /^FREQ=YEARLY(;(BYDAY=[+-]?\d?[A-Z]{2}|BYMONTH=\d{1,2}|BYMONTHDAY=-?\d{1,2}|UNTIL=[\dTZ:-]+|INTERVAL=1|WKST=[A-Z]{2}))*$/;

/** Whether a VTIMEZONE is of the kind that is met in nature. The library would expand any other, too, for minutes. */
function isOrdinary(description: ICAL.Component): boolean {
  const observances = description.getAllSubcomponents();
  const rules = observances.flatMap((observance) => observance.getAllProperties('rrule'));
  return (
    observances.length <= most.observances &&
    rules.length <= most.rules &&
    rules.map((rule) => String(rule.getFirstValue())).every((rule) => onceAYear.test(rule) && rule.includes('BYMONTH'))
  );
}

const timeOf = (wallTime: WallTime, zone: ICAL.Timezone): ICAL.Time => {
  const [year, month, day, hour, minute, second] = new Date(wallTime)
    .toISOString()
    .split(/[-T:.Z]/)
    .map(Number);
  return ICAL.Time.fromData({ year, month, day, hour, minute, second, isDate: false } as never, zone);
};

const describedClock = (zone: ICAL.Timezone): Clock => ({
  wallTimeAt: (instant) => wallTimeOf(ICAL.Time.fromJSDate(new Date(instant), true).convertToZone(zone)),
  firstInstantAt: (wallTime) => timeOf(wallTime, zone).toUnixTime() * 1000,
});

/** What a time of a calendar says, whatever its zone. */
export const wallTimeOf = ({ year, month, day, hour, minute, second }: ICAL.Time): WallTime =>
  Date.UTC(year, month - 1, day, hour, minute, second);

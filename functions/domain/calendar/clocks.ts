import ICAL from 'ical.js';
import type { WallTime } from '../zone.ts';
import { type Clock, isTimeZone, zoneOf } from '../zone.ts';

/**
 * The clock that a TZID of a calendar means: the IANA zone it names, alone or at the end of a path
 * (`/mozilla.org/20050126_1/Europe/Berlin`), otherwise the one its VTIMEZONE describes (Outlook's `W. Europe Standard
 * Time`). Undefined when it means none.
 */
export function clockOf(tzid: string, calendar: ICAL.Component): Clock | undefined {
  const segments = tzid.split('/').slice(0, 10);
  const name = segments.map((_, index) => segments.slice(index).join('/')).find(isTimeZone);
  if (name !== undefined) return zoneOf(name);
  const description = calendar
    .getAllSubcomponents('vtimezone')
    .find((component) => String(component.getFirstPropertyValue('tzid')) === tzid);
  if (description === undefined) return undefined;
  const location = String(description.getFirstPropertyValue('x-lic-location') ?? '');
  if (isTimeZone(location)) return zoneOf(location);
  return isYearly(description) ? describedClock(new ICAL.Timezone(description)) : undefined;
}

const mostObservances = 300;

/** Whether the rules of a VTIMEZONE are of the kind that is met in nature; the library would expand any other, too. */
function isYearly(description: ICAL.Component): boolean {
  const observances = description.getAllSubcomponents();
  return (
    observances.length <= mostObservances &&
    observances
      .flatMap((observance) => observance.getAllProperties('rrule'))
      .every((rule) =>
        /^FREQ=YEARLY(;(BYDAY|BYMONTH|BYMONTHDAY|UNTIL|INTERVAL|WKST)=[^;]+)*$/.test(`${rule.getFirstValue()}`),
      )
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

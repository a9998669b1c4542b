import ICAL from 'ical.js';
import { type Clock, isTimeZone, zoneOf } from '../zone.ts';
import type { CalendarPart, CalendarParts } from './components.ts';
import { describedClock } from './described-clock.ts';
import { zoneOfWindows } from './windows-zones.ts';

/** The clocks that the TZIDs of a calendar mean, each looked up once; undefined for those that mean none. */
export function clocksOf({ parts }: CalendarParts): (tzid: string) => Clock | undefined {
  const known = new Map<string, Clock | undefined>();
  let described: ReadonlyMap<string, ICAL.Component> | undefined;
  return (tzid) => {
    described ??= descriptionsIn(parts);
    if (!known.has(tzid)) known.set(tzid, findClock(plainName(tzid), described));
    return known.get(tzid);
  };
}

/** The zone that stands in `X-WR-TIMEZONE`, which Google and Apple write for times that name none. */
export function zoneOfCalendar({ lines }: CalendarParts): Clock | undefined {
  const line = lines.find(({ text }) => text.slice(0, 14).toUpperCase() === 'X-WR-TIMEZONE:');
  const name = line && namedZone(plainName(line.text.slice(14, 150)));
  return name === undefined ? undefined : zoneOf(name);
}

const plainName = (tzid: string): string => tzid.replaceAll('"', '').replaceAll('\\', '').trim();

const mostDescriptions = 200;

/** By TZID, the first of each; those that cannot be read describe nothing. */
function descriptionsIn(parts: readonly CalendarPart[]): ReadonlyMap<string, ICAL.Component> {
  const descriptions = parts
    .filter(({ name, isWhole }) => name === 'VTIMEZONE' && isWhole)
    .slice(0, mostDescriptions)
    .flatMap(({ inner }) => {
      try {
        const text = ['BEGIN:VTIMEZONE', ...inner.map((line) => line.text), 'END:VTIMEZONE'].join('\r\n');
        const component = new ICAL.Component(ICAL.parse(text) as unknown[]);
        return [[plainName(String(component.getFirstPropertyValue('tzid') ?? '')).toLowerCase(), component] as const];
      } catch {
        return [];
      }
    });
  return new Map(descriptions.toReversed());
}

/**
 * What a TZID means: an IANA zone, alone or at the end of a path (`/mozilla.org/20050126_1/Europe/Berlin`); the clock that
 * its VTIMEZONE describes; a zone of Windows (`W. Europe Standard Time`), which Exchange writes without describing it;
 * or a fixed distance from UTC.
 */
function findClock(tzid: string, described: ReadonlyMap<string, ICAL.Component>): Clock | undefined {
  const name = namedZone(tzid);
  if (name !== undefined) return zoneOf(name);
  const description = described.get(tzid.toLowerCase());
  const location = String(description?.getFirstPropertyValue('x-lic-location') ?? '');
  if (isTimeZone(location)) return zoneOf(location);
  const clock = description && describedClock(description);
  if (clock !== undefined) return clock;
  const ofWindows = zoneOfWindows(tzid);
  return ofWindows === undefined ? fixedClock(tzid) : zoneOf(ofWindows);
}

const namedZone = (tzid: string): string | undefined => {
  const segments = tzid.replaceAll(' ', '_').split('/').slice(0, 10);
  return segments.map((_, index) => segments.slice(index).join('/')).find(isTimeZone);
};

/** `UTC+01:00`, `GMT-5`. */
function fixedClock(tzid: string): Clock | undefined {
  const [, sign, hours, minutes = '0'] = /^(?:UTC|GMT)([+-])(\d{1,2})(?::?([0-5]\d))?$/i.exec(tzid) ?? [];
  if (hours === undefined || Number(hours) > 14) return undefined;
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  return { wallTimeAt: (instant) => instant + offset, firstInstantAt: (wallTime) => wallTime - offset };
}

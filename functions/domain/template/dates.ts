const months = 'January February March April May June July August September October November December'.split(' ');
const weekdays = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** How a date is written, from short to full; every other letter means M. */
export type DateStyle = 'S' | 'M' | 'L' | 'F';

/**
 * A time as American English writes it, in UTC and with ordinary blanks: the platform's own formatter puts a narrow
 * no-break space before AM and PM, which changes the length of an SMS and what people compare with.
 */
export function dateText(at: Date, style: string): string {
  const month = months[at.getUTCMonth()] ?? '';
  const [day, year] = [at.getUTCDate(), at.getUTCFullYear()];
  const hour = at.getUTCHours() % 12 || 12;
  const half = at.getUTCHours() < 12 ? 'AM' : 'PM';
  const minutes = `${hour}:${twoDigits(at.getUTCMinutes())}`;
  const time = `${minutes}:${twoDigits(at.getUTCSeconds())} ${half}`;
  switch (style as DateStyle) {
    case 'S':
      return `${at.getUTCMonth() + 1}/${day}/${twoDigits(year % 100)}, ${minutes} ${half}`;
    case 'L':
      return `${month} ${day}, ${year} at ${time} UTC`;
    case 'F':
      return `${weekdays[at.getUTCDay()]}, ${month} ${day}, ${year} at ${time} Coordinated Universal Time`;
    default:
      return `${month.slice(0, 3)} ${day}, ${year}, ${time}`;
  }
}

const valid = (milliseconds: number): Date | undefined =>
  Math.abs(milliseconds) <= 8.64e15 ? new Date(milliseconds) : undefined;

/** The time that so many units since 1970 are, written as a number or as text; undefined when it is none. */
export function epochTime(value: unknown, milliseconds: number): Date | undefined {
  const number = typeof value === 'string' && /^\s*-?\d+(?:\.\d+)?\s*$/.test(value) ? Number(value) : value;
  return typeof number === 'number' ? valid(Math.floor(number * milliseconds)) : undefined;
}

const isoShape = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/** The time of an ISO-8601 date, which is UTC's when it names no zone; undefined when it is none. */
export function isoTime(value: unknown): Date | undefined {
  const [, day, time = '00:00', zone = 'Z'] = isoShape.exec(String(value).trim()) ?? [];
  if (day === undefined) return undefined;
  const [, sign = '', hours = '', minutes = '00'] = /([+-])(\d{2}):?(\d{2})?/.exec(zone) ?? [];
  const offset = sign === '' ? 'Z' : `${sign}${hours}:${minutes}`;
  const milliseconds = Date.parse(`${day}T${time.replace(/(\.\d{3})\d+$/, '$1')}${offset}`);
  return Number.isNaN(milliseconds) ? undefined : new Date(milliseconds);
}

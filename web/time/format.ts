import type { Language } from '../words/language.tsx';

/** Formats are costly to make, and lists have hundreds of times. */
const formats = new Map<string, Intl.DateTimeFormat>();

const locales = { en: 'en-GB', de: 'de-DE' } as const;

function formatOf(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locales[language], options);
  formats.set(key, known);
  return known;
}

export interface Zoned {
  readonly language: Language;
  /** Undefined: the zone of whoever looks. */
  readonly timezone?: string | undefined;
}

const moment = (at: string | number | Date): Date => new Date(at);

/** `14:05` */
export const clockTime = (at: string | number | Date, { language, timezone }: Zoned): string =>
  formatOf(language, { timeZone: timezone, hour: '2-digit', minute: '2-digit' }).format(moment(at));

/** `Sun 29 Nov` */
export const shortDay = (at: string | number | Date, { language, timezone }: Zoned): string =>
  formatOf(language, { timeZone: timezone, weekday: 'short', day: 'numeric', month: 'short' }).format(moment(at));

/** `29 Nov 2026, 14:05`: a moment in a table. */
export const dayAndTime = (at: string | number | Date, { language, timezone }: Zoned): string =>
  formatOf(language, {
    timeZone: timezone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(moment(at));

/** `Sunday, 29 November 2026 at 14:05:09 CET`: all there is to say, with the zone named. */
export const fullTime = (at: string | number | Date, { language, timezone }: Zoned): string =>
  formatOf(language, {
    timeZone: timezone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(moment(at));

const relativeFormats = {
  en: new Intl.RelativeTimeFormat(locales.en, { numeric: 'auto' }),
  de: new Intl.RelativeTimeFormat(locales.de, { numeric: 'auto' }),
};

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** `5 minutes ago`, `in 2 hours`; below a minute `now`. */
export function relativeTime(at: string | number | Date, now: number, { language }: Pick<Zoned, 'language'>): string {
  const seconds = Math.round((moment(at).getTime() - now) / 1000);
  const format = relativeFormats[language];
  for (const [unit, size] of units)
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  return format.format(0, 'second');
}

/** `4:59`, `1:02:03`: what is left until a moment; `0:00` when it is past. */
export function countdown(at: string | number | Date, now: number): string {
  const seconds = Math.max(Math.ceil((moment(at).getTime() - now) / 1000), 0);
  const hours = Math.floor(seconds / 3600);
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** The zone of whoever looks, `Europe/Berlin`. */
export const ownTimezone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

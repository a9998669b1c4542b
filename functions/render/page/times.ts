import { instantOf } from '../../domain/instants.ts';
import type { Instant } from '../../domain/time.ts';
import { dayLength } from '../../domain/wall-time.ts';
import { zoneOf } from '../../domain/zone.ts';
import type { PageWords } from './words.ts';

/** Formats are costly to make and pages have thousands of times. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(key, known);
  return known;
}

/** `31 October 2026, 14:05 CET`: a time in the page's zone, which it names. */
export const fullTime = (at: Instant, timezone: string, { locale }: PageWords): string =>
  formatOf(locale, {
    timeZone: timezone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(at));

/** `31 October` of a day `2026-10-31`. */
export const dayText = (date: string, { locale }: PageWords): string =>
  formatOf(locale, { timeZone: 'UTC', day: 'numeric', month: 'long' }).format(new Date(`${date}T12:00:00Z`));

/** `November 2026` of a month `2026-11`. */
export const monthText = (month: string, { locale }: PageWords): string =>
  formatOf(locale, { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(new Date(`${month}-15T12:00:00Z`));

/** The month (`2026-11`) of an instant in a zone. */
export const monthOf = (at: Instant, timezone: string): string =>
  instantOf(zoneOf(timezone).wallTimeAt(Date.parse(at))).slice(0, 7);

/** The month before (-1) or after (1). */
export function monthBeside(month: string, step: -1 | 1): string {
  const middle = Date.parse(`${month}-15T00:00:00Z`) + step * 30 * dayLength;
  return instantOf(middle).slice(0, 7);
}

/** `1 h 5 min`, `3 min`, `40 s`: the two greatest units that say something. */
export function durationText(seconds: number, words: PageWords): string {
  if (seconds < 60) return words.seconds(Math.round(seconds));
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? words.minutes(minutes) : words.hours(Math.floor(minutes / 60), minutes % 60);
}

/** Three decimals as they are counted, without zeros at the end: `99.97`, `100`. */
export const percentText = (percentage: number, { locale }: PageWords): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(percentage);

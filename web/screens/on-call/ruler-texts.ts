import type { Language } from '../../words/language.tsx';
import type { Day } from './times.ts';

const locales = { en: 'en-GB', de: 'de-DE' } as const;
const formats = new Map<string, Intl.DateTimeFormat>();

/** A date alone, `2026-11-29`, which is the same everywhere. */
export function dateText(date: string, language: Language, options: Intl.DateTimeFormatOptions): string {
  const key = language + JSON.stringify(options);
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locales[language], { timeZone: 'UTC', ...options });
  formats.set(key, format);
  return format.format(Date.parse(`${date}T00:00:00Z`));
}

/** What a day's cell says, by its width: `Sun 29`, `S 29`, `29`, from afar the Mondays, or nothing. */
export function dayLabel(day: Day, language: Language, width: number, isFirst: boolean): string {
  if (width >= 110) return dateText(day.date, language, { weekday: 'short', day: 'numeric', month: 'short' });
  if (width >= 56) return dateText(day.date, language, { weekday: 'short', day: 'numeric' });
  const date = String(Number(day.date.slice(8)));
  if (width >= 40) return `${dateText(day.date, language, { weekday: 'narrow' })} ${date}`;
  if (width >= 20) return date;
  if (width >= 5 && (day.isMonday || (isFirst && !day.isWeekend))) return date;
  return '';
}

/** `November 2026`, or what of it there is room for. */
export function monthLabel(date: string, language: Language, width: number): string {
  if (width >= 150) return dateText(date, language, { month: 'long', year: 'numeric' });
  if (width >= 70) return dateText(date, language, { month: 'short', year: '2-digit' });
  return width >= 30 ? dateText(date, language, { month: 'short' }) : '';
}

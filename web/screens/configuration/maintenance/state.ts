import { toWallInput } from '../../../time/local.ts';
import type { Language } from '../../../words/language.tsx';

interface Window {
  readonly start: string;
  readonly end: string;
  readonly timezone: string;
  readonly recurrence?: string | undefined;
}

/** Where a window is in time, on its own clock; one that comes again says so unless it is under way. */
export function stateOf(window: Window, now: number): 'on' | 'coming' | 'over' | 'repeats' {
  const clock = toWallInput(new Date(now).toISOString(), window.timezone);
  const [start, end] = [toWallInput(window.start, window.timezone), toWallInput(window.end, window.timezone)];
  if (start <= clock && clock < end) return 'on';
  if (window.recurrence) return 'repeats';
  return clock < start ? 'coming' : 'over';
}

const locales = { en: 'en-GB', de: 'de-DE' } as const;

/** A time on a zone's clock in words, without turning it into another zone's. */
export const wallText = (at: string, timezone: string, language: Language): string =>
  new Intl.DateTimeFormat(locales[language], {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(`${toWallInput(at, timezone)}Z`));

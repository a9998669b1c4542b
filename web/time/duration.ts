import type { Language } from '../words/language.tsx';

export const durationUnits = [
  ['second', 1],
  ['minute', 60],
  ['hour', 3_600],
  ['day', 86_400],
] as const;

export type DurationUnit = (typeof durationUnits)[number][0];

/** How many seconds a unit has. */
export const secondsOf = (unit: DurationUnit): number => durationUnits.find(([name]) => name === unit)?.[1] ?? 1;

/** Seconds as a number of the largest unit that says them exactly: 5400 is 90 minutes, 7200 are 2 hours. */
export function splitDuration(seconds: number): { readonly count: number; readonly unit: DurationUnit } {
  const [unit, size] = durationUnits.findLast(([, one]) => seconds >= one && seconds % one === 0) ?? durationUnits[0];
  return { count: seconds / size, unit };
}

const locales = { en: 'en-GB', de: 'de-DE' } as const;

/** `90 minutes`, `2 hours`, in words. */
export function durationText(seconds: number, language: Language): string {
  const { count, unit } = splitDuration(seconds);
  return new Intl.NumberFormat(locales[language], { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}

/** What a unit is called in the plural: `minutes`. */
export const unitName = (unit: DurationUnit, language: Language): string =>
  new Intl.NumberFormat(locales[language], { style: 'unit', unit, unitDisplay: 'long' })
    .formatToParts(2)
    .find(({ type }) => type === 'unit')?.value ?? unit;

import type { Language } from '../../words/language.tsx';

const units = {
  en: { day: 'd', hour: 'h', minute: 'min', second: 's' },
  de: { day: 'Tg.', hour: 'Std.', minute: 'Min.', second: 'Sek.' },
} as const;

/** `1 h 5 min`, `3 min`, `40 s`, `2 d 4 h`: the two greatest units that say something. */
export function durationText(milliseconds: number, language: Language): string {
  const unit = units[language];
  const seconds = Math.max(Math.round(milliseconds / 1000), 0);
  if (seconds < 60) return `${seconds} ${unit.second}`;
  const minutes = Math.round(seconds / 60);
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(minutes / 1440), unit.day],
    [Math.floor(minutes / 60) % 24, unit.hour],
    [minutes % 60, unit.minute],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, name]) => `${count} ${name}`)
    .join(' ');
}

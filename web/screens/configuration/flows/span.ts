import { durationIn } from '../../../../functions/domain/event-flow/wait-duration.ts';
import { durationText } from '../../../time/duration.ts';
import type { Language } from '../../../words/language.tsx';

/** An ISO-8601 duration in seconds; undefined of anything else. */
export function secondsIn(span: string): number | undefined {
  const milliseconds = span === '' ? undefined : durationIn(span);
  return milliseconds === undefined ? undefined : milliseconds / 1000;
}

/** An ISO-8601 duration in words; as it stands where it is none. */
export function spanText(span: string, language: Language): string {
  const seconds = secondsIn(span);
  return seconds === undefined ? span : durationText(seconds, language);
}

/** So many seconds as an ISO-8601 duration, in its largest whole unit. */
export function isoSpan(seconds: number): string {
  if (seconds % 86_400 === 0) return `P${seconds / 86_400}D`;
  if (seconds % 3600 === 0) return `PT${seconds / 3600}H`;
  return seconds % 60 === 0 ? `PT${seconds / 60}M` : `PT${seconds}S`;
}

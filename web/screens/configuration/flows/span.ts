import { durationIn } from '../../../../functions/domain/event-flow/wait-duration.ts';

/** An ISO-8601 duration in seconds; undefined of anything else. */
export function secondsIn(span: string): number | undefined {
  const milliseconds = span === '' ? undefined : durationIn(span);
  return milliseconds === undefined ? undefined : milliseconds / 1000;
}

/** So many seconds as an ISO-8601 duration, in its largest whole unit. */
export function isoSpan(seconds: number): string {
  if (seconds % 86_400 === 0) return `P${seconds / 86_400}D`;
  if (seconds % 3600 === 0) return `PT${seconds / 3600}H`;
  return seconds % 60 === 0 ? `PT${seconds / 60}M` : `PT${seconds}S`;
}

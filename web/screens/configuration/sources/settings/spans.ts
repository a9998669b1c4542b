import { autoResolutionTimeouts } from '../../../../../functions/domain/alert/auto-resolution-timeouts.ts';
import { groupingWindows as windows } from '../../../../../functions/domain/event/grouping/grouping.ts';

export const groupingWindows: readonly string[] = Object.keys(windows);
export const autoResolutions: readonly string[] = autoResolutionTimeouts;

/** `PT90M` and `PT2H` in minutes. */
export function minutesOf(span: string): number {
  const [, count, unit] = /^PT(\d+)([MH])$/.exec(span) ?? [];
  return Number(count ?? 0) * (unit === 'H' ? 60 : 1);
}

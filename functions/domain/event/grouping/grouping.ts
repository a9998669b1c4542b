import type { AlertSource } from '../../alert-source/alert-source.ts';

/** How events of a source become members of an alert that has another key, or none. */
export type Grouping =
  | { readonly by: 'SUBJECT' | 'PENDING' | 'OPEN' }
  | { readonly by: 'WINDOW'; readonly minutes: number }
  | { readonly by: 'SIMILARITY'; readonly minutes: number; readonly threshold: number };

/** The windows that a source may have, in minutes. */
export const groupingWindows = {
  PT2M: 2,
  PT5M: 5,
  PT15M: 15,
  PT30M: 30,
  PT1H: 60,
  PT2H: 120,
  PT4H: 240,
  PT8H: 480,
  PT12H: 720,
  PT24H: 1440,
} as const;

const minutesOf = (window: unknown): number | undefined =>
  typeof window === 'string' && Object.hasOwn(groupingWindows, window)
    ? groupingWindows[window as keyof typeof groupingWindows]
    : undefined;

/**
 * What a source groups by beyond the key. Undefined: by nothing. What a setting lacks that it needs (sources were stored
 * before it was asked for) groups nothing: an alert too many is better than one too few.
 */
export function groupingOf({
  alertCreation,
  extras,
}: Pick<AlertSource, 'alertCreation' | 'extras'>): Grouping | undefined {
  const minutes = minutesOf(extras.alertGroupingWindow);
  switch (alertCreation) {
    case 'ONE_ALERT_PER_EMAIL_SUBJECT':
      return { by: 'SUBJECT' };
    case 'ONE_PENDING_ALERT_ALLOWED':
      return { by: 'PENDING' };
    case 'ONE_OPEN_ALERT_ALLOWED':
      return { by: 'OPEN' };
    case 'ONE_ALERT_GROUPED_PER_WINDOW':
      return minutes === undefined ? undefined : { by: 'WINDOW', minutes };
    case 'INTELLIGENT_GROUPING': {
      const { scoreThreshold: threshold } = extras;
      if (minutes === undefined || typeof threshold !== 'number') return undefined;
      return { by: 'SIMILARITY', minutes, threshold };
    }
    default:
      return undefined;
  }
}

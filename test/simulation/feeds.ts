import type { Instant } from '../../functions/domain/time.ts';
import type { Change } from '../../functions/store/memory/table.ts';

/** The kinds of items of which the one who makes pages is shown each change, as deployed. */
const shown: readonly unknown[] = [
  'STATUS_PAGE',
  'SERVICE',
  'METRIC',
  'INCIDENT',
  'MAINTENANCE',
  'TEAM',
  'PAGE_DEMAND',
];

/** Whether the one who makes pages is shown a change, as lib/constructs/page-feed.ts has it. */
export const touchesPages = ({ key, old, new: item }: Change): boolean =>
  shown.includes(old?.type) || shown.includes(item?.type) || (key.SK === 'TIMER#page' && item?.state === 'asked');

/** Changes of one partition come one after the other; those of two may be worked on at the same time. */
export function shardOf({ key }: Change): string {
  const sum = [...key.PK].reduce((total, letter) => total + letter.charCodeAt(0), 0);
  return `shard-${sum % 2}`;
}

/** What fails is tried for a quarter of an hour, at longer and longer intervals. */
export const pauseOfFeed = (received: number): number => Math.min(2 ** (received - 1), 60);

/** The alert that is to be looked at for what actions make of it, as functions/handlers/on-change.ts has it. */
export const watchedBy = ({ new: item }: Change): number | undefined =>
  item?.type === 'ACTION_WATCH' && item.dueAt !== undefined ? Number(item.alertId) : undefined;

/** Whether something is due now that is the business of whoever tells subscribers, as functions/handlers/on-change.ts has it. */
export const wakesTellers = ({ new: item }: Change, now: Instant): boolean =>
  (item?.type === 'TELLING' || item?.type === 'SUBSCRIPTION_REQUEST') &&
  item.dueAt !== undefined &&
  String(item.dueAt) <= now;

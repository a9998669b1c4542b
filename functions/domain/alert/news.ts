import type { GroupNews } from '../event/group.ts';
import { toldAt } from '../event/group.ts';
import type { Instant } from '../time.ts';
import type { Alert, AlertNews } from './alert.ts';

/** How many members a message names; the others are counted. */
const named = 5;
/** Messages of older news say what they said when they were planned. */
const kept = 4;

/** The alert with what is new to it, and that piece of news: added to the one that is still to be told, or another. */
export function withNews(
  alert: Alert,
  { members, unnamed }: GroupNews,
  { isRaised, now }: { readonly isRaised: boolean; readonly now: Instant },
): { readonly alert: Alert; readonly news: AlertNews } {
  const earlier = alert.latestNews ?? [];
  const at = toldAt(earlier.at(-1)?.at, now);
  const open = earlier.find((one) => one.at === at);
  const names = [...(open?.names ?? []), ...members.flatMap(({ text }) => text ?? [])].slice(0, named);
  const news: AlertNews = {
    at,
    names,
    count: (open?.count ?? 0) + members.length + unnamed,
    ...((isRaised || open?.isRaised) && { isRaised: true }),
  };
  const others = earlier.filter((one) => one.at !== at);
  return { alert: { ...alert, latestNews: [...others, news].slice(-kept) }, news };
}

/** Whether somebody who answered at `answeredAt` was told of something new since. */
export const hasUnseenNews = (
  { latestNews }: Pick<Alert, 'latestNews'>,
  answeredAt: Instant | undefined,
  now: Instant,
): boolean => {
  const last = latestNews?.at(-1)?.at;
  return last !== undefined && last <= now && (answeredAt === undefined || answeredAt < last);
};

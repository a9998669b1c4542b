import { type Alert, eachOnce } from './model.ts';

/** How many alerts are asked for at once. */
export const pageSize = 100;

/** So much of a burst is read by itself, so that the list stays where somebody reads it. */
const mostPagesBetween = 5;

/** What is known of a list that is read page by page, newest first. */
export interface Pages {
  /** From the newest one on, none left out. */
  readonly head: readonly Alert[];
  /** What was read before a burst pushed it away: what came between the two is still to be read. */
  readonly tail: readonly Alert[];
  /** The oldest one is there, too. */
  readonly isAll: boolean;
  /** How many pages between the two were read so far. */
  readonly between: number;
}

export const noPages: Pages = { head: [], tail: [], isAll: false, between: 0 };

/** Those that come after the alert, and not again what a page has that ends with it. */
const after = (end: Alert | undefined, page: readonly Alert[], alerts: readonly Alert[]): readonly Alert[] => {
  const ids = new Set(page.map(({ id }) => id));
  return alerts.filter(({ id, reportTime }) => !ids.has(id) && (end === undefined || reportTime <= end.reportTime));
};

const shareOne = (some: readonly Alert[], others: readonly Alert[]): boolean => {
  const ids = new Set(some.map(({ id }) => id));
  return others.some(({ id }) => ids.has(id));
};

/** The newest page was read again. Within what it spans it is right: what it has no more has left the list. */
export function withNewest(pages: Pages, newest: readonly Alert[]): Pages {
  if (newest.length < pageSize) return { ...noPages, head: newest, isAll: true };
  const [head, tail] = [pages.head, pages.tail].map((part) => after(newest.at(-1), newest, part)) as [Alert[], Alert[]];
  if (shareOne(newest, pages.head)) return { ...pages, head: [...newest, ...head], tail };
  if (shareOne(newest, pages.tail)) return { ...pages, head: [...newest, ...tail], tail: [], between: 0 };
  // One hole can be filled; what lies behind another one is read again when it is asked for.
  return { head: newest, tail: head, isAll: pages.isAll && pages.tail.length === 0 && head.length > 0, between: 0 };
}

/** A page was read that begins after `start`: what comes next in the list, or, when a burst came meanwhile, in its tail. */
export function withOlder(pages: Pages, page: readonly Alert[], start: Alert): Pages {
  const isLast = page.length < pageSize;
  const [headEnd, tailEnd] = [pages.head.at(-1), pages.tail.at(-1)];
  if (headEnd !== undefined && start.reportTime < headEnd.reportTime) {
    if (tailEnd === undefined || start.reportTime < tailEnd.reportTime) return pages;
    return { ...pages, tail: eachOnce(pages.tail, page), isAll: isLast };
  }
  const head = eachOnce(pages.head, page);
  if (isLast) return { ...noPages, head, isAll: true };
  const tail = after(page.at(-1), page, pages.tail);
  if (pages.tail.length === 0) return { ...pages, head };
  if (shareOne(page, pages.tail)) return { ...pages, head: eachOnce(head, tail), tail: [], between: 0 };
  const between = pages.between + 1;
  if (between >= mostPagesBetween || tail.length === 0) return { ...noPages, head };
  return { ...pages, head, tail, between };
}

/** How the next page is asked for: by time, since places in the list move whenever something comes or leaves it. */
export function nextPage({ head }: Pages): { readonly until: string; readonly 'start-index': number } | undefined {
  const end = head.at(-1);
  if (end === undefined) return undefined;
  return {
    until: new Date(Date.parse(end.reportTime) + 1).toISOString(),
    'start-index': head.filter(({ reportTime }) => reportTime === end.reportTime).length,
  };
}

/** The alert as it is now, wherever it stands. */
export function withChanged(pages: Pages, alert: Alert): Pages {
  const changed = (alerts: readonly Alert[]) => alerts.map((one) => (one.id === alert.id ? alert : one));
  return { ...pages, head: changed(pages.head), tail: changed(pages.tail) };
}

import { useEffect, useMemo, useState } from 'preact/hooks';
import { useAction } from '../../client/action.ts';
import { answer, api } from '../../client/api.ts';
import { type Got, useGet } from '../../client/query.ts';
import { type Filters, queryOf, startOfDayHere } from './filters.ts';
import type { Alert } from './model.ts';
import { nextPage, noPages, type Pages, pageSize, withChanged, withNewest, withOlder } from './pages.ts';

export interface AlertList {
  readonly got: Got<readonly Alert[]>;
  /** Whatever is loaded, newest first. */
  readonly alerts: readonly Alert[];
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly more: () => Promise<unknown>;
  /** After something was done to one: older pages are not asked again by themselves. */
  readonly put: (alert: Alert) => void;
}

interface KeptPages extends Pages {
  /** The filters that they were asked by. */
  readonly key: string;
}

/** The alerts that the API knows by these filters: the newest hundred live, further ones when they are asked for. */
export function useAlertList(filters: Filters): AlertList {
  const key = JSON.stringify(queryOf(filters, startOfDayHere));
  const query = useMemo(() => queryOf(filters, startOfDayHere), [key]);
  const got = useGet('/alerts', { params: { query: { ...query, 'max-results': pageSize } } }, { every: 5000 });
  // Until somebody asks for more there is nothing to keep: the newest page is all that is shown.
  const [kept, setKept] = useState<KeptPages>();
  const mine = kept?.key === key ? kept : undefined;
  const pages = useMemo(() => withNewest(mine ?? noPages, got.data ?? []), [got.data, mine]);
  useEffect(() => {
    if (!got.isOld && mine) setKept({ ...pages, key });
  }, [got.data, got.isOld, key]);

  const more = useAction(async () => {
    const start = pages.head.at(-1);
    const asked = nextPage(pages);
    if (start === undefined || asked === undefined) return;
    const page = await answer(
      api.GET('/alerts', { params: { query: { ...query, ...asked, 'max-results': pageSize } } }),
    );
    setKept((before) => ({ ...withOlder(before?.key === key ? before : pages, page, start), key }));
  });
  const isTorn = pages.tail.length > 0;
  useEffect(() => {
    if (isTorn && !more.isRunning && !more.error) void more.run();
  }, [isTorn, pages, more.isRunning]);
  return {
    got,
    alerts: useMemo(() => [...pages.head, ...pages.tail], [pages]),
    hasMore: !got.isOld && got.data !== undefined && !pages.isAll,
    isLoadingMore: more.isRunning,
    more: more.run,
    put: (alert) => setKept((before) => before && { ...withChanged(before, alert), key: before.key }),
  };
}

import { useEffect, useMemo, useState } from 'preact/hooks';
import { useAction } from '../../client/action.ts';
import { answer, api } from '../../client/api.ts';
import { type Got, useGet } from '../../client/query.ts';
import { type Filters, queryOf, startOfDayHere } from './filters.ts';
import { type Alert, eachOnce } from './model.ts';

const pageSize = 100;

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

/** The alerts that the API knows by these filters: the newest hundred live, further ones when they are asked for. */
export function useAlertList(filters: Filters): AlertList {
  const key = JSON.stringify(queryOf(filters, startOfDayHere));
  const query = useMemo(() => queryOf(filters, startOfDayHere), [key]);
  const got = useGet('/alerts', { params: { query: { ...query, 'max-results': pageSize } } }, { every: 5000 });
  const [older, setOlder] = useState<{
    readonly key: string;
    readonly alerts: readonly Alert[];
    readonly isAll: boolean;
  }>();
  const mine = older?.key === key ? older : undefined;
  useEffect(() => setOlder(undefined), [key]);
  const alerts = useMemo(() => eachOnce(got.data, mine?.alerts), [got.data, mine]);

  const more = useAction(async () => {
    const page = await answer(
      api.GET('/alerts', {
        params: { query: { ...query, 'max-results': pageSize, 'start-index': alerts.length } },
      }),
    );
    setOlder((before) => ({
      key,
      alerts: eachOnce(page, before?.key === key ? before.alerts : []).toSorted((a, b) =>
        a.reportTime < b.reportTime ? 1 : -1,
      ),
      isAll: page.length < pageSize,
    }));
  });
  return {
    got,
    alerts,
    hasMore: !got.isOld && (got.data?.length ?? 0) >= pageSize && !mine?.isAll,
    isLoadingMore: more.isRunning,
    more: more.run,
    put: (alert) =>
      setOlder(
        (before) => before && { ...before, alerts: before.alerts.map((one) => (one.id === alert.id ? alert : one)) },
      ),
  };
}

import { useMemo, useRef } from 'preact/hooks';
import { useAll } from '../../client/all.ts';
import type { Api } from '../../client/api.ts';
import type { ApiError } from '../../client/error.ts';
import { useGet } from '../../client/query.ts';
import { byName } from '../../words/order.ts';
import { type Plan, planOf } from './plan.ts';
import { asked, type Window } from './times.ts';

const every = 60_000;

/** All schedules that one may see, with what they plan around a window. What was read before stays while more is read. */
export function usePlans(window: Window): {
  readonly plans: readonly Plan[] | undefined;
  readonly error: ApiError | undefined;
  readonly isCut: boolean;
  readonly reload: () => Promise<unknown>;
} {
  const { items, error, isCut, reload } = useAll('/schedules', { include: 'plan', ...asked(window) }, { every });
  const before = useRef<readonly Plan[] | undefined>(undefined);
  const plans = useMemo(
    () => items?.map(planOf).toSorted((a, b) => byName()(a.name, b.name)) ?? before.current,
    [items],
  );
  before.current = plans;
  return { plans, error, isCut, reload };
}

/** One schedule with what it plans around a window. */
export function usePlan(id: number, window: Window) {
  const query = { include: ['plan', 'scheduleLayers'], ...asked(window) };
  const got = useGet('/schedules/{id}', { params: { path: { id }, query } }, { every });
  const schedule: Api<'Schedule'> | undefined = got.data;
  const plan = useMemo(() => (schedule === undefined ? undefined : planOf(schedule)), [schedule]);
  return { ...got, plan };
}

import { type Duration, type Instant, minus, plus } from '../time.ts';
import type { Window } from './windows.ts';

/** How often something may be done for one receiver. */
export interface Quota {
  readonly most: number;
  readonly within: Duration;
}

/**
 * The window with one more, under a scope of its own; the same scope is admitted again without counting. Undefined when
 * the quota is used up.
 */
export function admitWithin(
  { most, within }: Quota,
  window: Window | undefined,
  { id, scope, now }: { readonly id: string; readonly scope: string; readonly now: Instant },
): Window | undefined {
  const recent = window?.admitted.filter(({ at }) => at > minus(now, within)) ?? [];
  if (recent.some((one) => one.scope === scope)) return { ...(window as Window), admitted: recent };
  if (recent.length >= most) return undefined;
  return {
    id,
    version: window?.version ?? 0,
    startedAt: now,
    endsAt: plus(now, within),
    admitted: [...recent, { scope, id: 0, at: now }],
    aggregated: [],
  };
}

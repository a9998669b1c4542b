import type { Window } from '../notification/windows.ts';
import { type Instant, minus, plus } from '../time.ts';

const period = { hours: 1 };
const answersPerPeriod = 20;

/**
 * Two machines must not talk to each other for ever: what was not understood is answered twenty times an hour per
 * sender. Undefined when this one stays unanswered.
 */
export function admitChoices(
  window: Window | undefined,
  { id, scope, now }: { readonly id: string; readonly scope: string; readonly now: Instant },
): Window | undefined {
  const recent = window?.admitted.filter(({ at }) => at > minus(now, period)) ?? [];
  if (recent.some((one) => one.scope === scope)) return { ...(window as Window), admitted: recent };
  if (recent.length >= answersPerPeriod) return undefined;
  return {
    id,
    version: window?.version ?? 0,
    startedAt: now,
    endsAt: plus(now, period),
    admitted: [...recent, { scope, id: 0, at: now }],
    aggregated: [],
  };
}

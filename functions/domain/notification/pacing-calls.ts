import { earliest, type Instant, plus } from '../time.ts';
import { type Candidate, isSame } from './pacing.ts';
import type { Window } from './windows.ts';

export type CallPacing =
  | { readonly kind: 'admit'; readonly window: Window }
  | { readonly kind: 'wait'; readonly until: Instant };

/** A call that nobody reports the end of counts as ended after this. */
const longestCall = { minutes: 3 };
/** How soon a waiting call looks again whether the line is free. */
const lookAgainAfter = { seconds: 5 };

/** One call per number at a time: a second one waits until the first has ended, with no pause after it. */
export function paceCall(
  line: Window | undefined,
  candidate: Candidate,
  { windowId, now }: { readonly windowId: string; readonly now: Instant },
): CallPacing {
  const isBusy = line !== undefined && now < line.endsAt && !line.admitted.some((one) => isSame(one, candidate));
  if (isBusy) return { kind: 'wait', until: earliest(line.endsAt, plus(now, lookAgainAfter)) };
  return {
    kind: 'admit',
    window: {
      id: windowId,
      version: line?.version ?? 0,
      startedAt: now,
      endsAt: plus(now, longestCall),
      admitted: [{ scope: candidate.scope, id: candidate.id, at: now }],
      aggregated: [],
    },
  };
}

/** The line after this call has ended; undefined when another call has it, or none. */
export function hungUp(line: Window | undefined, candidate: Candidate, now: Instant): Window | undefined {
  if (line === undefined || line.endsAt <= now || !line.admitted.some((one) => isSame(one, candidate)))
    return undefined;
  return { ...line, endsAt: now };
}

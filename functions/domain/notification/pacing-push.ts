import { type Instant, minus, plus } from '../time.ts';
import { type Candidate, isSame } from './pacing.ts';
import { openedWindow, type Window } from './windows.ts';

export type PushPacing =
  | { readonly kind: 'admit'; readonly window?: Window }
  | { readonly kind: 'drop'; readonly reason: 'DUPLICATE' | 'TOO_MANY' };

const sameContentFor = { seconds: 240 };
const burst = { seconds: 60 };
const uniquePerBurst = 20;

/**
 * Pacing of push messages (features.md §8): the same content to the same target within 240 seconds is dropped, and so
 * is what exceeds 20 different ones within 60 seconds. An id that was admitted is never dropped.
 */
export function pacePush(
  window: Window | undefined,
  candidate: Candidate & { readonly digest: string },
  { windowId, now }: { readonly windowId: string; readonly now: Instant },
): PushPacing {
  if (window?.admitted.some((one) => isSame(one, candidate))) return { kind: 'admit' };
  const recent = window?.admitted.filter(({ at }) => at > minus(now, sameContentFor)) ?? [];
  if (recent.some(({ digest }) => digest === candidate.digest)) return { kind: 'drop', reason: 'DUPLICATE' };
  if (recent.filter(({ at }) => at > minus(now, burst)).length >= uniquePerBurst) {
    return { kind: 'drop', reason: 'TOO_MANY' };
  }
  const entry = { scope: candidate.scope, id: candidate.id, at: now, digest: candidate.digest };
  const admitted = [...recent, entry];
  const endsAt = plus(now, sameContentFor);
  return { kind: 'admit', window: openedWindow(window, { id: windowId, startedAt: now, endsAt, admitted }) };
}

import { type Instant, minus, plus } from '../time.ts';
import { openedWindow, type Window } from './windows.ts';

/** The notification that asks to be sent. */
export interface Candidate {
  readonly scope: string;
  readonly id: number;
}

/** What pacing says of a notification; `window` is there when it has changed and must be saved before acting. */
export type PacingDecision =
  | { readonly kind: 'admit'; readonly window?: Window }
  | { readonly kind: 'aggregate'; readonly window?: Window }
  /** The last window has ended and still owes its summary: close it, then ask again. */
  | { readonly kind: 'close-first' };

const windowLength = { seconds: 180 };
/** The one that opens the window and two more. */
const admittedPerWindow = 3;
/** How many held-back ones a window remembers; in a greater storm the rest are held back all the same. */
const heldAtMost = 500;
/** How long an admitted id is remembered: well beyond the last redelivery. */
const memory = { minutes: 30 };

/**
 * Pacing of SMS, voice and e-mail (features.md §8): the first notification opens a window of 180 seconds, two more are
 * admitted, further ones are held back for one summary at its end. An id that was admitted is never held back.
 */
export function paceConversation(
  window: Window | undefined,
  candidate: Candidate & { readonly alertId: number },
  recipient: NonNullable<Window['summary']>,
  { windowId, now }: { readonly windowId: string; readonly now: Instant },
): PacingDecision {
  if (window?.admitted.some((one) => isSame(one, candidate))) return { kind: 'admit' };
  if (window?.aggregated.some((one) => isSame(one, candidate))) return { kind: 'aggregate' };
  const entry = { scope: candidate.scope, id: candidate.id, at: now };

  if (window === undefined || window.endsAt <= now) {
    if (window !== undefined && window.aggregated.length > 0) return { kind: 'close-first' };
    const remembered = window?.admitted.filter(({ at }) => at > minus(now, memory)) ?? [];
    const admitted = [...remembered, entry];
    const endsAt = plus(now, windowLength);
    return { kind: 'admit', window: openedWindow(window, { id: windowId, startedAt: now, endsAt, admitted }) };
  }

  const inWindow = window.admitted.filter(({ at }) => at >= window.startedAt);
  if (inWindow.length < admittedPerWindow) {
    return { kind: 'admit', window: { ...window, admitted: [...window.admitted, entry] } };
  }
  if (window.aggregated.length >= heldAtMost) return { kind: 'aggregate' };
  const held = { scope: candidate.scope, id: candidate.id, alertId: candidate.alertId };
  return {
    kind: 'aggregate',
    window: { ...window, aggregated: [...window.aggregated, held], summary: recipient, dueAt: window.endsAt },
  };
}

/** The window after its summary: nothing is owed any more. */
export function closed(window: Window): Window {
  const { dueAt: _due, summary: _summary, ...rest } = window;
  return { ...rest, aggregated: [] };
}

export const isSame = (one: Candidate, other: Candidate): boolean => one.scope === other.scope && one.id === other.id;

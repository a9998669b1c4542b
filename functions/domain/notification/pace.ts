import { createHash } from 'node:crypto';
import type { Instant } from '../time.ts';
import type { Ending } from './ending.ts';
import type { Notification } from './notification.ts';
import { paceConversation } from './pacing.ts';
import { paceCall } from './pacing-calls.ts';
import { pacePush } from './pacing-push.ts';
import { conversationWindowId, lineId, pushWindowId } from './window-ids.ts';
import type { Window } from './windows.ts';

/** What the windows say of a notification; `windows` are those that have changed and must be saved before acting. */
export type Pace =
  | { readonly kind: 'now'; readonly windows: readonly Window[] }
  | { readonly kind: 'later'; readonly at: Instant; readonly windows: readonly Window[] }
  | { readonly kind: 'never'; readonly ending: Ending; readonly windows: readonly Window[] }
  /** This window has ended and still owes its summary: close it, then ask again. */
  | { readonly kind: 'close-first'; readonly windowId: string };

type Asking = Pick<Notification, 'kind' | 'channel' | 'target' | 'sourceId' | 'alertId' | 'userId' | 'news'>;

/**
 * Confirmations, codes, tests and summaries do not count, nor does news, which is told once a minute at most and would
 * be in no summary; but a call waits for its line, whatever it says.
 */
const isCounted = ({ kind, news }: Pick<Notification, 'kind' | 'news'>): boolean =>
  kind === 'PAGE' || kind === 'ASSIGNMENT' || (kind === 'UPDATE' && news === undefined);

/** The window of pacing by source, and whose it is; undefined for what such windows do not hold back. */
function sourceWindowOf(notification: Asking) {
  const { channel, sourceId, alertId, userId } = notification;
  if (channel === 'PUSH' || channel === 'NULL' || !isCounted(notification)) return undefined;
  if (sourceId === undefined || alertId === undefined || userId === undefined) return undefined;
  return { windowId: conversationWindowId(notification, sourceId), channel, alertId, userId };
}

/** The windows that decide over a notification, to be read before `paceNotification` is asked. */
export function windowIdsOf(notification: Asking): string[] {
  const { channel, target } = notification;
  if (channel === 'PUSH') return isCounted(notification) ? [pushWindowId(target)] : [];
  const bySource = sourceWindowOf(notification);
  return [...(bySource === undefined ? [] : [bySource.windowId]), ...(channel === 'VOICE' ? [lineId(target)] : [])];
}

/**
 * Asks the windows of this target (features.md §8) whether a notification is sent now, later, or never. What they admit
 * is saved before it is sent, so that a repeat is admitted again. `content` tells two push messages apart.
 */
export function paceNotification(
  notification: Notification,
  windows: ReadonlyMap<string, Window>,
  { content, now }: { readonly content: string; readonly now: Instant },
): Pace {
  const { channel, target } = notification;
  if (channel === 'PUSH') return isCounted(notification) ? paceByContent(notification, windows, content, now) : free;
  const bySource = paceBySource(notification, windows, now);
  if (bySource.kind !== 'now' || channel !== 'VOICE') return bySource;

  const windowId = lineId(target);
  const call = paceCall(windows.get(windowId), notification, { windowId, now });
  return call.kind === 'wait'
    ? { kind: 'later', at: call.until, windows: bySource.windows }
    : { kind: 'now', windows: [...bySource.windows, call.window] };
}

const free: Pace = { kind: 'now', windows: [] };

const changed = (window: Window | undefined): readonly Window[] => (window === undefined ? [] : [window]);

function paceBySource(notification: Notification, windows: ReadonlyMap<string, Window>, now: Instant): Pace {
  const bySource = sourceWindowOf(notification);
  if (bySource === undefined) return free;
  const { windowId, channel, alertId, userId } = bySource;
  const { target, language, contactId, scope, id } = notification;
  const recipient = { channel, target, userId, language, ...(contactId !== undefined && { contactId }) };
  const decision = paceConversation(windows.get(windowId), { scope, id, alertId }, recipient, { windowId, now });
  switch (decision.kind) {
    case 'close-first':
      return { kind: 'close-first', windowId };
    case 'aggregate':
      return {
        kind: 'never',
        ending: { status: 'AGGREGATED', reason: 'WINDOW' },
        windows: changed(decision.window),
      };
    case 'admit':
      return { kind: 'now', windows: changed(decision.window) };
  }
}

function paceByContent(
  { scope, id, target }: Notification,
  windows: ReadonlyMap<string, Window>,
  content: string,
  now: Instant,
): Pace {
  const windowId = pushWindowId(target);
  const digest = createHash('sha256').update(content).digest('base64url');
  const decision = pacePush(windows.get(windowId), { scope, id, digest }, { windowId, now });
  return decision.kind === 'drop'
    ? { kind: 'never', ending: { status: 'SUPPRESSED', reason: decision.reason }, windows: [] }
    : { kind: 'now', windows: changed(decision.window) };
}

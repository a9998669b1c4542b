import { createHash } from 'node:crypto';
import type { Notification } from '../../domain/notification/notification.ts';
import { paceConversation } from '../../domain/notification/pacing.ts';
import { hungUp, paceCall } from '../../domain/notification/pacing-calls.ts';
import { pacePush } from '../../domain/notification/pacing-push.ts';
import { conversationWindowId, lineId, pushWindowId } from '../../domain/notification/window-ids.ts';
import type { Instant } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import { retryOnConflict } from '../retry.ts';
import { closeWindow } from './close-window.ts';
import type { Ending } from './facts.ts';

export type Pace =
  | { readonly kind: 'now' }
  | { readonly kind: 'later'; readonly at: Instant }
  | { readonly kind: 'never'; readonly ending: Ending };

type PaceContext = Context<'store' | 'notifications'>;

/** One queue delivers ten messages to one number at once; each attempt lets one of them through. */
const maxAttempts = 15;

/**
 * Asks the windows of this target (features.md §8) whether a notification is sent now, later, or never. What they admit
 * is saved before it is sent, so that a repeat is admitted again. Confirmations, codes, tests and summaries do not
 * count; but a call waits for its line, whatever it says.
 */
export async function pace(ctx: PaceContext, notification: Notification, content: string): Promise<Pace> {
  const { kind, channel } = notification;
  const isCounted = kind === 'PAGE' || kind === 'ASSIGNMENT' || kind === 'UPDATE';
  if (channel === 'NULL') return { kind: 'now' };
  if (channel === 'PUSH') return isCounted ? paceByContent(ctx, notification, content) : { kind: 'now' };
  if (isCounted) {
    const held = await paceBySource(ctx, notification);
    if (held) return { kind: 'never', ending: held };
  }
  return channel === 'VOICE' ? paceByLine(ctx, notification) : { kind: 'now' };
}

function paceBySource(ctx: PaceContext, notification: Notification): Promise<Ending | undefined> {
  const { sourceId, alertId, userId, channel, target, language, contactId, scope, id } = notification;
  if (sourceId === undefined || alertId === undefined || userId === undefined) return Promise.resolve(undefined);
  if (channel === 'PUSH' || channel === 'NULL') return Promise.resolve(undefined);
  const windowId = conversationWindowId(notification, sourceId);
  const recipient = { channel, target, userId, language, ...(contactId !== undefined && { contactId }) };

  return retryOnConflict(async () => {
    const window = await ctx.store.windows.get(windowId);
    const now = ctx.clock.now();
    const decision = paceConversation(window, { scope, id, alertId }, recipient, { windowId, now });
    if (decision.kind === 'close-first') {
      await closeWindow(ctx, { id: windowId });
      return paceBySource(ctx, notification);
    }
    if (decision.window) await ctx.store.windows.save(decision.window);
    return decision.kind === 'aggregate' ? { status: 'AGGREGATED', reason: 'WINDOW' } : undefined;
  }, maxAttempts);
}

const paceByContent = (ctx: PaceContext, { scope, id, target }: Notification, content: string): Promise<Pace> =>
  retryOnConflict(async () => {
    const windowId = pushWindowId(target);
    const window = await ctx.store.windows.get(windowId);
    const digest = createHash('sha256').update(content).digest('base64url');
    const decision = pacePush(window, { scope, id, digest }, { windowId, now: ctx.clock.now() });
    if (decision.kind === 'drop') {
      return { kind: 'never', ending: { status: 'SUPPRESSED', reason: decision.reason } };
    }
    if (decision.window) await ctx.store.windows.save(decision.window);
    return { kind: 'now' };
  }, maxAttempts);

const paceByLine = (ctx: PaceContext, { scope, id, target }: Notification): Promise<Pace> =>
  retryOnConflict(async () => {
    const windowId = lineId(target);
    const line = await ctx.store.windows.get(windowId);
    const decision = paceCall(line, { scope, id }, { windowId, now: ctx.clock.now() });
    if (decision.kind === 'wait') return { kind: 'later', at: decision.until };
    await ctx.store.windows.save(decision.window);
    return { kind: 'now' };
  }, maxAttempts);

/** Frees the line of a number when this call has ended, or never began. */
export const freeLine = (
  ctx: Context<'store'>,
  { scope, id, target }: Pick<Notification, 'scope' | 'id' | 'target'>,
): Promise<void> =>
  retryOnConflict(async () => {
    const line = await ctx.store.windows.get(lineId(target));
    const free = hungUp(line, { scope, id }, ctx.clock.now());
    if (free) await ctx.store.windows.save(free);
  }, maxAttempts);

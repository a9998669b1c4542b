import { VersionConflictError } from '../../domain/errors.ts';
import { isDue } from '../../domain/escalation/escalation.ts';
import type { Ending } from '../../domain/notification/ending.ts';
import type { Notification, NotificationMessage } from '../../domain/notification/notification.ts';
import { type Pace, paceNotification } from '../../domain/notification/pace.ts';
import type { Window } from '../../domain/notification/windows.ts';
import { type Instant, plus, secondsBetween } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import { numberProblem } from '../contact/phone-number.ts';
import { retryOnConflict } from '../retry.ts';
import { closeWindow } from './close-window.ts';
import { type Codes, codesFrom } from './codes.ts';
import { pushText } from './compose.ts';
import { capOn } from './day-caps.ts';
import { type Facts, reasonNotToSend } from './facts.ts';
import { readSituation, type Situation } from './read-situation.ts';
import { stateOf } from './record.ts';

export type PrepareContext = Context<'store' | 'notifications' | 'tokens' | 'settings'>;

/** What is to be done with the notification that a message names. */
export type Prepared =
  /** It is marked SENDING, and this caller is the one who sends it. */
  | { readonly kind: 'deliver'; readonly sending: Notification; readonly facts: Facts; readonly codes: Codes }
  | { readonly kind: 'end'; readonly before: Notification; readonly facts: Facts; readonly ending: Ending }
  | { readonly kind: 'put-off'; readonly before: Notification; readonly at: Instant }
  /** It has failed; what follows a failure may be missing still. */
  | { readonly kind: 'failed'; readonly notification: Notification }
  /** Too many write its windows at the moment: every round was won by somebody else. */
  | { readonly kind: 'crowded' }
  /** Nobody may touch it now: somebody is sending it. */
  | { readonly kind: 'again' }
  | { readonly kind: 'done' };

/** Whoever is sending has at most this long; after that he is dead and the send is repeated. */
export const sendingSeconds = 120;
/** How often one notification is tried before it counts as failed. */
const maxAttempts = 10;
/** One queue delivers ten messages to one number at once; each round lets one of them through. */
const maxRounds = 15;

/**
 * Reads all that a send depends on, decides, and marks the notification as SENDING together with the windows that
 * admitted it and the codes it names: a read and a transaction. Decides again when a window or the number's codes
 * changed in between.
 */
export async function prepareSend(ctx: PrepareContext, message: NotificationMessage): Promise<Prepared> {
  try {
    return await retryOnConflict(() => prepareOnce(ctx, message), maxRounds);
  } catch (error) {
    if (error instanceof VersionConflictError) return { kind: 'crowded' };
    throw error;
  }
}

async function prepareOnce(ctx: PrepareContext, message: NotificationMessage): Promise<Prepared> {
  const situation = await readSituation(ctx, message);
  if (situation === undefined) {
    ctx.log.warn('a message names no notification', { scope: message.scope, id: message.id });
    return { kind: 'done' };
  }
  const { notification } = situation;
  const now = ctx.clock.now();
  switch (notification.status) {
    case 'QUEUED':
      // Whoever put it off has queued a message for its time, and the tick stands behind that one: this is a duplicate.
      return isDue(notification.at, now) ? decide(ctx, message, situation) : { kind: 'done' };
    case 'SENDING':
      return isLeftAlone(notification, now) ? decide(ctx, message, situation) : whileUnderWay(notification);
    case 'FAILED':
      return { kind: 'failed', notification };
    case 'SENT':
    case 'DELIVERED':
    case 'SUPPRESSED':
    case 'AGGREGATED':
    case 'CANCELLED':
      return { kind: 'done' };
  }
}

/** Nobody is sending it any more: its time to be repeated has come, or whoever was sending must be dead. */
function isLeftAlone({ retryAt, sendingSince, createdAt }: Notification, now: Instant): boolean {
  if (retryAt !== undefined) return isDue(retryAt, now);
  return secondsBetween(sendingSince ?? createdAt, now) >= sendingSeconds;
}

/** A message for its time is queued already, or somebody is sending. */
const whileUnderWay = ({ retryAt }: Notification): Prepared => ({ kind: retryAt === undefined ? 'again' : 'done' });

async function decide(ctx: PrepareContext, message: NotificationMessage, situation: Situation): Promise<Prepared> {
  const { notification: before, facts, today } = situation;
  const ending =
    reasonNotToSend(before, facts, ctx.clock.now()) ??
    (await numberRefused(ctx, situation)) ??
    failedBy(await capOn(ctx, before, today)) ??
    triedTooOften(before);
  if (ending) return { kind: 'end', before, facts, ending };

  const pace = paceOf(ctx, situation);
  switch (pace.kind) {
    case 'close-first':
      await closeWindow(ctx, { id: pace.windowId });
      return prepareOnce(ctx, message);
    case 'never':
      await saveWindows(ctx, pace.windows);
      return { kind: 'end', before, facts, ending: pace.ending };
    case 'later':
      await saveWindows(ctx, pace.windows);
      return { kind: 'put-off', before, at: pace.at };
    case 'now':
      return mark(ctx, situation, pace.windows);
  }
}

/** Whoever asks, and whatever for: some numbers are neither texted nor called. */
async function numberRefused(
  { settings }: PrepareContext,
  { notification: { channel, target }, facts }: Situation,
): Promise<Ending | undefined> {
  if (channel !== 'SMS' && channel !== 'VOICE') return undefined;
  const reason = await numberProblem(target, facts.user?.phones ?? [], settings.phoneCountries);
  return failedBy(reason);
}

const failedBy = (reason: string | undefined): Ending | undefined =>
  reason === undefined ? undefined : { status: 'FAILED', reason };

const triedTooOften = ({ attempts, error }: Notification): Ending | undefined =>
  attempts < maxAttempts ? undefined : { status: 'FAILED', reason: error ?? 'NO_ANSWER_FROM_PROVIDER' };

/** A send whose result nobody knows was admitted before. */
function paceOf(ctx: PrepareContext, { notification, facts, windows }: Situation): Pace {
  if (notification.status === 'SENDING') return { kind: 'now', windows: [] };
  const content = notification.channel === 'PUSH' ? contentOf(ctx, notification, facts) : '';
  return paceNotification(notification, windows, { content, now: ctx.clock.now() });
}

const contentOf = (ctx: PrepareContext, notification: Notification, facts: Facts): string => {
  const { title, body } = pushText(ctx, notification, facts);
  return `${notification.kind}\n${title}\n${body}`;
};

async function saveWindows(ctx: PrepareContext, windows: readonly Window[]): Promise<void> {
  for (const window of windows) await ctx.store.windows.save(window);
}

async function mark(
  ctx: PrepareContext,
  { notification: before, facts, conversation: known }: Situation,
  windows: readonly Window[],
): Promise<Prepared> {
  const now = ctx.clock.now();
  const sending: Notification = {
    ...before,
    status: 'SENDING',
    sendingSince: now,
    retryAt: undefined,
    dueAt: plus(now, { seconds: sendingSeconds }),
    attempts: before.attempts + 1,
  };
  const { codes, conversation } = codesFrom(ctx, before, facts, known);
  const isMine = await ctx.store.sending.mark(sending, stateOf(before), { windows, conversation });
  if (!isMine) return { kind: 'done' };
  if (before.status === 'SENDING') ctx.metrics.count('RepeatedSends');
  return { kind: 'deliver', sending, facts, codes };
}

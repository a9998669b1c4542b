import * as z from 'zod';
import { TriggerType } from '../alert-action/alert-action.ts';
import { notificationId } from '../notification/id.ts';
import { Instant, latest, plus } from '../time.ts';
import type { DueAction } from './happening.ts';

export const DeliveryStatus = z.enum(['QUEUED', 'SENDING', 'DONE', 'FAILED']);
export type DeliveryStatus = z.infer<typeof DeliveryStatus>;

/**
 * One action done once for one alert because of one happening. QUEUED → SENDING → DONE or FAILED; QUEUED and SENDING are in the due
 * index. `id` hashes what it is for, so that found twice it is written once.
 */
export const ActionDelivery = z.object({
  alertId: z.number(),
  id: z.number(),
  version: z.number(),
  actionId: z.number(),
  trigger: TriggerType,
  occasion: z.string(),
  by: z.string().optional(),
  comment: z.string().optional(),
  /** Only what the action has made before is brought up to date. */
  isUpdate: z.boolean().optional(),
  /** Its action's conditions were asked, and want it. */
  isMeant: z.boolean().optional(),
  /** Who set it in motion by hand. */
  userId: z.number().optional(),
  status: DeliveryStatus,
  /** When it was to be done at first: with a delay later than `createdAt`. */
  firstAt: Instant,
  /** When it is to be done next. */
  at: Instant,
  createdAt: Instant,
  /** When the tick takes care of it if nobody has; absent in a final state. */
  dueAt: Instant.optional(),
  /** Attempts that were begun. */
  attempts: z.number(),
  /** An attempt began of which nobody has noted the end. */
  sendingSince: Instant.optional(),
  /** An attempt may have reached the target without anybody knowing. */
  isUncertain: z.boolean().optional(),
  endedAt: Instant.optional(),
  /** What the target said, or why it failed. */
  said: z.string().optional(),
});
export type ActionDelivery = z.infer<typeof ActionDelivery>;

/** How an attempt ended, as far as it decides what comes next. */
export type Outcome =
  | { readonly kind: 'done'; readonly said: string }
  | { readonly kind: 'nothing' | 'refused'; readonly why: string }
  /** `isUncertain`: the target may have acted. */
  | { readonly kind: 'later'; readonly why: string; readonly after?: number; readonly isUncertain: boolean };

/** The queue brings it sooner; what it lost is found by the tick after that. */
const foundAfter = { seconds: 30 };
/** An attempt is over by then: its function lives for 110 seconds, and what it has sent off last is on its way for some more. */
const longestAttempt = { seconds: 140 };
/** A target that is down is tried again for so long. */
const patience = { hours: 24 };
const firstPause = 30;
const longestPause = 3_600;

/** A delivery that is to be made. */
export function queued(
  alertId: number,
  { actionId, happening, at, isUpdate }: DueAction,
  now: Instant,
): ActionDelivery {
  const { trigger, occasion, by, comment } = happening;
  const isDelayed = at > happening.at;
  return {
    alertId,
    id: notificationId(['ACTION', alertId, actionId, trigger, occasion]),
    version: 0,
    actionId,
    trigger,
    occasion,
    ...(by !== undefined && { by }),
    ...(comment !== undefined && { comment }),
    ...(isUpdate && { isUpdate }),
    status: 'QUEUED',
    firstAt: at,
    // What has happened may be of a clock that is ahead.
    at: isDelayed || at < now ? at : now,
    createdAt: now,
    dueAt: isDelayed && at > now ? at : plus(now, foundAfter),
    attempts: 0,
  };
}

/** Whether nothing more comes of it. */
export const isFinal = ({ status }: Pick<ActionDelivery, 'status'>): boolean =>
  status === 'DONE' || status === 'FAILED';

/** The order in which what one action does for one alert is done: of what is of one moment the creation comes first. */
const inOrder = (a: ActionDelivery, b: ActionDelivery): number =>
  a.firstAt.localeCompare(b.firstAt) ||
  Number(isCreation(b)) - Number(isCreation(a)) ||
  a.createdAt.localeCompare(b.createdAt) ||
  a.id - b.id;

const isCreation = ({ trigger }: ActionDelivery): boolean => trigger === 'alert-created';

/** What the same action still has to do for the same alert, in order. */
export const unfinished = (all: readonly ActionDelivery[], actionId: number): ActionDelivery[] =>
  all.filter((one) => one.actionId === actionId && !isFinal(one)).sort(inOrder);

/** A delivery that waits for an earlier one of its action: whoever ends that brings it; what gets lost is found after that. */
export const waitingFor = (delivery: ActionDelivery, earlier: ActionDelivery, now: Instant): ActionDelivery => ({
  ...delivery,
  dueAt: plus(latest(now, earlier.dueAt ?? now), foundAfter),
});

/** A delivery that is left to the next run, so that others come first. */
export const postponed = (delivery: ActionDelivery, now: Instant): ActionDelivery => ({
  ...delivery,
  dueAt: plus(now, foundAfter),
});

/** The delivery as an attempt begins; undefined while another one may be under way, before its time, and after its end. */
export function begun(delivery: ActionDelivery, now: Instant): ActionDelivery | undefined {
  if (isFinal(delivery) || delivery.at > now) return undefined;
  const { sendingSince } = delivery;
  const isLeft = sendingSince !== undefined;
  if (isLeft && plus(sendingSince, longestAttempt) > now) return undefined;
  return {
    ...delivery,
    status: 'SENDING',
    attempts: delivery.attempts + 1,
    sendingSince: now,
    dueAt: plus(now, longestAttempt),
    // Whoever began it has died: whether the target was reached, nobody knows.
    ...((isLeft || delivery.isUncertain) && { isUncertain: true }),
  };
}

/** Whether an attempt may have reached the target without anybody having noted it. */
const mayHaveActed = ({ isUncertain, sendingSince }: ActionDelivery): boolean =>
  isUncertain === true || sendingSince !== undefined;

/** The end of a delivery of which nothing is asked, or nothing more; what was asked before may be there all the same. */
export const endedWithout = (delivery: ActionDelivery, why: string, now: Instant): ActionDelivery => ({
  ...afterAttempt(delivery, { kind: 'nothing', why }, now),
  ...(mayHaveActed(delivery) && { isUncertain: true }),
});

/** Whether what the same action did for the same alert because of something else may be there without a note. */
export const isInDoubt = (delivery: ActionDelivery, all: readonly ActionDelivery[]): boolean =>
  all.some((one) => one.id !== delivery.id && one.actionId === delivery.actionId && one.isUncertain === true);

/** How long is waited after so many attempts: twice as long each time, an hour at most, and as long as the target asks for. */
function pauseAfter(attempts: number, wanted: number | undefined): number {
  const usual = Math.min(longestPause, firstPause * 2 ** (attempts - 1));
  return Math.max(usual, wanted ?? usual);
}

/** The delivery after an attempt: at its end, or with the time of the next one, which comes within a day or not at all. */
export function afterAttempt(delivery: ActionDelivery, outcome: Outcome, now: Instant): ActionDelivery {
  const { dueAt: _due, sendingSince: _since, isUncertain: was, ...rest } = delivery;
  switch (outcome.kind) {
    case 'done':
      return { ...rest, status: 'DONE', endedAt: now, said: outcome.said };
    case 'nothing':
      return { ...rest, status: 'DONE', endedAt: now, said: outcome.why };
    case 'refused':
      return { ...rest, status: 'FAILED', endedAt: now, said: outcome.why };
    case 'later': {
      const next = plus(now, { seconds: pauseAfter(delivery.attempts, outcome.after) });
      const isUncertain = was || outcome.isUncertain;
      if (next > plus(delivery.firstAt, patience))
        return { ...rest, status: 'FAILED', endedAt: now, said: outcome.why };
      return {
        ...rest,
        status: 'QUEUED',
        at: next,
        dueAt: next,
        ...(isUncertain && { isUncertain }),
        said: outcome.why,
      };
    }
  }
}

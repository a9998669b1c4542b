import { nameInTool } from '../access/actor.ts';
import type { TimelineEntry } from '../alert/log-entry.ts';
import type { ActionOfSource, TriggerType } from '../alert-action/alert-action.ts';
import { delayOf, isCarriedOut } from '../alert-action/alert-action.ts';
import { keepsUpToDate } from '../alert-action/connector-type.ts';
import { type Instant, latest, plus } from '../time.ts';
import { wireIdOf } from '../wire-id.ts';

/** Something that became of an alert, as its timeline has it. */
export interface Happening {
  readonly trigger: TriggerType;
  /** What tells it from others of the alert: found again, it is the same. */
  readonly occasion: string;
  readonly at: Instant;
  /** Who did it, and what they said. */
  readonly by?: string;
  readonly comment?: string;
  /** The action, as it is named on the wire, whose own tool has said so. */
  readonly toldBy?: string;
}

/** An action that is to be done because of a happening. */
export interface DueAction {
  readonly actionId: number;
  readonly happening: Happening;
  readonly at: Instant;
  /** Only what it has made before is brought up to date. */
  readonly isUpdate?: boolean;
}

/** An alert is created once, whatever its first entry is. */
const creation = 'created';

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** How news comes from what an action has made: its ticket, or the thread of its message. */
const waysOfTools: readonly unknown[] = ['TICKET', 'SLACK', 'TEAMS'];

/** What an entry of the timeline sets in motion: nothing, something, or two things where one time begins with another. */
export function happeningsOf({ id, type, timestamp, vars }: TimelineEntry): Happening[] {
  const name = text(vars.user) ?? text(vars.source);
  const tool = text(vars.tool);
  const by = name === undefined || tool === undefined ? name : nameInTool({ name, tool });
  const comment = text(vars.comment);
  const toldBy = waysOfTools.includes(vars.via) ? text(vars.actionId) : undefined;
  const deed = {
    at: timestamp,
    ...(by !== undefined && { by }),
    ...(comment !== undefined && { comment }),
    ...(toldBy !== undefined && { toldBy }),
  };
  const one = (trigger: TriggerType): Happening[] => [{ trigger, occasion: String(id), ...deed }];
  switch (type) {
    case 'AlertReceivedLogEntry':
    case 'AlertCreatedByUserLogEntry':
      return [
        { trigger: 'alert-created', occasion: creation, ...deed },
        { trigger: 'v-alert-not-resolved', occasion: creation, ...deed },
      ];
    case 'AlertAssignedByUserLogEntry':
    case 'AlertAssignedBySystemLogEntry':
    case 'AlertAssignedToPolicyLogEntry':
    case 'AlertAssignedToScheduleLogEntry':
      return one('alert-assigned');
    case 'AlertEscalatedToLevelLogEntry':
      return vars.level === 1 && vars.pass === 1 ? [] : one('alert-auto-escalated');
    case 'UserResponseLogEntry':
    case 'AlertSourceResponseLogEntry':
      return vars.response === 'ACCEPTED'
        ? one('alert-acknowledged')
        : vars.response === 'RESOLVED'
          ? one('alert-resolved')
          : [];
    case 'AlertAutoResolvedLogEntry':
      return one('alert-auto-resolved');
    case 'AlertRaisedByUserLogEntry':
    case 'AlertRaisedBySystemLogEntry':
      return one('alert-raised');
    case 'AlertCommentAddedLogEntry':
    case 'AlertCommentAddedBySystemLogEntry':
      return one('alert-comment-added');
    case 'AlertChannelAttachedByUserLogEntry':
      return one('alert-channel-attached');
    case 'AlertChannelDetachedByUserLogEntry':
      return one('alert-channel-detached');
    case 'EscalationEndedLogEntry':
      return one('alert-escalation-ended');
    case 'ResponderAddedLogEntry':
      return one('alert-responder-added');
    case 'ResponderRemovedLogEntry':
      return one('alert-responder-removed');
    default:
      return [];
  }
}

/** Whether an entry is of a kind that actions may be about, once the alert is there. */
export const setsInMotion = (entry: TimelineEntry): boolean =>
  happeningsOf(entry).some(({ occasion }) => occasion !== creation);

/** What changes how an alert looks, and so what was made of it and is kept up to date. */
const changesLooks: readonly TriggerType[] = [
  'alert-assigned',
  'alert-auto-escalated',
  'alert-acknowledged',
  'alert-raised',
  'alert-escalation-ended',
  'alert-resolved',
  'alert-auto-resolved',
  'alert-responder-added',
  'alert-responder-removed',
];

/**
 * What the actions of an alert's source make of entries of its timeline. An action does not look back to before it was made. What
 * is kept up to date, and was done for the alert before (`done`: ids of actions), follows whatever changes how the alert looks. What the
 * tool of an action has told itself is no news for that action. Of entries that tell of its creation those count that were there with it
 * (`createdAt`): later ones are repeats. Nothing happens before that: whoever noted something earlier has a clock that is behind.
 */
export function dueActionsOf(
  entries: readonly TimelineEntry[],
  actions: readonly ActionOfSource[],
  { done, createdAt }: { readonly done: ReadonlySet<number>; readonly createdAt: Instant },
): DueAction[] {
  const seen = new Set<TriggerType>();
  const happenings = entries.flatMap(happeningsOf).filter(({ trigger, occasion, at }) => {
    if (occasion !== creation) return true;
    if (at > createdAt || seen.has(trigger)) return false;
    seen.add(trigger);
    return true;
  });
  return actions.filter(isCarriedOut).flatMap((action) => {
    const isAsked = ({ trigger }: Happening) =>
      action.triggerMode === 'AUTOMATIC' && action.triggerTypes.includes(trigger);
    const its = happenings.filter(({ at, toldBy }) => at >= action.createdAt && toldBy !== wireIdOf(action.id));
    const follows = keepsUpToDate(action.connectorType) && (done.has(action.id) || its.some(isAsked));
    return its
      .filter((one) => isAsked(one) || (follows && changesLooks.includes(one.trigger)))
      .map((one) => (one.occasion === creation ? one : { ...one, at: latest(one.at, createdAt) }))
      .map((happening) => ({
        actionId: action.id,
        happening,
        ...(isAsked(happening)
          ? { at: plus(happening.at, { seconds: delayOf(action, happening.trigger) }) }
          : { at: happening.at, isUpdate: true }),
      }));
  });
}

/** Whether a delayed action has nothing to say any more: what it waited for did not stay so. */
export const isPast = (trigger: TriggerType, status: 'PENDING' | 'ACCEPTED' | 'RESOLVED'): boolean =>
  trigger === 'v-alert-not-resolved'
    ? status === 'RESOLVED'
    : trigger === 'alert-escalation-ended' && status !== 'PENDING';

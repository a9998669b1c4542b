import type { Actor } from '../../domain/access/actor.ts';
import type { Alert } from '../../domain/alert/alert.ts';
import type { AlertTransition } from '../../domain/alert/transitions.ts';
import type { EventRecord } from '../../domain/event/event.ts';
import type { AlertChange } from '../../ports/alert-store.ts';
import type { Context } from '../../ports/context.ts';
import { retryOnConflict } from '../retry.ts';
import { loadAlert } from './read.ts';
import { entries } from './timeline.ts';

/** What grouping beyond the key writes with an alert. */
type Grouped = 'members' | 'joins' | 'learns' | 'isAlone';

type Decided = (AlertTransition & Pick<AlertChange, 'notifications' | 'lock' | 'event' | Grouped>) | undefined;

export type ChangeContext = Context<'store' | 'workflow' | 'actor'>;

/**
 * Loads the alert, asks `decide`, saves the transition in one transaction and lets the execution follow. Decides again
 * when the alert changed meanwhile; throws VersionConflictError when that does not end. Returns the alert as it is now.
 */
export async function changeAlert(
  ctx: ChangeContext,
  alertId: number,
  decide: (alert: Alert) => Decided | Promise<Decided>,
  event?: EventRecord,
): Promise<Alert> {
  return retryOnConflict(async () => {
    const alert = await loadAlert(ctx, 'alert:respond', alertId);
    const transition = await decide(alert);
    if (transition === undefined) return alert;
    const saved = await ctx.store.alerts.save(transition.alert, {
      log: entries(ctx, alertId, transition.log),
      ...(transition.responders && { responders: transition.responders }),
      ...(transition.removeResponders && { removeResponders: transition.removeResponders }),
      ...recorded(transition.event ?? event),
      ...(transition.notifications && { notifications: transition.notifications }),
      ...lockOf(alert, transition),
      ...groupedIn(transition),
    });
    await followUp(ctx, alert, saved, transition);
    return saved;
  });
}

const groupedIn = ({ members, joins, learns, isAlone }: NonNullable<Decided>): Pick<AlertChange, Grouped> => ({
  ...(members && { members }),
  ...(joins && { joins }),
  ...(learns && { learns }),
  ...(isAlone && { isAlone }),
});

const recorded = (event: EventRecord | undefined): Pick<AlertChange, 'event'> => (event === undefined ? {} : { event });

/** The key of an alert knows how urgent it is. */
const lockOf = (before: Alert, { alert, lock }: NonNullable<Decided>): Pick<AlertChange, 'lock'> => {
  if (lock !== undefined) return { lock };
  return alert.priority === before.priority ? {} : { lock: { priority: alert.priority } };
};

/** Stops the execution that the transition ended and starts the next generation, where there is one. */
async function followUp(ctx: ChangeContext, before: Alert, after: Alert, transition: AlertTransition): Promise<void> {
  if (transition.ends === undefined) return;
  if (before.escalation.nextAt !== undefined) {
    const { generation } = before.escalation;
    await ctx.workflow.stop({
      alertId: before.id,
      generation,
      error: transition.ends,
      cause: causeOf(ctx.actor, transition.ends),
    });
  }
  if (after.escalation.generation !== before.escalation.generation) await startExecution(ctx, after);
}

/** Starts the execution of the alert's generation. When Step Functions does not answer, the watchdog will do it. */
export async function startExecution(ctx: Context<'workflow'>, alert: Alert): Promise<void> {
  const { generation } = alert.escalation;
  try {
    await ctx.workflow.start({ alertId: alert.id, generation, sourceId: alert.source.id });
  } catch (error) {
    ctx.log.warn('execution not started; the watchdog takes over', { alertId: alert.id, generation, error });
  }
}

const channelNames: Readonly<Record<Exclude<Actor['via'], 'SYSTEM'>, string>> = {
  API: 'over the API',
  SMS: 'by SMS',
  VOICE: 'on the phone',
  EMAIL: 'by e-mail',
  PUSH: 'by push message',
  LINK: 'by a link',
  SLACK: 'in Slack',
  TEAMS: 'in Microsoft Teams',
  SOURCE: 'as alert source',
  TICKET: 'in a ticket',
};

/** What an operator reads as the cause of a stopped execution: who did it and how. */
function causeOf(actor: Actor, ends: NonNullable<AlertTransition['ends']>): string {
  if (ends === 'Unreached') return 'Nobody of the level could be reached; the next level starts at once';
  if (actor.via === 'SYSTEM') return `${ends} by ${actor.name}`;
  return `${ends} by ${actor.name} ${channelNames[actor.via]}`;
}

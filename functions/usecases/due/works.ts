import { overdueAfter } from '../../domain/escalation/watchdog.ts';
import { messageOf, type Notification } from '../../domain/notification/notification.ts';
import { type Duration, type Instant, minus } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import type { DueKind, ReferenceOf } from '../../ports/due-store.ts';
import { expandStep } from '../escalation/expand-step.ts';
import { rescueEscalation } from '../escalation/rescue.ts';
import type { StepContext } from '../escalation/take-due-steps.ts';
import { checkHeartbeats } from '../heartbeat/check.ts';
import { closeWindow } from '../notification/close-window.ts';
import { askForPages } from '../page/sweep.ts';

export type DueContext = StepContext &
  Context<'settings' | 'events' | 'fetch' | 'subscriberWork' | 'actionWork' | 'pulling'>;

/** How one kind of due work is done. */
export interface Work<K extends DueKind> {
  readonly one: (ctx: DueContext, reference: ReferenceOf<K>) => Promise<unknown>;
  /** A page of it at once, without leases; returns how many it dealt with. */
  readonly together?: (ctx: DueContext, references: readonly ReferenceOf<K>[]) => Promise<number>;
  /** How many are read at once, instead of a hundred; more where one piece takes little time. */
  readonly atOnce?: number;
  /** It comes back as long as what it belongs to exists, so it is never given up, however often it fails. */
  readonly isPerpetual?: boolean;
  /** How long a page of it may take: none is begun for which there is no time left. */
  readonly takes?: Duration;
  /** Up to which time it is due; absent: now. */
  readonly until?: (now: Instant) => Instant;
}

/**
 * What is done for each kind of due work, most urgent first as in `dueKinds`. What reckons with calendars is loaded by
 * the first that needs it.
 */
export const works: { readonly [K in DueKind]: Work<K> } = {
  escalation: { one: rescueEscalation, until: (now) => minus(now, overdueAfter) },
  step: { one: finishLostStep },
  notification: { one: queueAgain },
  window: { one: closeWindow },
  heartbeat: {
    one: (ctx, { id }) => checkHeartbeats(ctx, [id], { isLeased: true }),
    together: (ctx, references) =>
      checkHeartbeats(
        ctx,
        references.map(({ id }) => id),
      ),
    atOnce: 1000,
    isPerpetual: true,
  },
  waiting: {
    one: async (ctx, due) => (await import('../event/flow-continue.ts')).continueWaiting(ctx, [due]),
    together: async (ctx, references) => (await import('../event/flow-continue.ts')).continueTogether(ctx, references),
    isPerpetual: true,
  },
  automation: {
    one: async (ctx, due) => (await import('../automation/run.ts')).runAutomation(ctx, due),
    isPerpetual: true,
  },
  maintenance: {
    one: async (ctx, due) => (await import('../maintenance/renew.ts')).renewMaintenance(ctx, due),
    isPerpetual: true,
  },
  support: {
    one: async (ctx, due) => (await import('../support-hours/raise-alerts.ts')).raiseBySupportHours(ctx, due),
    isPerpetual: true,
  },
  notice: {
    one: async (ctx, due) => (await import('../notice/tell-shifts.ts')).tellShifts(ctx, due),
    isPerpetual: true,
  },
  incident: {
    one: async (ctx, due) => (await import('../incident/remind.ts')).remindOfIncident(ctx, due),
  },
  subscribers: {
    one: (ctx) => ctx.subscriberWork.wake(),
    // One call for all that is due: whoever is woken looks for it.
    together: async (ctx) => {
      await ctx.subscriberWork.wake();
      return 0;
    },
  },
  action: {
    one: (ctx) => ctx.actionWork.wake(),
    // One call for all that is due: whoever is woken looks for it.
    together: async (ctx) => {
      await ctx.actionWork.wake();
      return 0;
    },
  },
  announcement: {
    one: async (ctx, due) => (await import('../maintenance/announce.ts')).announceWindow(ctx, due),
    isPerpetual: true,
  },
  page: {
    one: (ctx, reference) => askForPages(ctx, [reference]),
    together: askForPages,
    atOnce: 1000,
    isPerpetual: true,
  },
  'auto-resolution': {
    one: async (ctx, due) => (await import('../alert/auto-resolve.ts')).autoResolveAlert(ctx, due),
    isPerpetual: true,
  },
  deployment: {
    one: async (ctx, due) => (await import('../deployment/look.ts')).lookForDeployments(ctx, due),
  },
  calendar: {
    one: async (ctx, due) => (await import('../notice/refresh-calendar.ts')).refreshCalendar(ctx, due),
    isPerpetual: true,
  },
  pull: {
    one: async (ctx, due) => (await import('../metric/pull.ts')).pullMetrics(ctx, due),
    // As many as are asked side by side, so that the slowest of them hold up a tick once and not several times.
    atOnce: 10,
    takes: { seconds: 13 },
    isPerpetual: true,
  },
};

async function finishLostStep(ctx: DueContext, { alertId, stepId }: ReferenceOf<'step'>): Promise<void> {
  const [alert, step] = await Promise.all([ctx.store.alerts.get(alertId), ctx.store.alerts.step(alertId, stepId)]);
  if (alert !== undefined && step !== undefined) await expandStep(ctx, alert, step);
}

/** The work of whatever kind; it takes references of its own kind only. */
export const workOf = (kind: DueKind): Work<never> => works[kind];

const unsent: readonly Notification['status'][] = ['QUEUED', 'SENDING'];

/** A notification that nobody has sent in time: its message was lost, or whoever sent it died half way. */
async function queueAgain(ctx: DueContext, { scope, id }: ReferenceOf<'notification'>): Promise<void> {
  const notification = await ctx.store.notifications.get(scope, id);
  if (notification === undefined || !unsent.includes(notification.status)) return;
  await ctx.notifications.send([{ message: messageOf(notification), channel: notification.channel }]);
}

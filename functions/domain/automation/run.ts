import * as z from 'zod';
import type { Alert } from '../alert/alert.ts';
import { ServiceStatus } from '../service/status.ts';
import { Instant } from '../time.ts';
import { AutomationTrigger } from './automation-rule.ts';
import type { Effect } from './effect.ts';

/** What was done of an effect in one transaction, as far as it has to be taken back. */
export const Applied = z.object({
  key: z.string(),
  /** Services for which it was done. */
  serviceIds: z.array(z.number()),
  /** What the alert says of services, and how often alerts of them had been overruled by then. */
  said: z.array(z.object({ serviceId: z.number(), status: ServiceStatus, overruled: z.number() })),
  /** The incident that the alert was linked to. */
  incidentId: z.number().optional(),
  sendNotification: z.boolean(),
  resolveIncident: z.boolean(),
  resolveService: z.boolean(),
  isReleased: z.boolean().optional(),
});
export type Applied = z.infer<typeof Applied>;

/** What automation has done for one alert. */
export const AutomationRun = z.object({
  alertId: z.number(),
  sourceId: z.number(),
  version: z.number(),
  /** How often it was asked for. Raised with the alert, by whoever changes that. */
  asks: z.number(),
  /** What is done with: rules that come later have missed it. */
  seen: z.array(AutomationTrigger),
  applied: z.array(Applied),
  /** When the tick has to look at it; absent: all that was asked for is done. */
  dueAt: Instant.optional(),
});
export type AutomationRun = z.infer<typeof AutomationRun>;

/** The run of an alert that is about to be created. */
export const firstRun = ({ id, source }: Pick<Alert, 'id' | 'source'>, dueAt: Instant): AutomationRun => ({
  alertId: id,
  sourceId: source.id,
  version: 0,
  asks: 1,
  seen: [],
  applied: [],
  dueAt,
});

/** What is to be done next for an alert; undefined: nothing. */
export type Deed =
  /** For services of which the effect has not been done yet. */
  | { readonly kind: 'apply'; readonly effect: Effect; readonly serviceIds: readonly number[] }
  | { readonly kind: 'release'; readonly applied: Applied };

type Automated = Pick<Alert, 'status' | 'acceptedAt' | 'reportTime'>;

const reached = (alert: Automated): AutomationTrigger[] =>
  alert.acceptedAt === undefined ? ['CREATED'] : ['CREATED', 'ACCEPTED'];

/**
 * Decides what is to be done next for an alert: effects of what it has come to, oldest rule first, each once for each of its
 * services; once it is resolved all of them are taken back, and what was not done by then is not done any more. Rules that are
 * younger than the alert are none of its business.
 */
export function nextDeed(alert: Automated, run: AutomationRun, effects: readonly Effect[]): Deed | undefined {
  if (alert.status === 'RESOLVED') {
    const applied = run.applied.find(({ isReleased }) => isReleased !== true);
    return applied && { kind: 'release', applied };
  }
  for (const on of reached(alert)) {
    if (run.seen.includes(on)) continue;
    for (const effect of effects) {
      if (effect.on !== on || effect.since > alert.reportTime) continue;
      const done = new Set(run.applied.filter(({ key }) => key === effect.key).flatMap((one) => one.serviceIds));
      const serviceIds = effect.serviceIds.filter((id) => !done.has(id));
      if (serviceIds.length > 0) return { kind: 'apply', effect, serviceIds };
    }
  }
  return undefined;
}

/** The run once something was done; with nothing left to do for now it is not due any more. */
export function afterDeed(run: AutomationRun, alert: Automated, effects: readonly Effect[]): AutomationRun {
  if (nextDeed(alert, run, effects) !== undefined) return run;
  const { dueAt: _done, ...idle } = run;
  return { ...idle, seen: [...new Set([...run.seen, ...reached(alert)])] };
}

/** The run with what was done of an effect. */
export const withApplied = (run: AutomationRun, applied: Applied): AutomationRun => ({
  ...run,
  applied: [...run.applied, applied],
});

/** The run with what was taken back. */
export const withReleased = (run: AutomationRun, applied: Applied): AutomationRun => ({
  ...run,
  applied: run.applied.map((one) => (one === applied ? { ...one, isReleased: true } : one)),
});

/** What the alert has said last of a service, and still says. */
export const saidOf = ({ applied }: AutomationRun, serviceId: number): Applied['said'][number] | undefined =>
  applied
    .filter(({ isReleased }) => isReleased !== true)
    .flatMap(({ said }) => said)
    .findLast((one) => one.serviceId === serviceId);

/** The run in which the alert says nothing of these services any more: something else speaks in its place. */
export const withoutSaying = (run: AutomationRun, serviceIds: readonly number[]): AutomationRun => ({
  ...run,
  applied: run.applied.map((one) => ({
    ...one,
    said: one.said.filter(({ serviceId }) => !serviceIds.includes(serviceId)),
  })),
});

/** The newest incident that the alert is linked to. */
export const linkedIncident = ({ applied }: AutomationRun): number | undefined =>
  applied.findLast(({ incidentId }) => incidentId !== undefined)?.incidentId;

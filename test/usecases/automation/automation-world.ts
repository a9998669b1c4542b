import type { AutomationRule } from '../../../functions/domain/automation/automation-rule.ts';
import type { IncidentTemplate } from '../../../functions/domain/incident/incident-template.ts';
import { ownStatus } from '../../../functions/domain/service/service.ts';
import { plus } from '../../../functions/domain/time.ts';
import { acceptAlert } from '../../../functions/usecases/alert/accept.ts';
import { resolveAlert } from '../../../functions/usecases/alert/resolve.ts';
import { runAutomation } from '../../../functions/usecases/automation/run.ts';
import { runDueWork } from '../../../functions/usecases/due/run-due-work.ts';
import { processEvent } from '../../../functions/usecases/event/process.ts';
import { anEventMessage, aService, tenOClock } from '../../support/factories.ts';
import { aWorld, type WorldSketch } from '../../support/world.ts';

export const aRule = (id: number, facts: Partial<AutomationRule> = {}): AutomationRule => ({
  id,
  version: 0,
  alertType: 'CREATED',
  sourceId: 800,
  serviceId: 5,
  serviceStatus: 'DEGRADED',
  resolveIncident: true,
  resolveService: true,
  createdAt: tenOClock,
  updatedAt: tenOClock,
  ...facts,
});

export const aTemplate = (facts: Partial<IncidentTemplate> = {}): IncidentTemplate => ({
  id: 70,
  version: 0,
  name: 'Trouble',
  summary: '{{serviceName}} is slow',
  sendNotification: true,
  teams: [],
  createdAt: tenOClock,
  updatedAt: tenOClock,
  ...facts,
});

const everything = { offset: 0, limit: 1000 };

/** A world with service 5, called Checkout, and what alerts of source 800 are to do. */
export async function automated(rules: readonly AutomationRule[], sketch: WorldSketch = {}) {
  const world = await aWorld(sketch);
  const { store, ctx, clock } = world;
  await store.services.create(aService(5, { name: 'Checkout' }));
  await store.services.create(aService(6, { name: 'Search' }));
  await store.incidentTemplates.create(aTemplate());
  for (const rule of rules) await store.automationRules.create(rule);
  let events = 0;
  /** An alert by its key, or without one; its id. */
  const alert = async (alertKey?: string): Promise<number> => {
    events += 1;
    const eventId = `event-${events}`;
    const facts = { eventId, receivedAt: clock.now() };
    await processEvent(ctx, anEventMessage({ summary: 'Disk full', alertKey: alertKey ?? eventId }, facts));
    return (await store.events.get(eventId))?.alertId ?? 0;
  };
  return {
    ...world,
    alert,
    accept: (alertId: number) => acceptAlert(world.as(1), { alertId }),
    resolve: (alertId: number) => resolveAlert(world.as(1), { alertId }),
    automate: (alertId: number) => runAutomation(ctx, { alertId }),
    /** As the tick does it. */
    tick: () => runDueWork(ctx, { deadline: plus(clock.now(), { seconds: 45 }) }),
    statusOf: async (id = 5) => {
      const service = await store.services.get(id);
      return service && ownStatus(service);
    },
    incidents: () => store.incidents.list({}, everything),
    run: (alertId: number) => store.automationRuns.get(alertId),
  };
}
export type Automated = Awaited<ReturnType<typeof automated>>;

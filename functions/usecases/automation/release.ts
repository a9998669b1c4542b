import type { Effect } from '../../domain/automation/effect.ts';
import { type Applied, withReleased } from '../../domain/automation/run.ts';
import { affectServices } from '../../domain/incident/affect.ts';
import { type Incident, isOpenIncident } from '../../domain/incident/incident.ts';
import { withImpactOf, withoutOpenAlert } from '../../domain/incident/links.ts';
import { say } from '../../domain/incident/write.ts';
import { withAlertSaidForGood, withAlertSaying } from '../../domain/service/alert-holds.ts';
import type { Context } from '../../ports/context.ts';
import type { ServiceWrite } from '../../ports/service-store.ts';
import { recordOf, untold } from '../configuration/record.ts';
import { storeSaid } from '../incident/write.ts';
import { serviceKind } from '../service/kind.ts';
import { noteOf } from './note.ts';
import type { Situation } from './run.ts';

type ReleaseContext = Context<'store' | 'actor'>;

/**
 * Takes back what was done for an alert that is resolved: what it said of services, or stays in what it said for good, as the
 * rule has it; with the last open alert of an incident that nobody opened by hand, also that is over, or its impact. Returns
 * whether nothing is left to do.
 */
export async function releaseEffect(ctx: ReleaseContext, situation: Situation, applied: Applied): Promise<boolean> {
  const incident = applied.incidentId === undefined ? undefined : await ctx.store.incidents.get(applied.incidentId);
  return incident === undefined ? saysNoMore(ctx, situation, applied) : endLink(ctx, situation, applied, incident);
}

/** As the rule says now; as it said then, when it is gone. */
const wishes = ({ effects }: Situation, applied: Applied): Pick<Effect, 'resolveIncident' | 'resolveService'> =>
  effects.find(({ key }) => key === applied.key) ?? applied;

async function saysNoMore(ctx: ReleaseContext, situation: Situation, applied: Applied): Promise<boolean> {
  const { resolveService } = wishes(situation, applied);
  const now = ctx.clock.now();
  const services = await ctx.store.services.getMany(applied.said.map(({ serviceId }) => serviceId));
  const changes = services.flatMap((previous): ServiceWrite[] => {
    const before = applied.said.find(({ serviceId }) => serviceId === previous.id);
    if (before === undefined) return [];
    const service = resolveService
      ? withAlertSaying(previous, { before }, now)
      : withAlertSaidForGood(previous, before, now);
    return [{ service, previous }];
  });
  const audit = changes.flatMap(({ service, previous }) =>
    recordOf(ctx, serviceKind, { what: 'update', before: previous, after: service }),
  );
  const after = withReleased(situation.run, applied);
  const { isLast, ...automation } = noteOf(ctx, situation, after, { services: changes });
  await ctx.store.automationRuns.save(automation, { services: changes, audit });
  return isLast;
}

async function endLink(
  ctx: ReleaseContext,
  situation: Situation,
  applied: Applied,
  before: Incident,
): Promise<boolean> {
  const { resolveIncident, resolveService } = wishes(situation, applied);
  const rest = withoutOpenAlert(before);
  const isLastAlert = rest.openAlerts === 0 && rest.isAutomatic === true && isOpenIncident(rest);
  const after = withReleased(situation.run, applied);
  if (!isLastAlert || !(resolveIncident || resolveService)) {
    const { isLast, ...automation } = noteOf(ctx, situation, after, { services: [] });
    await ctx.store.incidents.save(rest, before, { automation, audit: untold });
    return isLast;
  }
  const now = ctx.clock.now();
  const said = say(
    rest,
    {
      summary: rest.summary,
      status: resolveIncident ? 'RESOLVED' : rest.status,
      ...(!resolveIncident && rest.message !== undefined && { message: rest.message }),
      sendNotification: applied.sendNotification,
      affected: resolveIncident ? rest.affected : withImpactOf(rest.affected, applied.serviceIds, 'OPERATIONAL'),
    },
    { now, updateId: ctx.ids.ulid() },
  );
  const services = await ctx.store.services.getMany(rest.affected.map(({ serviceId }) => serviceId));
  const changes = affectServices(services, { next: said.incident, previous: before }, now);
  const { isLast, ...automation } = noteOf(ctx, situation, after, {
    services: changes,
    log: resolveIncident
      ? [{ type: 'InComIncidentResolvedLogEntry', vars: { incident: rest.id, summary: rest.summary } }]
      : [],
  });
  await storeSaid(ctx, said, before, { services: changes, automation });
  return isLast;
}

import type { AlertSource } from '../../functions/domain/alert-source/alert-source.ts';
import type { EscalationPolicy, Target } from '../../functions/domain/escalation-policy/escalation-policy.ts';
import { heartbeatKey } from '../../functions/domain/heartbeat/ping.ts';
import { upcomingOf } from '../../functions/domain/maintenance/upcoming.ts';
import { DayOfWeek, type Schedule } from '../../functions/domain/schedule/schedule.ts';
import { type Instant, plus } from '../../functions/domain/time.ts';
import type { User } from '../../functions/domain/user/user.ts';
import type { Cipher } from '../../functions/ports/cipher.ts';
import { aPolicy, aService, aSource, aUser } from '../support/factories.ts';
import { aFlow, branching, routeTo, waiting } from '../support/flow-nodes.ts';
import { aTeam } from '../support/schedules.ts';
import type { UntoldStore } from '../support/untold.ts';
import { setUpActions } from './action-plan.ts';
import { setUpDeploying } from './deployment-plan.ts';
import { farNumber } from './guards.ts';
import type {
  FlowSketch,
  GroupingSketch,
  HeartbeatSketch,
  LevelSketch,
  MaintenanceSketch,
  Plan,
  PolicySketch,
  ScheduleSketch,
  ServiceSketch,
  SourceSketch,
  SupportHoursSketch,
  UserSketch,
} from './plan.ts';
import { setUpPublishing } from './publishing.ts';
import { withBrowsers } from './push-services.ts';

export const integrationKeyOf = (sourceId: number): string => `key-${sourceId}`;

/** The key of the monitor as it was set up. */
export const monitorKeyOf = ({ id, intervalSec }: Pick<HeartbeatSketch, 'id' | 'intervalSec'>): string =>
  heartbeatKey(id, intervalSec, `secret-${id}`);

const targetsOf = ({ users, schedules, teams }: LevelSketch): Target[] => [
  ...users.map((id) => ({ kind: 'user' as const, id })),
  ...schedules.map((id) => ({ kind: 'schedule' as const, id })),
  ...teams.map((id) => ({ kind: 'team' as const, id })),
];

const policyOf = ({ id, levels, repeats, delayMin }: PolicySketch): EscalationPolicy =>
  aPolicy([], {
    id,
    name: `Policy ${id}`,
    levels: levels.map((level) => ({ escalationTimeout: level.minutes, targets: targetsOf(level) })),
    repeating: repeats > 0,
    frequency: Math.max(1, repeats),
    delayMin,
  });

/** The policy that a sketch stands for, as an admin sends it. */
export function policyInput(sketch: PolicySketch): object {
  const { name, repeating, frequency, delayMin } = policyOf(sketch);
  const references = (ids: readonly number[]) => ids.map((id) => ({ id }));
  const escalationRules = sketch.levels.map(({ minutes, users, schedules, teams }) => ({
    escalationTimeout: minutes,
    users: references(users),
    schedules: references(schedules),
    teams: references(teams),
  }));
  return { name, repeating, frequency, delayMin, escalationRules };
}

/** The user that a sketch stands for; everybody hears of every change of their alerts by e-mail. */
function userOf({ id, rules, muted }: UserSketch, startsAt: Instant): User {
  const user = aUser(id, muted ? { mutedUntil: plus(startsAt, { days: 2 }) } : {}, rules);
  const updates = (['ALERT_ACCEPTED', 'ALERT_RESOLVED', 'ALERT_ESCALATED'] as const).map((type, index) => ({
    id: id * 100 + 50 + index,
    method: 'EMAIL' as const,
    contactId: id * 10 + 1,
    type,
  }));
  return { ...user, preferences: { ...user.preferences, updates } };
}

const dated = (startsAt: Instant) => ({ version: 1, createdAt: startsAt, updatedAt: startsAt });

const groupedBy = ({ alertCreation: _mode, ...window }: Partial<GroupingSketch> = {}) => window;

const sourceOf = (sketch: SourceSketch, startsAt: Instant): AlertSource =>
  aSource({
    ...dated(startsAt),
    id: sketch.id,
    policyId: sketch.policyId,
    name: `Source ${sketch.id}`,
    integrationKey: integrationKeyOf(sketch.id),
    alertPriorityRule: sketch.priority,
    ...(sketch.grouping && { alertCreation: sketch.grouping.alertCreation }),
    extras: {
      ...groupedBy(sketch.grouping),
      ...(sketch.supportHoursId !== undefined && { supportHours: { id: sketch.supportHoursId } }),
      ...(sketch.raises && { autoRaiseAlerts: true }),
      // Longer than any run: so what it shows is how many there were.
      ...(sketch.counts && { eventFilter: 'trigger_count.2d > 0' }),
      ...(sketch.resolvesAfter && { autoResolutionTimeout: `PT${sketch.resolvesAfter}M` }),
    },
  });

const scheduleOf = ({ id, timezone, layers, shifts }: ScheduleSketch, startsAt: Instant): Schedule => ({
  ...dated(startsAt),
  id,
  name: `Schedule ${id}`,
  timezone,
  type: layers.length > 0 ? 'RECURRING' : 'STATIC',
  editions: [
    {
      from: startsAt,
      layers: layers.map(({ users, ...layer }) => ({ ...layer, users: [...users] })),
      shifts: [...shifts],
    },
  ],
  defaultShiftDuration: 'P7D',
  teams: [],
});

/** The schedule that a sketch stands for, as an admin sends it. */
export const scheduleInput = ({ id, timezone, layers, shifts }: ScheduleSketch): object => ({
  name: `Schedule ${id}`,
  timezone,
  ...(layers.length > 0
    ? {
        type: 'RECURRING',
        scheduleLayers: layers.map(({ users, ...layer }) => ({ ...layer, users: users.map((user) => ({ id: user })) })),
      }
    : { type: 'STATIC', shifts: shifts.map(({ userId, start, end }) => ({ user: { id: userId }, start, end })) }),
});

const supportHoursOf = ({ id, timezone, start, end }: SupportHoursSketch, startsAt: Instant) => ({
  ...dated(startsAt),
  id,
  name: `Support hours ${id}`,
  timezone,
  supportDays: Object.fromEntries(DayOfWeek.options.map((day) => [day, { start, end }])),
  exceptions: [],
  teams: [],
});

/** The support hours that a sketch stands for, as an admin sends them. */
export function supportHoursInput(sketch: SupportHoursSketch): object {
  const { name, timezone, supportDays } = supportHoursOf(sketch, '' as Instant);
  return { name, timezone, supportDays };
}

function windowOf({ id, sources, start, end }: MaintenanceSketch, startsAt: Instant) {
  const window = { id, timezone: 'UTC', start, end, startsAt: start, endsAt: end };
  const rest = { summary: 'Planned work', sources: [...sources], services: [] };
  return { ...dated(startsAt), ...window, ...rest, upcoming: upcomingOf(window, startsAt) };
}

/** Writes what stands at the beginning into an empty store. */
export async function setUp(
  store: UntoldStore,
  { configuration, startsAt, guards }: Pick<Plan, 'configuration' | 'startsAt' | 'guards'>,
) {
  await store.createAccount({ createdAt: startsAt, ownerId: 1 });
  for (const sketch of configuration.users) {
    const user = withBrowsers(userOf(sketch, startsAt), configuration.browsers ?? []);
    const isFar = guards?.farUserIds.includes(user.id) === true;
    const phones = isFar ? user.phones.map((phone) => ({ ...phone, ...farNumber(user.id) })) : user.phones;
    await store.users.create({ ...user, phones });
  }
  for (const { id, members } of configuration.teams)
    await store.teams.create(aTeam([], { id, name: `Team ${id}`, members: [...members] }));
  for (const schedule of configuration.schedules) await store.schedules.create(scheduleOf(schedule, startsAt));
  if (configuration.overrides.length > 0)
    await store.schedules.addOverrides(
      configuration.overrides.map(({ start, end, ...override }) => ({
        ...override,
        start,
        end,
        startsAt: start,
        endsAt: end,
        createdAt: startsAt,
      })),
    );
  for (const hours of configuration.supportHours) await store.supportHours.create(supportHoursOf(hours, startsAt));
  for (const policy of configuration.policies) await store.policies.create(policyOf(policy));
  for (const source of configuration.sources) await store.sources.create(sourceOf(source, startsAt));
  await setUpServices(store, configuration.services ?? [], startsAt);
  await setUpPublishing(store, configuration, startsAt);
  await setUpFlows(store, configuration.flows ?? [], startsAt);
  await setUpActions(store, configuration.actions ?? [], startsAt);
  await setUpDeploying(store, configuration, startsAt);
  for (const window of configuration.maintenance) await store.maintenance.create(windowOf(window, startsAt));
  for (const monitor of configuration.heartbeats)
    await store.heartbeats.create({
      ...dated(startsAt),
      ...monitor,
      name: `Monitor ${monitor.id}`,
      integrationKey: monitorKeyOf(monitor),
      teams: [],
    });
}

async function setUpFlows(store: UntoldStore, flows: readonly FlowSketch[], startsAt: Instant): Promise<void> {
  const dates = dated(startsAt);
  for (const { id, integrationId, sourceId, waits, passesUrgent } of flows) {
    const route = () => routeTo(sourceId);
    const held = waits.reduceRight((target, seconds) => waiting({ waitForDuration: `PT${seconds}S` }, target), route());
    const target = passesUrgent ? branching([["event.priority == 'HIGH'", route()]], held) : held;
    await store.eventFlows.create(aFlow(target, { ...dates, id, name: `Flow ${id}` }));
    const integrationKey = integrationKeyOf(integrationId);
    await store.flowIntegrations.create({
      ...dates,
      id: integrationId,
      eventFlowId: id,
      integrationType: 'API',
      integrationKey,
    });
  }
}

export const templateId = 190;

async function setUpServices(store: UntoldStore, services: readonly ServiceSketch[], startsAt: Instant): Promise<void> {
  if (services.length === 0) return;
  const dates = dated(startsAt);
  const words = { name: 'Trouble', summary: '{{serviceName}}: {{alertSummary}}', sendNotification: true, teams: [] };
  await store.incidentTemplates.create({ ...dates, id: templateId, ...words });
  for (const { id, oneOpenIncidentOnly, rules } of services) {
    await store.services.create(aService(id, { ...dates, statusSetAt: startsAt, oneOpenIncidentOnly }));
    for (const { opens, ...rule } of rules)
      await store.automationRules.create({
        ...dates,
        ...rule,
        serviceId: id,
        ...(opens && { templateId }),
        resolveIncident: true,
        resolveService: true,
      });
  }
}

/** Secrets as they are: real encryption draws a new number each time, and no run would be like another. */
export const plainCipher: Cipher = { encrypt: (text) => text, decrypt: (text) => text };

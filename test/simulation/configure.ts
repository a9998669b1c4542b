import { type Instant, instantOf, millisecondsOf, minus, plus } from '../../functions/domain/time.ts';
import { several, somePolicy, someRules } from './operations/choices.ts';
import type {
  Configuration,
  FlowSketch,
  GroupingSketch,
  HeartbeatSketch,
  LayerSketch,
  MaintenanceSketch,
  ScheduleSketch,
  ServiceSketch,
  ShiftSketch,
  SourceSketch,
  SupportHoursSketch,
  TeamSketch,
} from './plan.ts';
import type { Random } from './random.ts';

/** Runs begin shortly before hand-offs, in the zones of their schedules; some in a night in which clocks change. */
export interface Season {
  readonly startsAt: Instant;
  readonly timezone: string;
}

const seasons: readonly Season[] = [
  { startsAt: '2026-11-21T10:00:00.000Z' as Instant, timezone: 'Europe/Berlin' },
  { startsAt: '2026-11-21T10:00:00.000Z' as Instant, timezone: 'Europe/Berlin' },
  { startsAt: '2026-11-21T10:00:00.000Z' as Instant, timezone: 'Australia/Lord_Howe' },
  // 02:00 becomes 03:00 at 01:00Z, and 03:00 becomes 02:00.
  { startsAt: '2026-03-29T00:50:00.000Z' as Instant, timezone: 'Europe/Berlin' },
  { startsAt: '2026-10-25T00:50:00.000Z' as Instant, timezone: 'Europe/Berlin' },
  // Half an hour: 02:00 becomes 02:30 at 15:30Z, and 02:00 becomes 01:30 at 15:00Z.
  { startsAt: '2026-10-03T15:20:00.000Z' as Instant, timezone: 'Australia/Lord_Howe' },
  { startsAt: '2026-04-04T14:50:00.000Z' as Instant, timezone: 'Australia/Lord_Howe' },
];

export const someSeason = (random: Random): Season => random.pick(seasons);

/** What the wall clock of a zone shows, `2026-03-29T03:10`. */
export function wallClock(at: Instant, timezone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'short' });
  return format.format(millisecondsOf(at)).replace(' ', 'T');
}

/** What stands at the beginning of a run. */
export function someConfiguration(random: Random, season: Season): Configuration {
  const users = several(random, [1, 5], (index) => ({
    id: index + 1,
    rules: someRules(random),
    muted: random.chance(0.05),
  }));
  const userIds = users.map(({ id }) => id);
  const schedules = random.chance(0.5)
    ? several(random, [1, 2], (index) => {
        const isRecurring = random.chance(0.7);
        return someSchedule(random, { id: 500 + index, isRecurring, userIds }, season);
      })
    : [];
  const overrides = schedules.flatMap(({ id }, index) =>
    random.chance(0.4) ? [{ id: 550 + index, scheduleId: id, ...someShift(random, userIds, season) }] : [],
  );
  const teams = random.chance(0.3) ? several(random, [1, 2], (index) => someTeam(random, 600 + index, userIds)) : [];
  const supportHours = random.chance(0.3) ? [someSupportHours(random, season)] : [];
  const policies = several(random, [1, 3], (index) => somePolicy(random, 900 + index, { users, schedules, teams }));
  const policyIds = policies.map(({ id }) => id);
  const sources = several(random, [1, 3], (index) => someSource(random, 800 + index, policyIds, supportHours));
  const sourceIds = sources.map(({ id }) => id);
  return {
    users,
    schedules,
    overrides,
    teams,
    supportHours,
    policies,
    sources,
    maintenance: random.chance(0.2) ? [somePlannedWork(random, sourceIds, season)] : [],
    heartbeats: random.chance(0.25)
      ? several(random, [1, 2], (index) => someHeartbeat(random, 400 + index, sourceIds))
      : [],
  };
}

/** A moment from the start on, within the time in which things happen. */
const soon = (random: Random, { startsAt }: Season, minutes: number): Instant =>
  plus(startsAt, { seconds: random.between(0, minutes * 60) });

function someShift(random: Random, userIds: readonly number[], season: Season): ShiftSketch {
  const start = soon(random, season, 15);
  return { userId: random.pick(userIds), start, end: plus(start, { minutes: random.between(5, 90) }) };
}

/** One day of the wall clock hands over within the first minutes; hours do so again and again. */
function someLayer(random: Random, userIds: readonly number[], { startsAt, timezone }: Season): LayerSketch {
  const rotation = random.pick(['P1D', 'P1D', 'P2D', 'P1W', 'PT1H', 'PT1H', 'PT2H']);
  const handOff = plus(startsAt, { minutes: random.pick([0, 1, 3, 10, 11, 20, 40]) });
  const before = rotation.startsWith('PT') ? { hours: random.between(1, 30) } : { days: random.pick([1, 2, 7, 14]) };
  const date = minus(handOff, before);
  const time = rotation.startsWith('PT') ? wallClock(date, timezone) : onDay(date, handOff, timezone);
  return { startsOn: time, rotation, users: several(random, [1, 3], () => random.pick(userIds)) };
}

/** The time of day at which the later moment comes, on the day of the earlier one. */
const onDay = (day: Instant, time: Instant, timezone: string): string =>
  `${wallClock(day, timezone).slice(0, 10)}T${wallClock(time, timezone).slice(11)}`;

interface ScheduleWish {
  readonly id: number;
  readonly isRecurring: boolean;
  readonly userIds: readonly number[];
}

export function someSchedule(
  random: Random,
  { id, isRecurring, userIds }: ScheduleWish,
  season: Season,
): ScheduleSketch {
  const { startsAt, timezone } = season;
  if (isRecurring)
    return { id, timezone, layers: several(random, [1, 2], () => someLayer(random, userIds, season)), shifts: [] };
  // Shifts one after the other, with a gap now and then.
  let at = minus(startsAt, { minutes: random.between(0, 60) });
  const shifts = several(random, [1, 4], () => {
    const start = plus(at, { minutes: random.pick([0, 0, 0, 5]) });
    at = plus(start, { minutes: random.between(5, 90) });
    return { userId: random.pick(userIds), start, end: at };
  });
  return { id, timezone, layers: [], shifts };
}

export const someTeam = (random: Random, id: number, userIds: readonly number[]): TeamSketch => ({
  id,
  members: userIds
    .filter(() => random.chance(0.6))
    .map((userId) => ({ userId, role: random.pick(['RESPONDER', 'RESPONDER', 'USER', 'ADMIN', 'STAKEHOLDER']) })),
});

/** They begin or end some minutes after the start. */
export function someSupportHours(random: Random, { startsAt, timezone }: Season): SupportHoursSketch {
  const edge = plus(startsAt, { minutes: random.between(2, 30) });
  const other = plus(edge, { hours: random.between(2, 10) });
  const [start, end] = random.chance(0.5) ? [edge, other] : [other, edge];
  const hours = (at: Instant): string => wallClock(at, timezone).slice(11);
  return { id: 700, timezone, start: hours(start), end: hours(end) };
}

function someSource(
  random: Random,
  id: number,
  policyIds: readonly number[],
  supportHours: readonly SupportHoursSketch[],
): SourceSketch {
  const policyId = random.pick(policyIds);
  const [hours] = supportHours;
  if (hours === undefined || random.chance(0.3))
    return { id, policyId, priority: random.chance(0.8) ? 'HIGH' : 'LOW', raises: false };
  return {
    id,
    policyId,
    priority: random.pick(['HIGH_DURING_SUPPORT_HOURS', 'LOW_DURING_SUPPORT_HOURS']),
    supportHoursId: hours.id,
    raises: random.chance(0.7),
  };
}

function somePlannedWork(random: Random, sourceIds: readonly number[], season: Season): MaintenanceSketch {
  const start = random.chance(0.5) ? instantOf(millisecondsOf(season.startsAt)) : soon(random, season, 20);
  const end = plus(start, { minutes: random.between(1, 30) });
  return { id: 300, sources: sourceIds.filter(() => random.chance(0.7)), start, end };
}

const someHeartbeat = (random: Random, id: number, sourceIds: readonly number[]): HeartbeatSketch => ({
  id,
  intervalSec: random.pick([30, 60, 300]),
  ...(random.chance(0.9) && { sourceId: random.pick(sourceIds) }),
});

/**
 * Flows that hold events back, in some of the runs; drawn apart, so that the rest of a configuration stays as it is. They lead to
 * sources that group by the key alone: what an alert of many keys recovers from is another matter.
 */
export function someFlows(random: Random, sources: readonly SourceSketch[]): FlowSketch[] {
  const possible = sources.filter(({ grouping }) => grouping === undefined);
  if (possible.length === 0 || !random.chance(0.3)) return [];
  return several(random, [1, 2], (index) => ({
    id: 1200 + index,
    integrationId: 1250 + index,
    sourceId: random.pick(possible).id,
    waits: several(random, [1, 2], () => random.pick([5, 30, 60, 90, 200, 300])),
    passesUrgent: random.chance(0.4),
  }));
}

const groupings: readonly GroupingSketch[] = [
  { alertCreation: 'ONE_ALERT_PER_EMAIL_SUBJECT' },
  { alertCreation: 'ONE_PENDING_ALERT_ALLOWED' },
  { alertCreation: 'ONE_OPEN_ALERT_ALLOWED' },
  { alertCreation: 'ONE_ALERT_GROUPED_PER_WINDOW', alertGroupingWindow: 'PT2M' },
  { alertCreation: 'INTELLIGENT_GROUPING', alertGroupingWindow: 'PT5M', scoreThreshold: 0.7 },
];

/** Sources that group beyond the key, in some of the runs; drawn apart. */
export const someGrouping = (random: Random, sources: readonly SourceSketch[]): SourceSketch[] => {
  if (!random.chance(0.3)) return [...sources];
  return sources.map((source) => (random.chance(0.7) ? { ...source, grouping: random.pick(groupings) } : source));
};

/** What alerts do to services, in some of the runs; drawn apart, so that the rest of a configuration stays as it is. */
export const someServices = (random: Random, sources: readonly SourceSketch[]): ServiceSketch[] =>
  random.chance(0.35)
    ? several(random, [1, 3], (index) => ({
        id: 100 + index,
        oneOpenIncidentOnly: random.chance(0.5),
        rules: several(random, [1, 2], (rule) => ({
          id: 200 + index * 10 + rule,
          sourceId: random.pick(sources).id,
          alertType: random.chance(0.7) ? 'CREATED' : 'ACCEPTED',
          serviceStatus: random.pick(['DEGRADED', 'PARTIAL_OUTAGE', 'MAJOR_OUTAGE'] as const),
          opens: random.chance(0.6),
        })),
      }))
    : [];

/** Some sources have their alerts resolve themselves, in some of the runs; drawn apart, too. */
export const someTimeouts = (random: Random, sources: readonly SourceSketch[]): SourceSketch[] => {
  if (!random.chance(0.3)) return [...sources];
  return sources.map((source) =>
    random.chance(0.7) ? { ...source, resolvesAfter: random.pick([10, 20] as const) } : source,
  );
};

/** Some sources count their events, in a few of the runs; drawn apart, too. */
export const someCounters = (random: Random, sources: readonly SourceSketch[]): SourceSketch[] =>
  random.chance(0.15)
    ? sources.map((source) => (random.chance(0.7) ? { ...source, counts: true } : source))
    : [...sources];

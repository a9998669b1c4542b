import { tenOClock } from '../support/factories.ts';
import {
  type Command,
  type Configuration,
  type Fault,
  functionNames,
  type Operation,
  type Plan,
  type PolicySketch,
  type RuleSketch,
} from './plan.ts';
import { type Random, randomOf } from './random.ts';

const channels = ['SMS', 'VOICE', 'EMAIL', 'PUSH'] as const;
const commands: readonly Command[] = ['ACCEPT', 'ACCEPT', 'RESOLVE', 'ESCALATE'];

/** The run a seed stands for. */
export function planOf(seed: number): Plan {
  const random = randomOf('plan', seed);
  const calmAfter = random.between(6, 40) * 60;
  const configuration = someConfiguration(random);
  const isCalm = random.chance(0.1);
  const operations = [
    ...someEvents(random, configuration, calmAfter),
    ...someAnswers(random, configuration, calmAfter),
    ...(random.chance(0.5) ? somePeople(random, configuration, calmAfter) : []),
    ...(random.chance(0.35) ? someEdits(random, configuration, calmAfter) : []),
    ...(isCalm || random.chance(0.4) ? [] : someTroubles(random, calmAfter)),
  ].sort((a, b) => a.at - b.at);
  const isStormy = !isCalm && randomOf('storm', seed).chance(0.2);
  if (isStormy) return { ...stormOf(seed, configuration, operations), calmAfter };
  return {
    seed,
    startsAt: tenOClock,
    configuration,
    operations,
    faults: isCalm ? [] : someFaults(random),
    disorder: isCalm ? 0 : random.pick([0, 0.02, 0.1, 0.3]),
    slowness: isCalm ? 0 : random.pick([0, 0.05, 0.2, 0.5]),
    calmAfter,
  };
}

/** The same things happen, with more answers, and hardly anything goes right. */
function stormOf(
  seed: number,
  configuration: Configuration,
  operations: readonly Operation[],
): Omit<Plan, 'calmAfter'> {
  const random = randomOf('storm', seed, 'parts');
  const faults = several(random, [100, 400], () => someFault(random, 9));
  const reactions = someAnswers(random, configuration, 600).filter(({ kind }) => kind === 'reaction');
  return {
    seed,
    startsAt: tenOClock,
    configuration,
    operations: [...operations, ...reactions],
    faults,
    disorder: 0.1,
    slowness: 0.7,
  };
}

const several = <T>(random: Random, [min, max]: readonly [number, number], make: (index: number) => T): T[] =>
  Array.from({ length: random.between(min, max) }, (_nothing, index) => make(index));

function someRules(random: Random): RuleSketch[] {
  const rules = several(
    random,
    [0, 3],
    (): RuleSketch => ({
      method: random.pick(channels),
      delayMin: random.pick([0, 0, 0, 1, 2, 5]),
      type: random.chance(0.85) ? 'HIGH_PRIORITY' : 'LOW_PRIORITY',
    }),
  );
  return rules.length > 0 || random.chance(0.2) ? rules : [{ method: 'SMS', delayMin: 0, type: 'HIGH_PRIORITY' }];
}

function somePolicy(random: Random, id: number, userIds: readonly number[]): PolicySketch {
  return {
    id,
    levels: several(random, [1, 4], () => ({
      minutes: random.pick([0, 1, 1, 2, 5, 10]),
      users: random.chance(0.08) ? [] : [...new Set(several(random, [1, 3], () => random.pick(userIds)))],
      schedules: [],
      teams: [],
    })),
    repeats: random.pick([0, 0, 1, 2]),
    delayMin: random.pick([0, 0, 0, 1, 3]),
  };
}

function someConfiguration(random: Random): Configuration {
  const users = several(random, [1, 5], (index) => ({
    id: index + 1,
    rules: someRules(random),
    muted: random.chance(0.05),
  }));
  const userIds = users.map(({ id }) => id);
  const policies = several(random, [1, 3], (index) => somePolicy(random, 900 + index, userIds));
  const sources = several(random, [1, 2], (index) => ({
    id: 800 + index,
    policyId: random.pick(policies).id,
    priority: random.chance(0.8) ? ('HIGH' as const) : ('LOW' as const),
    raises: false,
  }));
  const none = { schedules: [], overrides: [], teams: [], supportHours: [], maintenance: [], heartbeats: [] };
  return { users, policies, sources, ...none };
}

/** The keys of a run's alerts: each belongs to one source. */
const keysOf = ({ sources }: Configuration): { key: string; sourceId: number }[] =>
  sources.flatMap(({ id }) => ['a', 'b'].map((name) => ({ key: `${id}/${name}`, sourceId: id })));

function someEvents(random: Random, configuration: Configuration, until: number): Operation[] {
  const keys = keysOf(configuration);
  const first = random.pick(keys);
  const start: Operation = { at: 1, kind: 'event', ...first, type: 'ALERT', copies: 1 };
  const more = several(random, [0, 12], (): Operation[] => {
    const at = random.next() * until;
    const { key, sourceId } = random.pick(keys);
    const type = random.pick(['ALERT', 'ALERT', 'ALERT', 'RESOLVE', 'ACCEPT'] as const);
    const event: Operation = { at, kind: 'event', key, sourceId, type, copies: random.chance(0.15) ? 2 : 1 };
    const closely = {
      ...event,
      at: at + random.next() * 2,
      type: random.pick(['ALERT', 'RESOLVE', 'ACCEPT'] as const),
    };
    return random.chance(0.3) ? [event, closely] : [event];
  });
  return [start, ...more.flat()];
}

function someAnswers(random: Random, { users }: Configuration, until: number): Operation[] {
  const { id } = random.pick(users);
  const timed = several(
    random,
    [0, 3],
    (): Operation => ({
      at: random.next() * until,
      kind: 'answer',
      userId: random.pick(users).id,
      how: random.pick(['REPLY', 'API']),
      command: random.pick(commands),
    }),
  );
  const reactions = several(
    random,
    [0, 4],
    (): Operation => ({
      at: 0,
      kind: 'reaction',
      userId: random.chance(0.5) ? id : random.pick(users).id,
      nth: random.between(1, 5),
      after: random.pick([0, 50, 1_000, 30_000, 58_000, 60_000]) + random.between(0, 2_000),
      command: random.pick(commands),
    }),
  );
  return [...timed, ...reactions];
}

function somePeople(random: Random, configuration: Configuration, until: number): Operation[] {
  const { users, policies } = configuration;
  return several(random, [1, 4], (): Operation => {
    const at = random.next() * until;
    const { key } = random.pick(keysOf(configuration));
    switch (random.between(0, 3)) {
      case 0:
        return { at, kind: 'escalate', key, ...(random.chance(0.4) && { level: random.between(0, 3) }) };
      case 1:
        return { at, kind: 'raise', key };
      case 2:
        return {
          at,
          kind: 'assign',
          key,
          to: random.chance(0.5)
            ? { kind: 'user', id: random.pick(users).id }
            : { kind: 'policy', id: random.pick(policies).id },
        };
      default:
        return { at, kind: 'snooze', key, minutes: random.between(1, 10) };
    }
  });
}

function someEdits(random: Random, { users, policies }: Configuration, until: number): Operation[] {
  const userIds = users.map(({ id }) => id);
  return several(random, [1, 4], (): Operation => {
    const at = random.next() * until;
    const policyId = random.pick(policies).id;
    switch (random.between(0, 3)) {
      case 0:
        return { at, kind: 'edit-policy', policy: somePolicy(random, policyId, userIds) };
      case 1:
        return { at, kind: 'delete-policy', policyId, instead: random.pick(policies).id };
      case 2:
        return { at, kind: 'edit-user', userId: random.pick(userIds), rules: someRules(random) };
      default:
        return { at, kind: 'mute', userId: random.pick(userIds), minutes: random.between(1, 20) };
    }
  });
}

function someTroubles(random: Random, until: number): Operation[] {
  return several(random, [1, 4], (): Operation => {
    const at = random.next() * until;
    switch (random.between(0, 2)) {
      case 0:
        return { at, kind: 'vanish', key: random.pick(['800/a', '800/b', '801/a', '801/b']) };
      case 1:
        return { at, kind: 'no-ticks', minutes: random.between(1, 6) };
      default:
        return {
          at,
          kind: 'outage',
          channel: random.pick(channels),
          minutes: random.between(1, 8),
          does: random.pick(['rejects', 'postpones', 'loses-answers', 'breaks']),
        };
    }
  });
}

const faultKinds = ['before', 'after', 'die-before', 'die-after', 'hang'] as const;

/** Early calls are the likelier ones: that is where alerts are made, claimed and sent. */
const someFault = (random: Random, doublings: number): Fault => ({
  function: random.pick(functionNames),
  call: Math.floor(2 ** (random.next() * doublings)),
  kind: random.pick(faultKinds),
});

const someFaults = (random: Random): Fault[] =>
  several(random, [0, random.pick([6, 30, 120])], () => someFault(random, 7.5));

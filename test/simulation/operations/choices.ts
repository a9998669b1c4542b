import type { Configuration, LevelSketch, PolicySketch, RuleSketch } from '../plan.ts';
import type { Random } from '../random.ts';

export const channels = ['SMS', 'VOICE', 'EMAIL', 'PUSH'] as const;

export type Command = 'ACCEPT' | 'RESOLVE' | 'ESCALATE';
export const commands: readonly Command[] = ['ACCEPT', 'ACCEPT', 'RESOLVE', 'ESCALATE'];

/** From `min` to `max` things, both included. */
export const several = <T>(random: Random, [min, max]: readonly [number, number], make: (index: number) => T): T[] =>
  Array.from({ length: random.between(min, max) }, (_nothing, index) => make(index));

/** Several things in some of the runs, none in the others. */
export const sometimes = <T>(
  random: Random,
  probability: number,
  range: readonly [number, number],
  make: () => T,
): T[] => (random.chance(probability) ? several(random, range, make) : []);

/** The keys of a run's alerts: each belongs to one source. */
export const keysOf = ({ sources }: Configuration): { key: string; sourceId: number }[] =>
  sources.flatMap(({ id }) => ['a', 'b'].map((name) => ({ key: `${id}/${name}`, sourceId: id })));

export const someKey = (random: Random, configuration: Configuration): string => random.pick(keysOf(configuration)).key;

export const someUser = (random: Random, { users }: Pick<Configuration, 'users'>): number => random.pick(users).id;

export function someRules(random: Random): RuleSketch[] {
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

type Reachable = Pick<Configuration, 'users' | 'schedules' | 'teams'>;

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];

function someLevel(random: Random, { users, schedules, teams }: Reachable): LevelSketch {
  const minutes = random.pick([0, 1, 1, 2, 5, 10]);
  const nobody = { minutes, users: [], schedules: [], teams: [] };
  if (random.chance(0.08)) return nobody;
  const some = (from: readonly { readonly id: number }[], count: number, probability: number): number[] =>
    from.length > 0 && random.chance(probability)
      ? distinct(several(random, [1, count], () => random.pick(from).id))
      : [];
  const level = { ...nobody, schedules: some(schedules, 2, 0.6), teams: some(teams, 1, 0.5) };
  const isElsewhere = level.schedules.length + level.teams.length > 0;
  return { ...level, users: some(users, 3, isElsewhere ? 0.3 : 1) };
}

export const somePolicy = (random: Random, id: number, reachable: Reachable): PolicySketch => ({
  id,
  levels: several(random, [1, 4], () => someLevel(random, reachable)),
  repeats: random.pick([0, 0, 1, 2]),
  delayMin: random.pick([0, 0, 0, 1, 3]),
});

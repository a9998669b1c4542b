import type { Api } from '../../../client/api.ts';

/** A policy as the API reads it out. */
export type Policy = Api<'EscalationPolicy'>;
type Rule = Policy['escalationRules'][number];

export const targetKinds = ['user', 'schedule', 'team'] as const;
export type TargetKind = (typeof targetKinds)[number];

/** Whom a level tells, and how they are called. */
export interface Target {
  readonly kind: TargetKind;
  readonly id: number;
  readonly name: string;
}

/** A level while it is edited; the key stays with it wherever it is moved to. */
export interface Level {
  readonly key: number;
  readonly targets: readonly Target[];
  /** Minutes until the next one starts. */
  readonly timeout: number;
}

export interface Draft {
  readonly name: string;
  readonly levels: readonly Level[];
  readonly repeating: boolean;
  readonly frequency: number;
  readonly delayMin: number;
  readonly routingKey: string;
  readonly teams: readonly { readonly id: number; readonly name: string }[];
}

const numbered = (id: number): string => `#${id}`;

const targetsOf = ({ users, schedules, teams }: Rule): Target[] => [
  ...users.map(
    ({ id, firstName, lastName }): Target => ({
      kind: 'user',
      id,
      name: [firstName, lastName].filter(Boolean).join(' ') || numbered(id),
    }),
  ),
  ...schedules.map(({ id, name }): Target => ({ kind: 'schedule', id, name: name ?? numbered(id) })),
  ...teams.map(({ id, name }): Target => ({ kind: 'team', id, name: name ?? numbered(id) })),
];

/** What is edited of a policy that is there. */
export const draftOf = (policy: Policy): Draft => ({
  name: policy.name,
  levels: policy.escalationRules.map((rule, key) => ({
    key,
    targets: targetsOf(rule),
    timeout: rule.escalationTimeout,
  })),
  repeating: policy.repeating ?? false,
  frequency: policy.frequency ?? 1,
  delayMin: policy.delayMin ?? 0,
  routingKey: policy.routingKey ?? '',
  teams: policy.teams.map(({ id, name }) => ({ id, name: name ?? numbered(id) })),
});

/** Five minutes are usual from one level to the next. */
export const usualTimeout = 5;

export const emptyDraft: Draft = {
  name: '',
  levels: [{ key: 0, targets: [], timeout: usualTimeout }],
  repeating: false,
  frequency: 1,
  delayMin: 0,
  routingKey: '',
  teams: [],
};

const idsOf = (targets: readonly Target[], kind: TargetKind) =>
  targets.filter((target) => target.kind === kind).map(({ id }) => ({ id }));

/** The levels as the API takes them. */
export const rulesOf = (levels: readonly Level[]) =>
  levels.map(({ targets, timeout }) => ({
    escalationTimeout: timeout,
    users: idsOf(targets, 'user'),
    schedules: idsOf(targets, 'schedule'),
    teams: idsOf(targets, 'team'),
  }));

/** The whole policy as the API takes it. */
export const bodyOf = ({ name, levels, repeating, frequency, delayMin, routingKey, teams }: Draft) => ({
  name: name.trim(),
  escalationRules: rulesOf(levels),
  repeating,
  frequency,
  delayMin,
  routingKey: routingKey.trim(),
  teams: teams.map(({ id }) => ({ id })),
});

/** Whether both would be saved as the same. */
export const isSame = (one: Draft, other: Draft): boolean =>
  JSON.stringify(bodyOf(one)) === JSON.stringify(bodyOf(other));

const nextKey = (levels: readonly Level[]): number => Math.max(-1, ...levels.map(({ key }) => key)) + 1;

/** With one more level at the end. */
export const withNewLevel = (levels: readonly Level[]): Level[] => [
  ...levels,
  { key: nextKey(levels), targets: [], timeout: levels.at(-1)?.timeout ?? usualTimeout },
];

/** With the same level once more behind it. */
export const withCopy = (levels: readonly Level[], index: number): Level[] =>
  levels.flatMap((level, at) => (at === index ? [level, { ...level, key: nextKey(levels) }] : [level]));

/** With whom a level tells besides; nobody stands there twice. */
export const withTarget = (level: Level, target: Target): Level =>
  level.targets.some(({ kind, id }) => kind === target.kind && id === target.id)
    ? level
    : { ...level, targets: [...level.targets, target] };

export const withoutTarget = (level: Level, target: Target): Level => ({
  ...level,
  targets: level.targets.filter(({ kind, id }) => kind !== target.kind || id !== target.id),
});

/** After how many minutes each level starts, and when the first pass is over, if nobody answers. */
export function timeLine({ levels, delayMin }: Pick<Draft, 'levels' | 'delayMin'>): {
  readonly starts: readonly number[];
  readonly end: number;
} {
  const starts: number[] = [];
  let at = delayMin;
  for (const { timeout } of levels) {
    starts.push(at);
    at += timeout;
  }
  return { starts, end: at };
}

/** How often it goes through the levels. */
export const passesOf = ({ repeating, frequency }: Pick<Draft, 'repeating' | 'frequency'>): number =>
  repeating ? 1 + frequency : 1;

export type Part = 'name' | 'levels' | 'repeating' | 'delayMin' | 'routingKey' | 'teams';

const comparable: { readonly [P in Part]: (draft: Draft) => unknown } = {
  name: ({ name }) => name.trim(),
  levels: ({ levels }) => rulesOf(levels),
  repeating: ({ repeating, frequency }) => repeating && frequency,
  delayMin: ({ delayMin }) => delayMin,
  routingKey: ({ routingKey }) => routingKey.trim(),
  teams: ({ teams }) => teams.map(({ id }) => id).sort((a, b) => a - b),
};

/** Where two editions of a policy say different things. */
export const differences = (one: Draft, other: Draft): Part[] =>
  (Object.keys(comparable) as Part[]).filter(
    (part) => JSON.stringify(comparable[part](one)) !== JSON.stringify(comparable[part](other)),
  );

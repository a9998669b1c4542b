import { describe, expect, it } from 'vitest';
import {
  bodyOf,
  type Draft,
  differences,
  draftOf,
  emptyDraft,
  isSame,
  type Policy,
  passesOf,
  timeLine,
  withCopy,
  withNewLevel,
  withoutTarget,
  withTarget,
} from '../../web/screens/configuration/policies/draft.ts';

const policy: Policy = {
  id: 7,
  name: 'Around the clock',
  escalationRules: [
    {
      escalationTimeout: 5,
      users: [{ id: 1, firstName: 'Ada', lastName: 'Lovelace' }],
      schedules: [{ id: 2, name: 'Primary', type: 'RECURRING' }],
      teams: [],
    },
    { escalationTimeout: 10, users: [{ id: 9 }], schedules: [], teams: [{ id: 3, name: 'Shop' }] },
  ],
  repeating: true,
  frequency: 2,
  delayMin: 1,
  routingKey: 'db',
  teams: [{ id: 4 }],
};

const draft = draftOf(policy);

describe('a policy while it is edited', () => {
  it('names whom each level tells, by number where no name is known', () => {
    expect(draft.levels.map(({ targets }) => targets.map(({ kind, name }) => `${kind} ${name}`))).toEqual([
      ['user Ada Lovelace', 'schedule Primary'],
      ['user #9', 'team Shop'],
    ]);
  });

  it('is sent as it was read', () => {
    expect(bodyOf(draft)).toEqual({
      name: 'Around the clock',
      escalationRules: [
        { escalationTimeout: 5, users: [{ id: 1 }], schedules: [{ id: 2 }], teams: [] },
        { escalationTimeout: 10, users: [{ id: 9 }], schedules: [], teams: [{ id: 3 }] },
      ],
      repeating: true,
      frequency: 2,
      delayMin: 1,
      routingKey: 'db',
      teams: [{ id: 4 }],
    });
  });

  it('starts each level after the delay and the timeouts before it', () => {
    expect(timeLine(draft)).toEqual({ starts: [1, 6], end: 16 });
    expect(passesOf(draft)).toBe(3);
    expect(passesOf({ repeating: false, frequency: 2 })).toBe(1);
  });

  it('gives each level a key that no other has', () => {
    const levels = withNewLevel(withCopy(draft.levels, 0));
    expect(levels.map(({ key }) => key)).toEqual([0, 2, 1, 3]);
    expect(levels.at(-1)).toEqual({ key: 3, targets: [], timeout: 10 });
    expect(levels[1]?.targets).toEqual(levels[0]?.targets);
  });

  it('tells nobody twice on one level', () => {
    const [level] = draft.levels;
    if (level === undefined) throw new Error('there is a level');
    const ada = { kind: 'user', id: 1, name: 'Ada' } as const;
    expect(withTarget(level, ada)).toBe(level);
    expect(withTarget(level, { ...ada, kind: 'team' }).targets).toHaveLength(3);
    expect(withoutTarget(level, ada).targets.map(({ kind }) => kind)).toEqual(['schedule']);
  });
});

describe('two editions of a policy', () => {
  const other: Draft = {
    ...draft,
    name: 'Night',
    levels: draft.levels.map((level) => ({ ...level, key: level.key + 10 })),
    frequency: 3,
  };

  it('differ where they would be saved as something else', () => {
    expect(differences(draft, other)).toEqual(['name', 'repeating']);
    expect(differences(draft, { ...draft, levels: draft.levels.toReversed() })).toEqual(['levels']);
  });

  it('are the same whatever the keys of their levels and the blanks around their names', () => {
    expect(isSame(draft, { ...other, name: ' Around the clock ', frequency: 2 })).toBe(true);
    expect(isSame(draft, emptyDraft)).toBe(false);
  });

  it('do not differ by how often they would repeat if they did', () => {
    expect(differences({ ...draft, repeating: false }, { ...other, name: draft.name, repeating: false })).toEqual([]);
  });
});

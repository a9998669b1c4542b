import { describe, expect, it } from 'vitest';
import { currentEdition } from '../../functions/domain/schedule/edition.ts';
import type { TeamRole } from '../../functions/domain/team/team.ts';
import {
  leavesLayerEmpty,
  leavesLevelEmpty,
  policyInPlace,
  scheduleInPlace,
  teamInPlace,
} from '../../functions/domain/user/in-place-of.ts';
import { aPolicy, at, tenOClock } from '../support/factories.ts';
import { aSchedule, aTeam } from '../support/schedules.ts';

/* Person 1 leaves, and 9 takes their place. */
const succession = { from: 1, to: 9 };

const levelsOf = (levels: number[][]) =>
  policyInPlace(aPolicy(levels), succession).levels.map(({ targets }) => targets.map(({ id }) => id));

describe('a policy', () => {
  it.each<[string, number[][], number[][]]>([
    ['keeps the order of its levels and people', [[2, 1, 3], [1]], [[2, 9, 3], [9]]],
    ['has nobody twice on a level', [[1, 9, 2], [9, 1], [2]], [[9, 2], [9], [2]]],
    ['stays as it is on levels that do not name the one who leaves', [[9, 9], [1]], [[9, 9], [9]]],
  ])('%s', (_what, before, after) => {
    expect(levelsOf(before)).toEqual(after);
  });

  it('names teams and schedules of the same number as before', () => {
    const targets = [
      { kind: 'team' as const, id: 1 },
      { kind: 'schedule' as const, id: 1 },
    ];
    const policy = { ...aPolicy([]), levels: [{ escalationTimeout: 5, targets }] };
    expect(policyInPlace(policy, succession)).toEqual(policy);
    expect(leavesLevelEmpty(policy, 1)).toBe(false);
  });

  it.each<[number[][], boolean]>([
    [[[1, 2], [2]], false],
    [[[1, 2], [1]], true],
    [[[], [2]], false],
  ])('of levels %j would have an empty one without 1: %s', (levels, isEmpty) => {
    expect(leavesLevelEmpty(aPolicy(levels), 1)).toBe(isEmpty);
  });
});

describe('a schedule', () => {
  const later = at('2026-11-21T12:00:00Z');

  it('has the successor in every layer once, from now on', () => {
    const [layer] = currentEdition(aSchedule([1, 2])).layers;
    if (layer === undefined) expect.fail('no layer');
    const edition = { from: tenOClock, layers: [layer, { ...layer, users: [9, 1, 3] }], shifts: [] };
    const before = aSchedule([], { editions: [edition] });
    const after = scheduleInPlace(before, succession, later);
    expect(currentEdition(after).layers.map(({ users }) => users)).toEqual([
      [9, 2],
      [9, 3],
    ]);
    expect(after.editions[0]?.layers.map(({ users }) => users)).toEqual([
      [1, 2],
      [9, 1, 3],
    ]);
    expect(scheduleInPlace(after, succession, at('2026-11-21T13:00:00Z'))).toEqual(after);
  });

  it('has the successor in every shift', () => {
    const shifts = [
      { userId: 1, start: '2026-11-20T10:00', end: '2026-11-20T12:00' },
      { userId: 2, start: '2026-11-22T10:00', end: '2026-11-22T12:00' },
      { userId: 1, start: '2026-11-23T10:00', end: '2026-11-23T12:00' },
    ];
    const before = aSchedule([], { editions: [{ from: tenOClock, layers: [], shifts }] });
    const after = currentEdition(scheduleInPlace(before, succession, later));
    expect(after.shifts.map(({ userId }) => userId)).toEqual([9, 2, 9]);
    expect([leavesLayerEmpty(before, 1), leavesLayerEmpty(before, 3)]).toEqual([true, false]);
  });

  it('would have an empty layer only where nobody else is in it', () => {
    expect(leavesLayerEmpty(aSchedule([1, 2]), 1)).toBe(false);
    expect(leavesLayerEmpty(aSchedule([1, 1]), 1)).toBe(true);
  });
});

describe('a team', () => {
  it.each<[string, [number, TeamRole][], 'USER' | 'STAKEHOLDER', [number, TeamRole][]]>([
    [
      'gives the role and the place',
      [
        [2, 'USER'],
        [1, 'ADMIN'],
      ],
      'USER',
      [
        [2, 'USER'],
        [9, 'ADMIN'],
      ],
    ],
    [
      'keeps the higher role',
      [
        [9, 'VIEWER'],
        [1, 'RESPONDER'],
      ],
      'USER',
      [[9, 'RESPONDER']],
    ],
    [
      'takes no role away',
      [
        [1, 'VIEWER'],
        [9, 'ADMIN'],
      ],
      'USER',
      [[9, 'ADMIN']],
    ],
    [
      'makes a stakeholder nothing else',
      [
        [1, 'ADMIN'],
        [2, 'USER'],
      ],
      'STAKEHOLDER',
      [
        [9, 'STAKEHOLDER'],
        [2, 'USER'],
      ],
    ],
    [
      'without the one who leaves stays as it is',
      [
        [2, 'USER'],
        [9, 'VIEWER'],
      ],
      'USER',
      [
        [2, 'USER'],
        [9, 'VIEWER'],
      ],
    ],
  ])('%s', (_what, before, role, after) => {
    const members = (of: [number, TeamRole][]) => of.map(([userId, teamRole]) => ({ userId, role: teamRole }));
    const team = { ...aTeam([]), members: members(before) };
    expect(teamInPlace(team, succession, role).members).toEqual(members(after));
  });
});

it.each(['STAKEHOLDER', 'VIEWER', 'RESPONDER', 'USER', 'ADMIN'] as const)(
  'a member who had a lower role in the team than the %s before them has that one',
  (role) => {
    const ranks: TeamRole[] = ['STAKEHOLDER', 'VIEWER', 'RESPONDER', 'USER', 'ADMIN'];
    for (const own of ranks) {
      const members = [
        { userId: succession.from, role },
        { userId: succession.to, role: own },
      ];
      const higher = ranks.indexOf(own) > ranks.indexOf(role) ? own : role;
      const after = teamInPlace({ ...aTeam([]), members }, succession, 'USER').members;
      expect(after).toEqual([{ userId: succession.to, role: higher }]);
    }
  },
);

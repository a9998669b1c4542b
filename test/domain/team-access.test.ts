import { describe, expect, it } from 'vitest';
import { Role } from '../../functions/domain/access/actor.ts';
import { roleFor, roleRank, teamAccessOf } from '../../functions/domain/access/team-access.ts';
import type { Team, TeamRole } from '../../functions/domain/team/team.ts';
import { Instant } from '../../functions/domain/time.ts';

const at = Instant.parse('2026-03-01T00:00:00.000Z');
const team = (id: number, visibility: Team['visibility'], members: Record<number, TeamRole>): Team => ({
  id,
  version: 1,
  name: `Team ${id}`,
  visibility,
  members: Object.entries(members).map(([userId, role]) => ({ userId: Number(userId), role })),
  createdAt: at,
  updatedAt: at,
});

const me = 7;
const teams = [
  team(1, 'PUBLIC', { [me]: 'USER', 8: 'USER' }),
  team(2, 'PUBLIC', { 8: 'ADMIN' }),
  team(3, 'PRIVATE', { [me]: 'RESPONDER', 9: 'ADMIN' }),
  team(4, 'PRIVATE', { 9: 'USER', 10: 'USER' }),
];
const access = teamAccessOf(me, teams);

it('a role may more the later it stands, the owner most', () => {
  expect(Role.options.map(roleRank)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(Role.options.at(-1)).toBe('OWNER');
});

describe('the role somebody has', () => {
  const none = undefined;
  const rows: [owners: number[], ...Record<string, Role | undefined>[]][] = [
    [[], { STAKEHOLDER: 'STAKEHOLDER', GUEST: 'GUEST', RESPONDER: 'RESPONDER', USER: 'USER', ADMIN: 'ADMIN' }],
    [[1], { STAKEHOLDER: 'STAKEHOLDER', GUEST: 'USER', RESPONDER: 'USER', USER: 'USER', ADMIN: 'ADMIN' }],
    [[2], { STAKEHOLDER: 'STAKEHOLDER', GUEST: 'GUEST', RESPONDER: 'RESPONDER', USER: 'USER', ADMIN: 'ADMIN' }],
    [
      [3],
      { STAKEHOLDER: 'STAKEHOLDER', GUEST: 'RESPONDER', RESPONDER: 'RESPONDER', USER: 'RESPONDER', ADMIN: 'ADMIN' },
    ],
    [[4], { STAKEHOLDER: none, GUEST: none, RESPONDER: none, USER: none, ADMIN: 'ADMIN', OWNER: 'OWNER' }],
    [[2, 4], { USER: none, ADMIN: 'ADMIN' }],
    [[1, 4], { GUEST: 'USER', RESPONDER: 'USER', USER: 'USER' }],
    [[3, 4], { USER: 'RESPONDER' }],
  ];
  it.each(rows)('for what the teams %j own', (owners, expected) => {
    for (const [role, within] of Object.entries(expected ?? {}))
      expect(roleFor(role as Role, owners, access), role).toBe(within);
  });

  it('is what it is where teams mean nothing', () => {
    expect(roleFor('USER', [4], undefined)).toBe('USER');
  });
});

it('people of private teams are unseen but by those who share one with them', () => {
  expect([...access.unseenPeople]).toEqual([10]);
  expect([...teamAccessOf(8, teams).unseenPeople].sort((a, b) => a - b)).toEqual([7, 9, 10]);
});

import { describe, expect, it } from 'vitest';
import { type Actor, Role, type UserActor } from '../../../functions/domain/access/actor.ts';
import { authorize, authorizeAny, authorizeSomewhere } from '../../../functions/domain/access/authorize.ts';
import {
  type Action,
  actions,
  can,
  canSomewhere,
  type Protected,
  seesAll,
} from '../../../functions/domain/access/can.ts';
import { roleFor, type TeamAccess, teamAccessOf } from '../../../functions/domain/access/team-access.ts';
import type { Team, TeamRole } from '../../../functions/domain/team/team.ts';
import { tenOClock } from '../../support/factories.ts';

const person = (role: Role, facts: Partial<UserActor> = {}): UserActor => ({
  kind: 'user',
  userId: 1,
  name: 'Ada',
  role,
  via: 'API',
  person: { firstName: 'Ada', lastName: 'L', email: 'ada@example.com' },
  ...facts,
});
const source: Actor = { kind: 'source', sourceId: 8, name: 'Prometheus', via: 'SOURCE' };
const rolesThat = (action: Action, resource?: Protected) =>
  Role.options.filter((role) => can(person(role), action, resource)).join(' ');

const all = 'VIEWER RESPONDER USER ADMIN OWNER';
const handlers = 'RESPONDER USER ADMIN OWNER';
const editors = 'USER ADMIN OWNER';
const administrators = 'ADMIN OWNER';

it('a tool that has a ticket may answer the alert of that, and nothing else at all', () => {
  const tool: Actor = { kind: 'tool', alertId: 7, actionId: 'A', name: 'Grace', tool: 'Jira', via: 'TICKET' };
  expect(actions.filter((action) => can(tool, action, { id: 7 }))).toEqual(['alert:read', 'alert:respond']);
  expect(actions.filter((action) => can(tool, action, { id: 8 }))).toEqual([]);
  expect(actions.filter((action) => can(tool, action))).toEqual([]);
});

/* The role matrix of docs: what belongs to no team. */
describe('what roles may do', () => {
  it.each<[Action, string]>([
    ['alert:read', all],
    ['alert:create', handlers],
    ['alert:respond', handlers],
    ['policy:read', all],
    ['policy:write', editors],
    ['source:read', all],
    ['source:write', editors],
    ['schedule:read', all],
    ['schedule:write', editors],
    ['schedule:override', handlers],
    ['schedule:override-anyone', editors],
    ['team:read', all],
    ['team:write', administrators],
    ['team:own', administrators],
    ['team:administer', administrators],
    ['support-hours:read', all],
    ['support-hours:write', editors],
    ['maintenance:read', all],
    ['maintenance:write', editors],
    ['monitor:read', all],
    ['monitor:write', editors],
    ['chat-app:read', administrators],
    ['chat-app:write', administrators],
    ['identity-provider:read', administrators],
    ['identity-provider:write', administrators],
    ['user:read', all],
    ['user:write', administrators],
    ['user:administer', administrators],
    ['user:give-account', 'OWNER'],
    ['app:read', administrators],
    ['app:write', administrators],
    ['key-usage:read', administrators],
    ['audit:read', administrators],
    ['system:read', administrators],
  ])('%s is for %s', (action, expected) => {
    expect(rolesThat(action)).toBe(expected);
  });
});

describe('a user', () => {
  it.each<[string, Action, Protected, string]>([
    ['reads and writes themselves, whoever they are', 'user:write', { id: 1 }, Role.options.join(' ')],
    ['reads themselves', 'user:read', { id: 1 }, Role.options.join(' ')],
    ['does not administer themselves by that', 'user:administer', { id: 1 }, administrators],
    ['is written by administrators', 'user:write', { id: 2 }, administrators],
    ['who is the owner is written by nobody else', 'user:write', { id: 2, role: 'OWNER' }, ''],
    ['who is the owner is administered by nobody else', 'user:administer', { id: 2, role: 'OWNER' }, ''],
    ['who is the owner administers themselves', 'user:administer', { id: 1, role: 'OWNER' }, Role.options.join(' ')],
    ['who is the owner is read by all', 'user:read', { id: 2, role: 'OWNER' }, all],
  ])('%s', (_what, action, resource, expected) => {
    expect(rolesThat(action, resource)).toBe(expected);
  });

  it('whom one shares no private team with is seen by administrators alone', () => {
    const teams: TeamAccess = { roles: new Map(), privateTeams: new Set([7]), unseenPeople: new Set([2]) };
    const seen = (id: number) =>
      Role.options.filter((role) => can(person(role, { teams }), 'user:read', { id })).join(' ');
    expect(seen(2)).toBe(administrators);
    expect(seen(3)).toBe(all);
    expect(can(person('USER', { teams }), 'user:read')).toBe(true);
  });
});

describe('a source', () => {
  it('acts on its own alerts and on nothing else', () => {
    expect(can(source, 'alert:respond', { source: { id: 8 } })).toBe(true);
    expect(can(source, 'alert:respond', { source: { id: 9 } })).toBe(false);
    expect(can(source, 'alert:read')).toBe(false);
    expect(can(source, 'source:read', { source: { id: 8 } })).toBe(false);
  });
});

const aTeam = (facts: Partial<Team>): Team => ({
  id: 7,
  version: 1,
  name: 'Shop',
  visibility: 'PUBLIC',
  members: [],
  createdAt: tenOClock,
  updatedAt: tenOClock,
  ...facts,
});
const member = (role: TeamRole, userId = 1) => ({ userId, role });

describe('a team', () => {
  it.each<[string, Action, Team, string]>([
    ['that is public is read by all', 'team:read', aTeam({}), all],
    ['that is private is read by administrators', 'team:read', aTeam({ visibility: 'PRIVATE' }), administrators],
    [
      'is read by its members but stakeholders',
      'team:read',
      aTeam({ visibility: 'PRIVATE', members: [member('RESPONDER')] }),
      'GUEST VIEWER RESPONDER USER ADMIN OWNER',
    ],
    [
      'is written by its admins',
      'team:write',
      aTeam({ members: [member('ADMIN')] }),
      'GUEST VIEWER RESPONDER USER ADMIN OWNER',
    ],
    ['is not written by its users', 'team:write', aTeam({ members: [member('USER')] }), administrators],
    ['of others is not written by its admins', 'team:write', aTeam({ members: [member('ADMIN', 2)] }), administrators],
    ['that is public owns what editors give it', 'team:own', aTeam({}), editors],
    ['that is private owns what administrators give it', 'team:own', aTeam({ visibility: 'PRIVATE' }), administrators],
    [
      'owns what its users give it',
      'team:own',
      aTeam({ visibility: 'PRIVATE', members: [member('USER')] }),
      'GUEST VIEWER RESPONDER USER ADMIN OWNER',
    ],
    [
      'owns what its admins give it',
      'team:own',
      aTeam({ visibility: 'PRIVATE', members: [member('ADMIN')] }),
      'GUEST VIEWER RESPONDER USER ADMIN OWNER',
    ],
    [
      'is read by its members, however many they are',
      'team:read',
      aTeam({ visibility: 'PRIVATE', members: [member('USER', 2), member('USER')] }),
      'GUEST VIEWER RESPONDER USER ADMIN OWNER',
    ],
    [
      'owns nothing of its responders',
      'team:own',
      aTeam({ visibility: 'PRIVATE', members: [member('RESPONDER')] }),
      administrators,
    ],
    [
      'is deleted by administrators, member or not',
      'team:administer',
      aTeam({ members: [member('ADMIN')] }),
      administrators,
    ],
  ])('%s', (_what, action, team, expected) => {
    expect(rolesThat(action, team)).toBe(expected);
  });
});

it('nobody but administrators may let a team own things of which nobody knows the members', () => {
  expect(rolesThat('team:own', { visibility: 'PUBLIC' })).toBe(administrators);
});

describe('what belongs to teams', () => {
  const access = (roles: readonly [number, TeamRole][], privateTeams: readonly number[] = []): TeamAccess => ({
    roles: new Map(roles),
    privateTeams: new Set(privateTeams),
    unseenPeople: new Set(),
  });

  it.each<[string, Role, number[], TeamAccess | undefined, Role | undefined]>([
    ['to none', 'VIEWER', [], access([[7, 'ADMIN']]), 'VIEWER'],
    ['to some, for whom nothing is known', 'VIEWER', [7], undefined, 'VIEWER'],
    ['to a public team of others', 'VIEWER', [7], access([]), 'VIEWER'],
    ['to a public team of theirs, more', 'VIEWER', [7], access([[7, 'USER']]), 'USER'],
    ['to a public team of theirs, not less', 'USER', [7], access([[7, 'VIEWER']]), 'USER'],
    ['to a private team of others', 'USER', [7], access([], [7]), undefined],
    ['to a private team of theirs, less', 'USER', [7], access([[7, 'VIEWER']], [7]), 'VIEWER'],
    ['to a private team of others and a public one', 'USER', [7, 8], access([], [7]), undefined],
    ['to a private team of others and a public one of theirs', 'USER', [7, 8], access([[8, 'VIEWER']], [7]), 'USER'],
    [
      'to two of theirs',
      'GUEST',
      [7, 8],
      access(
        [
          [7, 'RESPONDER'],
          [8, 'VIEWER'],
        ],
        [7, 8],
      ),
      'RESPONDER',
    ],
    ['to anybody, for an administrator', 'ADMIN', [7], access([], [7]), 'ADMIN'],
    ['to anybody, for the owner', 'OWNER', [7], access([[7, 'VIEWER']], [7]), 'OWNER'],
    ['to a team of a stakeholder', 'STAKEHOLDER', [7], access([[7, 'ADMIN']], [7]), 'STAKEHOLDER'],
  ])('%s gives a %s of teams %j the role there', (_whom, role, owners, teams, expected) => {
    expect(roleFor(role, owners, teams)).toBe(expected);
    const may = can(person(role, teams && { teams }), 'policy:write', { teams: owners });
    expect(may).toBe(expected !== undefined && editors.split(' ').includes(expected));
  });

  it('is told by all teams of the account together', () => {
    const teams = [
      aTeam({ id: 1, visibility: 'PRIVATE', members: [member('USER', 1), member('USER', 2)] }),
      aTeam({ id: 2, visibility: 'PRIVATE', members: [member('USER', 2), member('USER', 3)] }),
      aTeam({ id: 3, members: [member('ADMIN', 1), member('USER', 4)] }),
    ];
    expect(teamAccessOf(1, teams)).toEqual({
      roles: new Map([
        [1, 'USER'],
        [3, 'ADMIN'],
      ]),
      privateTeams: new Set([1, 2]),
      unseenPeople: new Set([3]),
    });
  });

  it('is hidden from nobody where no team is private, nor from administrators', () => {
    const some = access([], [7]);
    expect(
      [person('VIEWER'), person('VIEWER', { teams: access([]) }), person('ADMIN', { teams: some }), source].map(
        seesAll,
      ),
    ).toEqual([true, true, true, true]);
    expect([person('VIEWER', { teams: some }), person('GUEST', { teams: access([]) })].map(seesAll)).toEqual([
      false,
      false,
    ]);
  });

  it('is for stakeholders to see services and pages of their teams, and for nobody else by that', () => {
    const rolesIn = (action: Action, teams: TeamAccess) =>
      Role.options.filter((role) => can(person(role, { teams }), action, { teams: [7] })).join(' ');
    const mine = access([[7, 'STAKEHOLDER']], [7]);
    expect(rolesIn('service:read', mine)).toBe('STAKEHOLDER ADMIN OWNER');
    expect(rolesIn('status-page:read', mine)).toBe('STAKEHOLDER ADMIN OWNER');
    expect(rolesIn('policy:read', mine)).toBe('ADMIN OWNER');
    expect(can(person('STAKEHOLDER', { teams: mine }), 'service:read', { teams: [7, 9] })).toBe(true);
    expect(can(person('STAKEHOLDER', { teams: mine }), 'service:read', { teams: [9] })).toBe(false);
    expect(rolesIn('service:read', access([], [7]))).toBe('ADMIN OWNER');
  });

  it('may be somewhere where it is not everywhere', () => {
    const guest = person('GUEST', { teams: access([[7, 'USER']]) });
    expect([can(guest, 'policy:write'), canSomewhere(guest, 'policy:write')]).toEqual([false, true]);
    expect(canSomewhere(person('GUEST', { teams: access([[7, 'VIEWER']]) }), 'policy:write')).toBe(false);
    expect(canSomewhere(person('GUEST'), 'policy:write')).toBe(false);
    expect(canSomewhere(person('USER'), 'policy:write')).toBe(true);
    expect(canSomewhere(source, 'policy:write')).toBe(false);
    expect(() => authorizeSomewhere(guest, 'policy:write')).not.toThrow();
    expect(() => authorizeSomewhere(person('GUEST'), 'policy:write')).toThrow('Ada may not do this (policy:write)');
  });
});

describe('a refusal', () => {
  const viewer = person('VIEWER');
  it.each<[string, Actor, Action, Protected | undefined, string | undefined]>([
    ['of what is absent says so', viewer, 'policy:read', undefined, 'escalation policy 5 was not found'],
    ['of what may not be seen says the same', person('GUEST'), 'source:read', {}, 'alert source 5 was not found'],
    ['of what may only be seen says that', viewer, 'schedule:write', {}, 'Ada may not change schedule 5'],
    ['is none of what is allowed', viewer, 'monitor:read', {}, undefined],
  ])('%s', (_what, actor, action, resource, message) => {
    const ask = () => authorize(actor, action, resource, 5);
    if (message === undefined) expect(ask).not.toThrow();
    else expect(ask).toThrow(message);
  });

  it.each<[Action, string]>([
    ['alert:read', 'alert'],
    ['team:read', 'team'],
    ['support-hours:write', 'support hours'],
    ['maintenance:write', 'maintenance window'],
    ['monitor:write', 'heartbeat monitor'],
    ['identity-provider:read', 'identity provider'],
    ['user:read', 'user'],
    ['app:read', 'app'],
    ['key-usage:read', 'usage report'],
    ['audit:read', 'audit log'],
    ['system:read', 'state of the system'],
  ])('of %s names the %s', (action, name) => {
    expect(() => authorize(viewer, action, undefined, 5)).toThrow(`${name} 5 was not found`);
  });

  it('of what there is none of yet names the right', () => {
    expect(() => authorizeAny(viewer, 'alert:create')).toThrow('Ada may not do this (alert:create)');
    expect(() => authorizeAny(viewer, 'alert:read')).not.toThrow();
    expect(() => authorizeAny(person('USER'), 'policy:write', { hidden: true })).toThrow('may not do this');
  });
});

import { describe, expect, it } from 'vitest';
import { type Role, system, type UserActor } from '../../../functions/domain/access/actor.ts';
import { audienceOf, maySeePage } from '../../../functions/domain/page/may-see.ts';
import type { StatusPage } from '../../../functions/domain/page/status-page.ts';
import type { TeamRole } from '../../../functions/domain/team/team.ts';
import { aStatusPage } from '../../support/factories.ts';

const [own, ownPrivate, other, otherPrivate] = [1, 2, 3, 4] as const;

const actor = (role: Role, teamRole: TeamRole = 'RESPONDER'): UserActor => ({
  kind: 'user',
  userId: 20,
  name: 'Ada',
  role,
  via: 'API',
  teams: {
    roles: new Map([own, ownPrivate].map((id) => [id, teamRole])),
    privateTeams: new Set([ownPrivate, otherPrivate]),
    unseenPeople: new Set(),
  },
  person: { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com' },
});

const roles = ['STAKEHOLDER', 'GUEST', 'VIEWER', 'RESPONDER', 'USER', 'ADMIN', 'OWNER'] as const;
const seenBy = (facts: Partial<StatusPage>, teamRole?: TeamRole) =>
  roles.map((role) => (maySeePage(actor(role, teamRole), aStatusPage(5, facts)) ? '+' : '-')).join('');
const isPrivate = { visibility: 'PRIVATE' } as const;

describe('who sees a page', () => {
  // Stakeholder, guest, viewer, responder, user, admin, owner.
  it.each<[string, Partial<StatusPage>, string]>([
    ['public', {}, '+++++++'],
    ['public of a private team', { teams: [otherPrivate] }, '+++++++'],
    ['private of nobody', isPrivate, '--+++++'],
    ['private of an own team', { ...isPrivate, teams: [own] }, '+++++++'],
    ['private of an own private team', { ...isPrivate, teams: [ownPrivate] }, '+++++++'],
    ['private of another team', { ...isPrivate, teams: [other] }, '--+++++'],
    ['private of another private team', { ...isPrivate, teams: [otherPrivate] }, '-----++'],
    ['private of another private team and an own', { ...isPrivate, teams: [otherPrivate, own] }, '+++++++'],
    ['private for all', { ...isPrivate, accountWideView: true, teams: [otherPrivate] }, '+++++++'],
    ['audience-specific', { ...isPrivate, audienceSpecific: true, teams: [otherPrivate] }, '+++++++'],
  ])('that is %s', (_what, facts, expected) => expect(seenBy(facts)).toBe(expected));

  it('members see it whatever they are in the team', () => {
    expect(seenBy({ ...isPrivate, teams: [ownPrivate] }, 'STAKEHOLDER')).toBe('+++++++');
  });

  it('an alert source sees public ones only', () => {
    const source = { kind: 'source', sourceId: 8, name: 'Grafana', via: 'SOURCE' } as const;
    expect([aStatusPage(5), aStatusPage(5, isPrivate)].map((page) => maySeePage(source, page))).toEqual([true, false]);
    expect(maySeePage(system, aStatusPage(5, isPrivate))).toBe(true);
  });
});

describe('what somebody sees of an audience-specific page', () => {
  const things = {
    services: [
      { id: 11, teams: [own] },
      { id: 12, teams: [other] },
      { id: 13, teams: [] },
      { id: 14, teams: [otherPrivate, ownPrivate] },
    ],
    metrics: [
      { id: 21, teams: [ownPrivate] },
      { id: 22, teams: [] },
    ],
  };
  const page = aStatusPage(5, { ...isPrivate, audienceSpecific: true });

  it.each<Role>(['STAKEHOLDER', 'GUEST', 'VIEWER', 'RESPONDER', 'USER'])(
    'is what a team owns that they are a member of, for a %s',
    (role) => {
      const seen = audienceOf(actor(role), page, things);
      expect([...(seen?.services ?? [])]).toEqual([11, 14]);
      expect([...(seen?.metrics ?? [])]).toEqual([21]);
    },
  );

  it.each<Role>(['ADMIN', 'OWNER'])('is all of it for an %s', (role) =>
    expect(audienceOf(actor(role), page, things)).toBeUndefined(),
  );

  it('is all of it for what Tocsin does itself', () => expect(audienceOf(system, page, things)).toBeUndefined());

  it('is all of it on other pages', () => {
    expect(audienceOf(actor('VIEWER'), aStatusPage(5, isPrivate), things)).toBeUndefined();
  });

  it('is nothing for an alert source', () => {
    const source = { kind: 'source', sourceId: 8, name: 'Grafana', via: 'SOURCE' } as const;
    expect(audienceOf(source, page, things)?.services.size).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import type { UserActor } from '../../../functions/domain/access/actor.ts';
import type { PageSubscriber } from '../../../functions/domain/subscriber/page-subscriber.ts';
import type { TeamRole } from '../../../functions/domain/team/team.ts';
import { type Audiences, isFollower, recipientsOf } from '../../../functions/domain/telling/recipients.ts';
import type { User } from '../../../functions/domain/user/user.ts';
import { aService, aStatusPage, at, aUser, tenOClock as ten } from '../../support/factories.ts';

const outsider = (id: number, target: string, more: Partial<PageSubscriber> = {}): PageSubscriber => ({
  id,
  version: 0,
  pageId: 1,
  type: 'EMAIL',
  target,
  locale: 'en-GB',
  services: [],
  status: 'CONFIRMED',
  createdAt: ten,
  ...more,
});

type Roles = Readonly<Record<number, TeamRole>>;
function insider(user: User, teams: Roles = {}, privateTeams: readonly number[] = []) {
  const roles = new Map(Object.entries(teams).map(([id, role]) => [Number(id), role]));
  const access = { roles, privateTeams: new Set(privateTeams), unseenPeople: new Set<number>() };
  const { id: userId, role, firstName, lastName, email } = user;
  const person = { firstName, lastName, email };
  const actor: UserActor = { kind: 'user', userId, name: firstName, role, via: 'API', teams: access, person };
  return { user, actor };
}

const byUser = (id: number) => ({ type: 'USER' as const, id });
const byTeam = (id: number) => ({ type: 'TEAM' as const, id });
const nobody: Audiences = { services: [], pages: [], outside: new Map(), followers: [], insiders: [] };
const told = (audiences: Partial<Audiences>) => recipientsOf({ ...nobody, ...audiences }, ten);
const briefly = (audiences: Partial<Audiences>) =>
  told(audiences).map(({ channel, target, pageId, services }) => [channel, target, pageId, services]);

describe('who follows something', () => {
  const { actor } = insider(aUser(1), { 5: 'USER' });
  it.each([
    ['by name', [byUser(1)], true],
    ['as a member of a team', [byTeam(5)], true],
    ['of one team of several', [byTeam(6), byTeam(5)], true],
    ['not by the name of another', [byUser(2)], false],
    ['not by a team of others', [byTeam(6)], false],
    ['not by a team that has the id of a user, or the other way round', [byTeam(1), byUser(5)], false],
    ['not as a member, who has said no', [byTeam(5), { ...byUser(1), isOut: true as const }], false],
    ['by name, whatever another has said', [{ ...byUser(2), isOut: true as const }, byUser(1)], true],
    ['nothing that nobody follows', [], false],
  ])('is a follower %s', (_name, subscribers, isOne) => {
    expect(isFollower(actor, subscribers)).toBe(isOne);
  });

  it('has no teams where there are none', () => {
    expect(isFollower({ userId: 1 }, [byTeam(5)])).toBe(false);
  });
});

describe('people outside', () => {
  const services = [aService(3), aService(1), aService(2)];
  const page = aStatusPage(1, { services: [1, 2, 3] });

  it('are told of what the page shows of it, or of what they want of that, in its order', () => {
    const outside = new Map([
      [
        1,
        [
          outsider(11, 'all@example.com'),
          outsider(12, 'some@example.com', { services: [2, 3, 9], locale: 'de-DE' }),
          outsider(13, 'other@example.com', { services: [9] }),
          outsider(14, 'pending@example.com', { status: 'PENDING' }),
          outsider(15, '+491510001', { type: 'SMS', services: [1] }),
        ],
      ],
    ]);
    const pages = [aStatusPage(1, { services: [1, 2] })];
    expect(told({ services, pages, outside })).toEqual([
      { channel: 'EMAIL', target: 'all@example.com', language: 'en', pageId: 1, subscriberId: 11, services: [1, 2] },
      { channel: 'EMAIL', target: 'some@example.com', language: 'de', pageId: 1, subscriberId: 12, services: [2] },
      { channel: 'SMS', target: '+491510001', language: 'en', pageId: 1, subscriberId: 15, services: [1] },
    ]);
  });

  it('are told by public pages alone', () => {
    const outside = new Map([[1, [outsider(11, 'all@example.com')]]]);
    expect(told({ services, pages: [{ ...page, visibility: 'PRIVATE' }], outside })).toEqual([]);
    expect(told({ services, pages: [aStatusPage(2, { services: [1] })], outside })).toEqual([]);
  });

  it('are told once, by the first page that means them, of all that any page does', () => {
    const pages = [aStatusPage(1, { services: [2] }), aStatusPage(2, { services: [3, 2] })];
    const outside = new Map([
      [1, [outsider(11, 'ada@example.com')]],
      [2, [outsider(21, 'Ada@Example.com'), outsider(22, 'ada@example.com', { type: 'WEBHOOK' })]],
    ]);
    expect(told({ services, pages, outside }).map(({ language: _language, ...rest }) => rest)).toEqual([
      { channel: 'EMAIL', target: 'ada@example.com', pageId: 1, subscriberId: 11, services: [3, 2] },
      { channel: 'WEBHOOK', target: 'ada@example.com', pageId: 2, subscriberId: 22, services: [3, 2] },
    ]);
  });
});

describe('people inside', () => {
  const mail = 'user1@example.com';
  const followed = aService(1, { subscribers: [byUser(1)] });

  it('are told of the services that they follow', () => {
    const services = [followed, aService(2), aService(3, { subscribers: [byTeam(5)] })];
    expect(told({ services, insiders: [insider(aUser(1, { language: 'de' }), { 5: 'USER' })] })).toEqual([
      { channel: 'EMAIL', target: mail, language: 'de', userId: 1, services: [1, 3] },
    ]);
  });

  it('are told of all that an incident is about when they follow that, as far as they may', () => {
    const services = [aService(1), aService(2, { teams: [9] }), aService(3)];
    const followers = [byUser(1)];
    const one = insider(aUser(1), {}, [9]);
    expect(briefly({ services, followers, insiders: [one] })).toEqual([['EMAIL', mail, undefined, [1, 3]]]);
    expect(briefly({ services, followers: [byUser(2)], insiders: [one] })).toEqual([]);
    expect(briefly({ services, followers, insiders: [insider(aUser(1, { role: 'GUEST' }))] })).toEqual([]);
    const hidden = [aService(2, { teams: [9], subscribers: [byUser(1)] })];
    expect(briefly({ services: hidden, insiders: [one] })).toEqual([]);
  });

  it('are told by pages that they follow and may see, of what those show them', () => {
    const services = [aService(1), aService(2), aService(3, { teams: [5] })];
    const page = aStatusPage(4, { services: [3, 2], subscribers: [byUser(1)] });
    const one = insider(aUser(1), { 5: 'USER' });
    const stakeholder = insider(aUser(1, { role: 'STAKEHOLDER' }), { 5: 'USER' });
    const audiences = { services, pages: [page], insiders: [one] };
    expect(briefly(audiences)).toEqual([['EMAIL', mail, 4, [2, 3]]]);
    const own = { ...page, visibility: 'PRIVATE' as const, teams: [8] };
    expect(briefly({ ...audiences, pages: [own], insiders: [stakeholder] })).toEqual([]);
    const forAudiences = { ...own, audienceSpecific: true };
    expect(briefly({ ...audiences, pages: [forAudiences] })).toEqual([['EMAIL', mail, 4, [3]]]);
    expect(briefly({ ...audiences, pages: [{ ...page, subscribers: [byUser(2)] }] })).toEqual([]);
  });

  it('are told by the first page that shows them what they hear of, though they do not follow the page', () => {
    const pages = [
      aStatusPage(6, { services: [2] }),
      aStatusPage(7, { services: [1] }),
      aStatusPage(8, { services: [1] }),
    ];
    expect(briefly({ services: [followed, aService(2)], pages, insiders: [insider(aUser(1))] })).toEqual([
      ['EMAIL', mail, 7, [1]],
    ]);
    const more = [aStatusPage(5, { services: [1, 2] }), ...pages];
    expect(briefly({ services: [followed, aService(2)], pages: more, insiders: [insider(aUser(1))] })).toEqual([
      ['EMAIL', mail, 5, [1]],
    ]);
  });

  it('are told once with what they follow outside', () => {
    const services = [aService(2), followed];
    const pages = [aStatusPage(1, { services: [2] })];
    const outside = new Map([[1, [outsider(11, 'user1@example.com')]]]);
    const [only, ...others] = told({ services, pages, outside, insiders: [insider(aUser(1))] });
    expect(only).toMatchObject({ subscriberId: 11, pageId: 1, services: [2, 1] });
    expect(only).not.toHaveProperty('userId');
    expect(others).toEqual([]);
  });

  it.each([
    ['hidden', { hidden: true }, false],
    ['muted', { mutedUntil: at('2026-11-21T10:00:01Z') }, false],
    ['muted until now', { mutedUntil: ten }, true],
  ])('are not told while they are %s', (_name, facts, isTold) => {
    expect(told({ services: [followed], insiders: [insider(aUser(1, facts))] })).toHaveLength(isTold ? 1 : 0);
  });
});

describe('where people inside are told', () => {
  const services = [aService(1, { subscribers: [byUser(1)] })];
  const plain = aUser(1);
  const placesOf = (facts: Partial<User>) =>
    told({ services, insiders: [insider(aUser(1, facts))] }).map(({ channel, target }) => `${channel} ${target}`);
  const by = (...subscriptions: User['preferences']['subscriptions']) => ({
    preferences: { ...plain.preferences, subscriptions },
  });
  const [email] = plain.emails;
  const [phone] = plain.phones;
  if (email === undefined || phone === undefined) throw new Error('the user has no contacts');
  const second = { ...email, id: 19, address: 'second@example.com', target: 'second@example.com' };

  it('is where they have chosen', () => {
    const emails = [email, second];
    const viaMail = { id: 1, method: 'EMAIL' as const, contactId: 19 };
    const viaText = { id: 2, method: 'SMS' as const, contactId: 12 };
    const chosen = by(viaMail, viaText, { id: 3, method: 'PUSH' });
    expect(placesOf({ ...chosen, emails })).toEqual(['EMAIL second@example.com', `SMS ${phone.e164}`, 'PUSH token-1']);
    expect(placesOf({ ...by(viaText), phones: [{ ...phone, id: 77 }] })).toEqual([]);
    expect(placesOf({ ...by(viaText), phones: [{ ...phone, status: 'LOCKED', optedOut: true }] })).toEqual([]);
    expect(placesOf({ ...by(viaMail), emails: [email] })).toEqual([]);
    expect(placesOf({ ...by({ id: 3, method: 'PUSH' }), devices: [] })).toEqual([]);
    expect(placesOf({ ...by(viaMail), emails: [email, { ...second, verified: false }] })).toEqual([]);
  });

  it('is the address they sign in with, else another that works', () => {
    expect(placesOf({ emails: [second, email], email: 'User1@Example.com' })).toEqual(['EMAIL user1@example.com']);
    expect(placesOf({ emails: [second, email], email: 'x@example.com' })).toEqual(['EMAIL second@example.com']);
    expect(placesOf({ emails: [{ ...email, status: 'BLACKLISTED' }, second] })).toEqual(['EMAIL second@example.com']);
    expect(placesOf({ emails: [] })).toEqual([]);
    const again = { ...second, address: 'user1@example.com', id: 20, target: 'again@example.com' };
    expect(placesOf({ emails: [again, email], email: 'x@example.com' })).toEqual(['EMAIL user1@example.com']);
  });
});

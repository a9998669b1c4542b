import { describe, expect, it } from 'vitest';
import type { Role } from '../../../functions/domain/access/actor.ts';
import type { StatusPage } from '../../../functions/domain/page/status-page.ts';
import { createIncident } from '../../../functions/usecases/incident/write.ts';
import { maintenanceFrom } from '../../../functions/usecases/maintenance/from-input.ts';
import { changePageFollowers } from '../../../functions/usecases/page/follow.ts';
import { statusPageFrom } from '../../../functions/usecases/page/from-input.ts';
import { presentStatusPages } from '../../../functions/usecases/page/present.ts';
import { aMetric, aService, aStatusPage, tenOClock } from '../../support/factories.ts';
import { aTeam } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

/** Services 11 (of nobody), 12 (of the private team 601), metric 60 and a page of them all. */
async function aPageWorld() {
  const teams = [aTeam([2], { id: 601, name: 'Cell', visibility: 'PRIVATE' })];
  const world = await aWorld({ teams });
  await world.store.services.create(aService(11));
  await world.store.services.create(aService(12, { teams: [601] }));
  await world.store.metrics.create(aMetric(60));
  const as = (role: Role = 'USER', userId = 1) => {
    const { actor, ...ctx } = world.as(userId);
    const own = { roles: new Map(), privateTeams: new Set([601]), unseenPeople: new Set<number>() };
    const isAdministrator = role === 'ADMIN' || role === 'OWNER';
    return {
      ...ctx,
      settings: { ...ctx.settings, pagesDomain: 'pages.example.com' },
      actor: { ...actor, role, ...(!isAdministrator && { teams: own }) },
    };
  };
  const show = async (facts: Partial<StatusPage>, { role = 'USER', include = '' }: { role?: Role; include?: string }) =>
    (await presentStatusPages(as(role), [aStatusPage(50, facts)], new Set(include.split(' '))))[0];
  return { ...world, as, show };
}

describe('a status page on the wire', () => {
  it('says all that was set, and who is let in by address only to who may change it', async () => {
    const { show } = await aPageWorld();
    const child = { id: 11, type: 'SERVICE' as const, options: [] };
    const facts: Partial<StatusPage> = {
      domain: 'status.acme.org',
      timezone: 'Europe/Berlin',
      visibility: 'PRIVATE',
      accountWideView: true,
      hiddenFromSearch: true,
      pageTitle: 'Acme',
      pageDescription: 'How we do',
      appearance: 'DARK',
      customCss: 'a{}',
      faviconUrl: 'https://acme.org/f.png',
      logoUrl: 'https://acme.org/l.png',
      logoRedirectUrl: 'https://acme.org',
      announcement: 'Prices rise.',
      announcementOnPage: true,
      announcementInWidget: false,
      ipWhitelist: ['192.0.2.0/24'],
      emailWhitelist: ['guest@example.com'],
      services: [11],
      metrics: [60],
      elements: [{ type: 'GROUP', id: 1, options: ['expand'], children: [child] }],
      groups: [{ id: 1, name: 'Core', createdAt: tenOClock, updatedAt: tenOClock }],
    };
    const { ipWhitelist, emailWhitelist, services: _ids, metrics: _numbers, groups: _full, elements, ...told } = facts;
    const expected = {
      ...told,
      id: 50,
      name: 'Page 50',
      subdomain: 'page-50',
      url: 'https://page-50.pages.example.com/',
      activated: false,
      audienceSpecific: false,
      showSubscribeAction: true,
      showIncidentHistoryOption: true,
      pageLayout: 'SINGLE_COLUMN',
      themeMode: 'dark',
      createdAt: tenOClock,
      updatedAt: tenOClock,
      status: 'OPERATIONAL',
      teams: [],
      services: [{ id: 11, name: 'Service 11', status: 'OPERATIONAL' }],
      metrics: [{ id: 60, name: 'Metric 60' }],
      structure: { elements },
    };
    expect(await show(facts, { role: 'VIEWER' })).toEqual(expected);
    expect(await show(facts, { role: 'ADMIN', include: 'groups subscribed' })).toEqual({
      ...expected,
      ipWhitelist,
      emailWhitelist,
      groups: [{ id: 1, name: 'Core' }],
      subscribed: false,
    });
  });

  it('is in the worst that its services are in, also hidden ones; one of several audiences only in what one may see', async () => {
    const { show, as } = await aPageWorld();
    await createIncident(as('ADMIN'), {
      summary: 'Down',
      status: 'INVESTIGATING',
      affectedServices: [{ impact: 'MAJOR_OUTAGE', service: { id: 12 } }],
    });
    const page = { visibility: 'PRIVATE' as const, services: [12, 11] };
    const hidden = [{ id: 12 }, { id: 11, name: 'Service 11', status: 'OPERATIONAL' }];
    expect(await show(page, {})).toMatchObject({ status: 'MAJOR_OUTAGE', services: hidden });
    const specific = { ...page, audienceSpecific: true };
    expect(await show(specific, {})).toMatchObject({ status: 'OPERATIONAL', services: hidden });
    expect(await show(specific, { role: 'ADMIN' })).toMatchObject({
      status: 'MAJOR_OUTAGE',
      services: [{ id: 12, name: 'Service 12', status: 'MAJOR_OUTAGE' }, hidden[1]],
    });
  });

  it('is under maintenance while planned work is on', async () => {
    const { show, store, as } = await aPageWorld();
    const times = { timezone: 'UTC', start: '2026-11-21T10:00', end: '2026-11-21T11:00' };
    await store.maintenance.create(
      await maintenanceFrom(as('ADMIN'), { ...times, summary: 'Disks', services: [{ id: 11 }] }),
    );
    const shown = await show({ services: [11] }, {});
    expect(shown).toMatchObject({ status: 'UNDER_MAINTENANCE', services: [{ id: 11, status: 'UNDER_MAINTENANCE' }] });
  });

  it('tells the uptime of the services that the reader may know of, where it is asked for', async () => {
    const { show } = await aPageWorld();
    const uptimes = async (include: string) => {
      const { services } = (await show({ services: [12, 11] }, { include })) as { services: { uptime?: unknown }[] };
      return services.map(({ uptime }) => uptime);
    };
    expect(await uptimes('')).toEqual([undefined, undefined]);
    expect(await uptimes('uptime')).toEqual([
      undefined,
      expect.objectContaining({ uptimePercentage: expect.objectContaining({ p30: 100 }) }),
    ]);
  });
});

describe('a page as it is written', () => {
  const input = { name: 'Acme', subdomain: 'acme', visibility: 'PUBLIC' as const };

  it('has what was left out as it is for everybody, and is new', async () => {
    const { as } = await aPageWorld();
    const made = await statusPageFrom(as(), input);
    expect(made).toEqual({
      ...aStatusPage(made.id),
      ...input,
      version: 0,
      showSubscribeAction: false,
      showIncidentHistoryOption: false,
    });
    expect(made.id).toBeGreaterThan(0);
  });

  it('keeps what was sent as it was sent, also what is empty or off', async () => {
    const { as } = await aPageWorld();
    const sent = { pageTitle: '', announcement: '', announcementOnPage: false, announcementInWidget: false };
    expect(await statusPageFrom(as(), { ...input, ...sent })).toMatchObject(sent);
    const page = await statusPageFrom(as(), { ...input, pageTitle: null, announcementOnPage: null });
    expect(page).not.toHaveProperty('pageTitle');
    expect(page).not.toHaveProperty('announcementOnPage');
  });

  it.each([
    [{ themeMode: 'dark' as const }, 'DARK'],
    [{ appearance: 'LIGHT' as const, themeMode: 'dark' as const }, 'LIGHT'],
    [{ appearance: '' as const, themeMode: '' as const }, undefined],
    [{}, undefined],
  ])('looks as the client says, in the newer or the older word for it: %j', async (said, appearance) => {
    const { as } = await aPageWorld();
    expect((await statusPageFrom(as(), { ...input, ...said })).appearance).toBe(appearance);
  });

  it('keeps its id, its times, groups, owners and followers when it is written anew', async () => {
    const { as, clock } = await aPageWorld();
    const current = aStatusPage(50, {
      activatedAt: tenOClock,
      groups: [{ id: 1, name: 'Core', createdAt: tenOClock, updatedAt: tenOClock }],
      teams: [600],
      subscribers: [{ type: 'USER', id: 2 }],
      services: [12, 4711],
      metrics: [61],
    });
    clock.advance({ minutes: 1 });
    const kept = { services: [{ id: 4711 }, { id: 12 }], metrics: [{ id: 61 }] };
    expect(await statusPageFrom(as(), { ...input, ...kept }, current)).toEqual({
      ...current,
      ...input,
      services: [4711, 12],
      showSubscribeAction: false,
      showIncidentHistoryOption: false,
      updatedAt: clock.now(),
    });
  });

  it('names only services that are there and that its author may know of, by the place of the first wrong one', async () => {
    const { as } = await aPageWorld();
    const wrong = (ids: number[]) => statusPageFrom(as(), { ...input, services: ids.map((id) => ({ id })) });
    await expect(wrong([11, 99])).rejects.toThrow('services[1].id: there is no service 99');
    await expect(wrong([12, 11])).rejects.toThrow('services[0].id: there is no service 12');
    expect((await wrong([11])).services).toEqual([11]);
  });
});

describe('who follows a page', () => {
  async function aFollowedPage(facts: Partial<StatusPage> = { activatedAt: tenOClock }) {
    const world = await aPageWorld();
    await world.store.statusPages.create(aStatusPage(50, { subscribers: [{ type: 'USER', id: 2 }], ...facts }));
    const followers = async () => (await world.store.statusPages.get(50))?.subscribers;
    return { ...world, followers };
  }
  const leave = (type: 'USER' | 'TEAM', id: number) => ({ kind: 'remove', subscriber: { type, id } }) as const;
  const join = (...ids: number[]) => ({ kind: 'add', read: () => ids.map((id) => ({ id })) }) as const;

  it('comes and goes by themselves, and names nobody else, though a team may have the same number', async () => {
    const { as, followers } = await aFollowedPage();
    const own = as('STAKEHOLDER');
    await changePageFollowers(own, 50, join(1));
    expect(await followers()).toEqual([
      { type: 'USER', id: 2 },
      { type: 'USER', id: 1 },
    ]);
    await expect(changePageFollowers(own, 50, join(3))).rejects.toThrow('may subscribe nobody else');
    for (const other of [leave('TEAM', 1), leave('USER', 2)])
      await expect(changePageFollowers(own, 50, other)).rejects.toThrow('may unsubscribe nobody else');
    await changePageFollowers(own, 50, leave('USER', 1));
    expect(await followers()).toEqual([{ type: 'USER', id: 2 }]);
  });

  it('is said by who handles alerts: added to those there are, or instead of them', async () => {
    const { as, followers } = await aFollowedPage();
    await changePageFollowers(as(), 50, join(3));
    expect(await followers()).toEqual([
      { type: 'USER', id: 2 },
      { type: 'USER', id: 3 },
    ]);
    await changePageFollowers(as(), 50, { kind: 'set', read: () => [{ id: 1 }] });
    expect(await followers()).toEqual([{ type: 'USER', id: 1 }]);
    await changePageFollowers(as(), 50, leave('USER', 1));
    expect(await followers()).toEqual([]);
  });

  it.each<[string, Role, Partial<StatusPage>, string | undefined]>([
    ['a reader follows what was not activated yet', 'VIEWER', {}, undefined],
    ['who reads no configuration follows what is there for visitors', 'STAKEHOLDER', {}, 'was not found'],
    ['a guest follows nothing', 'GUEST', { activatedAt: tenOClock }, 'may not subscribe to status page 50'],
  ])('%s: %s', async (_what, role, facts, problem) => {
    const { as } = await aFollowedPage(facts);
    const change = changePageFollowers(as(role), 50, join(1));
    if (problem === undefined) expect((await change).subscribers).toContainEqual({ type: 'USER', id: 1 });
    else await expect(change).rejects.toThrow(problem);
    await expect(changePageFollowers(as(role), 51, join(1))).rejects.toThrow('was not found');
  });
});

import { describe, expect, it } from 'vitest';
import type { Role } from '../../../functions/domain/access/actor.ts';
import type { StatusPage } from '../../../functions/domain/page/status-page.ts';
import { createIncident } from '../../../functions/usecases/incident/write.ts';
import { maintenanceFrom } from '../../../functions/usecases/maintenance/from-input.ts';
import { changePageFollowers } from '../../../functions/usecases/page/follow.ts';
import { presentStatusPages } from '../../../functions/usecases/page/present.ts';
import { aService, aStatusPage, tenOClock } from '../../support/factories.ts';
import { aPageWorld } from './page-world.ts';

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

describe('a page of which little is said', () => {
  it('has no structure and no domain of its own, and counts only services that are there', async () => {
    const { show } = await aPageWorld();
    const page = await show({ services: [99, 11] }, {});
    expect(page).toMatchObject({ domain: '', status: 'OPERATIONAL', services: [{ id: 99 }, { id: 11 }] });
    expect(page).not.toHaveProperty('structure');
    expect(await show({ services: [99] }, {})).toMatchObject({ status: 'OPERATIONAL' });
  });

  it('is in what its own services are in, whatever other pages of a list show', async () => {
    const { as, store } = await aPageWorld();
    await store.services.create(aService(14, { status: 'MAJOR_OUTAGE' }));
    const pages = [aStatusPage(50, { services: [11] }), aStatusPage(51, { services: [11, 14] }), aStatusPage(52)];
    const shown = await presentStatusPages(as('ADMIN'), pages);
    expect(shown.map((page) => (page as { status: string }).status)).toEqual([
      'OPERATIONAL',
      'MAJOR_OUTAGE',
      'OPERATIONAL',
    ]);
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
  const out = (id: number) => ({ type: 'USER', id, isOut: true }) as const;
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

  it('is taken out alone, by themselves or by who handles alerts: who has left before stays out', async () => {
    const all = [{ type: 'TEAM', id: 2 }, { type: 'USER', id: 2 }, out(1)] as const;
    const { as, followers } = await aFollowedPage({ activatedAt: tenOClock, subscribers: [...all, out(3)] });
    await changePageFollowers(as('RESPONDER'), 50, leave('USER', 2));
    expect(await followers()).toEqual([all[0], out(1), out(3)]);
    await changePageFollowers(as('STAKEHOLDER', 2), 50, leave('USER', 2));
    expect(await followers()).toEqual([all[0], out(1), out(3), out(2)]);
  });

  it('may be who sees the page as visitors do, also one of a private team; nobody else', async () => {
    const shown = { activatedAt: tenOClock, teams: [601] };
    const { as, followers } = await aFollowedPage(shown);
    await changePageFollowers(as(), 50, join(1));
    expect(await followers()).toContainEqual({ type: 'USER', id: 1 });
    const hidden = await aFollowedPage({ ...shown, visibility: 'PRIVATE' });
    const guest = hidden.as('GUEST');
    const roles = new Map([[601, 'USER' as const]]);
    const teams = { roles, privateTeams: new Set([601]), unseenPeople: new Set<number>() };
    await changePageFollowers({ ...guest, actor: { ...guest.actor, teams } }, 50, join(1));
    expect(await hidden.followers()).toContainEqual({ type: 'USER', id: 1 });
    for (const role of ['STAKEHOLDER', 'USER'] as const)
      await expect(changePageFollowers(hidden.as(role), 50, join(1))).rejects.toThrow('was not found');
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

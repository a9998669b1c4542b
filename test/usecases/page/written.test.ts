import { describe, expect, it } from 'vitest';
import { statusPageFrom } from '../../../functions/usecases/page/from-input.ts';
import { aStatusPage, tenOClock } from '../../support/factories.ts';
import { aPageWorld } from './page-world.ts';

describe('a page as it is written', () => {
  const input = { name: 'Acme', subdomain: 'acme', visibility: 'PUBLIC' as const };

  it('has what was left out as it is for everybody, and is new', async () => {
    const { as } = await aPageWorld();
    const made = await statusPageFrom(as(), input);
    expect(made).toStrictEqual({
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

  it('lets in who it says, and is arranged as it was sent, an option said or not', async () => {
    const { as } = await aPageWorld();
    const lists = { ipWhitelist: ['192.0.2.0/24'], emailWhitelist: ['guest@example.com'] };
    const guarded = { ...input, visibility: 'PRIVATE' as const, accountWideView: true, ...lists };
    expect(await statusPageFrom(as(), guarded)).toMatchObject({ accountWideView: true, ...lists });
    const specific = { ...input, visibility: 'PRIVATE' as const, audienceSpecific: true };
    expect(await statusPageFrom(as(), specific)).toMatchObject({ audienceSpecific: true });
    const groups = [{ id: 1, name: 'Core', createdAt: tenOClock, updatedAt: tenOClock }];
    const [shop, core] = [
      { id: 11, type: 'SERVICE' as const },
      { id: 1, type: 'GROUP' as const },
    ];
    const structured = (elements: object[], ids = [11]) =>
      statusPageFrom(
        as(),
        { ...input, services: ids.map((id) => ({ id })), structure: { elements } } as typeof input,
        aStatusPage(50, { groups, services: [11, 12] }),
      );
    const options = ['expand'] as const;
    const { elements } = await structured(
      [
        { ...core, children: [shop] },
        { id: 12, type: 'SERVICE', options },
      ],
      [11, 12],
    );
    expect(elements).toStrictEqual([
      { ...core, options: [], children: [{ ...shop, options: [] }] },
      { id: 12, type: 'SERVICE', options },
    ]);
    const child = { ...shop, options: ['no-graph'] as const };
    expect((await structured([{ ...core, options, children: [child] }])).elements).toStrictEqual([
      { ...core, options, children: [child] },
    ]);
    expect((await structured([core])).elements).toStrictEqual([{ ...core, options: [] }]);
    await expect(structured([{ id: 4711, type: 'SERVICE' }])).rejects.toThrow('structure.elements[0].id');
  });

  it.each<[string, object]>([
    ['subdomain', { subdomain: '-' }],
    ['domain', { domain: 'tocsin.example.com' }],
    ['domain', { domain: 'console.example.com' }],
    ['customCss', { customCss: '@import url(https://evil.example/x.css)' }],
    ['metrics[1].id', { metrics: [{ id: 60 }, { id: 4711 }] }],
    ['visibility', { visibility: 'PRIVATE' }],
  ])('is refused, naming %s, for %j', async (field, wrong) => {
    const { as } = await aPageWorld();
    const ctx = as();
    const settings = { ...ctx.settings, consoleUrl: 'https://console.example.com' };
    const current = aStatusPage(50, { activatedAt: tenOClock });
    await expect(statusPageFrom({ ...ctx, settings }, { ...input, ...wrong }, current)).rejects.toThrow(`${field}:`);
    const right = { ...input, customCss: 'a{color:red}', metrics: [{ id: 60 }] };
    expect(await statusPageFrom({ ...ctx, settings }, right, current)).toMatchObject({ metrics: [60] });
  });

  it('names only services that are there and that its author may know of, by the place of the first wrong one', async () => {
    const { as } = await aPageWorld();
    const wrong = (ids: number[]) => statusPageFrom(as(), { ...input, services: ids.map((id) => ({ id })) });
    await expect(wrong([11, 99])).rejects.toThrow('services[1].id: there is no service 99');
    await expect(wrong([12, 11])).rejects.toThrow('services[0].id: there is no service 12');
    expect((await wrong([11])).services).toEqual([11]);
  });
});

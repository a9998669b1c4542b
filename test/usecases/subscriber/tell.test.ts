import { describe, expect, it } from 'vitest';
import type { MaintenanceWindow } from '../../../functions/domain/maintenance/maintenance-window.ts';
import { type Duration, plus } from '../../../functions/domain/time.ts';
import { forgetTarget, heedKeyword } from '../../../functions/usecases/subscriber/forget.ts';
import { confirmSubscriber, subscribe } from '../../../functions/usecases/subscriber/subscribe.ts';
import { presentTellings } from '../../../functions/usecases/telling/present.ts';
import { aService, aStatusPage, aUser, tenOClock } from '../../support/factories.ts';
import { aTellingWorld, open } from './telling-world.ts';

const asking = { sourceIp: '192.0.2.7', language: 'en' as const, rateLimit: 0 };

describe('subscribers of a page', () => {
  it('are told once of each update that is to be told, in their language, by the page', async () => {
    const { aSubscriber, anIncident, anUpdate, work, sent } = await aTellingWorld();
    await aSubscriber('ada@example.com');
    await aSubscriber('grace@example.com', { locale: 'de-DE' });
    await aSubscriber('alan@example.com', { services: [12] });
    await aSubscriber('new@example.com', { status: 'PENDING' });
    await anIncident();
    await work();
    await work();
    expect(sent.map(({ target, subject, fromName }) => [target, subject, fromName])).toEqual([
      ['ada@example.com', '[Investigating] Payments fail', 'Acme'],
      ['grace@example.com', expect.stringContaining('Payments fail'), 'Acme'],
    ]);
    const [ada] = sent;
    expect(ada?.headers?.['List-Unsubscribe']).toMatch(/^<https:\/\/\S+\/subscribe\/remove\/[\w-]{40}>$/);
    expect(ada?.text).toContain('Service 11: ');
    await anUpdate('MONITORING', false);
    await anUpdate('RESOLVED');
    await work();
    expect(sent).toHaveLength(4);
  });

  it('are one person, however many subscriptions lead to them', async () => {
    const user = aUser(1, { email: 'ada@example.com' });
    const contact = {
      id: 5,
      target: 'ada@example.com',
      address: 'ada@example.com',
      status: 'OK' as const,
      verified: true,
    };
    const ada = { ...user, emails: [contact] };
    const world = await aTellingWorld({ users: [ada, aUser(2), aUser(3)] });
    const { store, aSubscriber, anIncident, work, told, ctx } = world;
    await aSubscriber('ada@example.com', { services: [11] });
    const service = await store.services.get(12);
    if (service) await store.services.save({ ...service, subscribers: [{ type: 'USER', id: 1 }] }, service);
    const page = await store.statusPages.get(50);
    if (page) await store.statusPages.save({ ...page, subscribers: [{ type: 'USER', id: 1 }] }, page);
    await anIncident([11, 12]);
    await work();
    expect(told()).toEqual(['ada@example.com']);
    expect(await presentTellings(ctx, 'INCIDENT#900')).toMatchObject([
      { status: 'DONE', recipients: 1, sent: 1, failed: 0, pending: 0 },
    ]);
  });

  it('inside hear only of what they may see, and nothing once they have said no, whatever their team follows', async () => {
    const mailOf = (id: number) => ({
      id: 5,
      target: `u${id}@example.com`,
      address: `u${id}@example.com`,
      status: 'OK' as const,
      verified: true,
    });
    const users = [1, 2, 3].map((id) => ({
      ...aUser(id, { email: `u${id}@example.com`, role: 'USER' }),
      emails: [mailOf(id)],
    }));
    const team = (id: number, members: readonly number[]) => ({
      id,
      version: 0,
      name: `Team ${id}`,
      visibility: 'PUBLIC' as const,
      members: members.map((userId) => ({ userId, role: 'USER' as const })),
      createdAt: tenOClock,
      updatedAt: tenOClock,
    });
    const { store, anIncident, work, sent } = await aTellingWorld({ users, teams: [team(70, [1, 2]), team(71, [3])] });
    await store.services.create(aService(14, { name: 'Secret', teams: [71] }));
    const followers = [
      { type: 'TEAM' as const, id: 70 },
      { type: 'TEAM' as const, id: 71 },
      { type: 'USER' as const, id: 2, isOut: true as const },
    ];
    const closed = { visibility: 'PRIVATE', audienceSpecific: true, activatedAt: tenOClock } as const;
    const own = await store.services.get(13);
    if (own) await store.services.save({ ...own, teams: [70] }, own);
    await store.statusPages.create(
      aStatusPage(51, { ...closed, subdomain: 'closed', services: [13, 14], subscribers: followers }),
    );
    await anIncident([13, 14]);
    await work();
    const heard = sent.map(({ target, text }) => [target, /Service 13/.test(text), /Secret/.test(text)]);
    expect(heard.sort()).toEqual([
      ['u1@example.com', true, false],
      ['u3@example.com', false, true],
    ]);
  });

  it('are 1,300 told in one go, at the pace that is given, with few writes', async () => {
    let writes = 0;
    const world = await aTellingWorld({
      onChange: () => {
        writes += 1;
      },
    });
    const { aSubscriber, anIncident, work, told, turns, ctx } = world;
    for (let index = 0; index < 1300; index += 1) await aSubscriber(`reader${index}@example.com`);
    await anIncident();
    writes = 0;
    await work();
    expect(new Set(told()).size).toBe(1300);
    expect(told()).toHaveLength(1300);
    expect(turns).toHaveLength(1300);
    expect(writes).toBeLessThan(200);
    expect(await presentTellings(ctx, 'INCIDENT#900')).toMatchObject([
      { status: 'DONE', recipients: 1300, sent: 1300 },
    ]);
  });

  it('are told by whoever takes over: of those who may have been told, each once more and counted', async () => {
    const { aSubscriber, anIncident, work, told, clock, answers, counted } = await aTellingWorld();
    for (let index = 0; index < 60; index += 1)
      await aSubscriber(`reader${String(index).padStart(2, '0')}@example.com`);
    await anIncident();
    let left = 30;
    answers(() => {
      left -= 1;
      if (left < 0) throw new Error('the machine dies');
      return { outcome: 'sent', providerId: 'x' };
    });
    await work();
    expect(told()).toHaveLength(30);
    answers(() => ({ outcome: 'sent', providerId: 'x' }));
    clock.advance({ minutes: 3 });
    await work();
    expect(new Set(told()).size).toBe(60);
    expect(told()).toHaveLength(60);
    expect(counted.filter(([name]) => name === 'RepeatedSends')).toHaveLength(30);
  });

  it('whom a provider does not take now are tried again with longer and longer pauses, and given up after a day', async () => {
    const { aSubscriber, anIncident, work, posted, minutes, answers, ctx, clock } = await aTellingWorld();
    await aSubscriber('https://hooks.example.com/a', { type: 'WEBHOOK' });
    await aSubscriber('https://hooks.example.com/b', { type: 'WEBHOOK' });
    let asked = 0;
    answers(({ target }) => {
      asked += 1;
      const isDown = target.endsWith('/b');
      return isDown ? { outcome: 'postponed', error: 'the answer was 503' } : { outcome: 'sent', providerId: 'x' };
    });
    await anIncident();
    await work();
    expect(posted.map(({ url }) => url)).toEqual(['https://hooks.example.com/a']);
    await minutes(4);
    expect(asked).toBe(4);
    for (let hour = 0; hour < 40; hour += 1) {
      clock.advance({ hours: 1 });
      await work();
    }
    expect(asked).toBeLessThan(20);
    expect(posted).toHaveLength(1);
    expect(await presentTellings(ctx, 'INCIDENT#900')).toMatchObject([{ status: 'DONE', sent: 1, failed: 1 }]);
  });
});

describe('somebody who wants to subscribe', () => {
  it('is asked once, reminded after one, three and seven days, and forgotten; nothing else is sent', async () => {
    const { ctx, page, sent, work, pass, anIncident, store } = await aTellingWorld();
    const input = { target: 'Ada@example.com' };
    await subscribe(ctx, page, input, asking);
    await work();
    await subscribe(ctx, page, input, asking);
    await work();
    await anIncident();
    await work();
    expect(sent.map(({ subject }) => subject)).toEqual(['Confirm your subscription to Acme']);
    const counts: number[] = [];
    for (const days of [1, 2, 4, 6, 2]) {
      await pass({ days });
      counts.push(sent.length);
    }
    expect(counts).toEqual([2, 3, 4, 4, 4]);
    expect(await store.subscribers.ofPage(50)).toEqual([]);
  });

  it('is told from the moment they confirm, which may be asked for again and again', async () => {
    const { ctx, page, sent, work, pass, anIncident } = await aTellingWorld();
    await subscribe(ctx, page, { target: 'ada@example.com', services: [11] }, asking);
    await work();
    const token = /confirm\/([\w-]+)/.exec(sent[0]?.text ?? '')?.[1] ?? '';
    await expect(confirmSubscriber(ctx, page, `${token.slice(0, -1)}x`)).rejects.toThrow(/was not found/);
    for (let time = 0; time < 2; time += 1)
      expect(await confirmSubscriber(ctx, page, token)).toMatchObject({ status: 'CONFIRMED' });
    await subscribe(ctx, page, { target: 'ada@example.com' }, asking);
    await pass({ days: 8 });
    expect(sent).toHaveLength(1);
    await anIncident();
    await work();
    expect(sent).toHaveLength(2);
  });

  it('is sent no more than a few questions a day, whoever asks and for however many pages', async () => {
    const { ctx, store, sent, work, clock } = await aTellingWorld();
    for (let index = 0; index < 12; index += 1) {
      const facts = { ...open, subdomain: `p${index}`, services: [11] };
      const page = await store.statusPages.create(aStatusPage(100 + index, facts));
      await subscribe(ctx, page, { target: 'ada@example.com' }, asking);
      clock.advance({ minutes: 20 });
      await work();
    }
    expect(sent).toHaveLength(5);
  });

  it('is reminded by no more messages in a day than it is asked by', async () => {
    const { ctx, store, sent, work, pass, clock } = await aTellingWorld();
    for (let index = 0; index < 12; index += 1) {
      const facts = { ...open, subdomain: `p${index}`, services: [11] };
      const page = await store.statusPages.create(aStatusPage(100 + index, facts));
      await subscribe(ctx, page, { target: 'ada@example.com' }, asking);
      await work();
      clock.advance({ hours: 5 });
      await work();
    }
    const perDay = new Map<string, number>();
    const count = () => {
      const day = clock.now().slice(0, 10);
      perDay.set(day, (perDay.get(day) ?? 0) + sent.splice(0).length);
    };
    count();
    perDay.clear();
    for (let hour = 0; hour < 24 * 14; hour += 1) {
      await pass({ hours: 1 });
      count();
    }
    expect(Math.max(...perDay.values())).toBeLessThanOrEqual(5);
    expect(await store.subscribers.ofTarget({ type: 'EMAIL', target: 'ada@example.com' })).toEqual([]);
  });

  it('comes from a network that may ask only so often', async () => {
    const { ctx, page } = await aTellingWorld();
    const ask = (index: number) =>
      subscribe(ctx, page, { target: `reader${index}@example.com` }, { ...asking, rateLimit: 3 });
    for (const index of [1, 2, 3]) await ask(index);
    await expect(ask(4)).rejects.toThrow(/too many/);
  });

  it('is left alone where they have complained or texted STOP, until they text START', async () => {
    const { ctx, page, sent, work, aSubscriber, store } = await aTellingWorld();
    await aSubscriber('ada@example.com');
    await forgetTarget(ctx, { type: 'EMAIL', target: 'ada@example.com' }, { isBlocked: true });
    expect(await store.subscribers.ofPage(50)).toEqual([]);
    await subscribe(ctx, page, { target: 'ada@example.com' }, asking);
    await aSubscriber('+4915123450001', { type: 'SMS' });
    expect(await heedKeyword(ctx, '+4915123450001', 'STOP')).toBe(true);
    await subscribe(ctx, page, { target: '+4915123450001', type: 'SMS' }, asking);
    await work();
    expect(sent).toEqual([]);
    await heedKeyword(ctx, '+4915123450001', 'START');
    await subscribe(ctx, page, { target: '+4915123450001', type: 'SMS' }, asking);
    await work();
    expect(sent.map(({ channel }) => channel)).toEqual(['SMS']);
  });

  it('is not kept waiting by whoever died while telling', async () => {
    const { ctx, page, sent, store, work, clock } = await aTellingWorld();
    const now = clock.now();
    expect(await store.tellings.takeTurn('dead', now, plus(now, { seconds: 100 }))).toBe(true);
    await subscribe(ctx, page, { target: 'ada@example.com' }, asking);
    await work();
    expect(sent).toEqual([]);
    clock.advance({ minutes: 2 });
    await work();
    expect(sent).toHaveLength(1);
    expect(await store.tellings.takeTurn('next', clock.now(), plus(clock.now(), { seconds: 9 }))).toBe(true);
  });
});

describe('planned work', () => {
  const aWindow = (facts: Partial<MaintenanceWindow> = {}): MaintenanceWindow => ({
    id: 800,
    version: 0,
    timezone: 'UTC',
    start: '2026-11-23T12:00',
    end: '2026-11-23T13:00',
    startsAt: plus(tenOClock, { hours: 50 }),
    endsAt: plus(tenOClock, { hours: 51 }),
    summary: 'Database update',
    sources: [],
    services: [11],
    upcoming: [],
    createdAt: tenOClock,
    updatedAt: tenOClock,
    ...facts,
  });

  it('is told when it is made, a day and an hour before, when it begins and when it ends, each once', async () => {
    const { store, aSubscriber, work, pass, sent } = await aTellingWorld();
    await aSubscriber('ada@example.com');
    const all = { atCreation: true, at24HoursBefore: true, at1HourBefore: true, atStart: true, atEnd: true };
    await store.maintenance.create(aWindow({ notifications: all }));
    await work();
    const steps: Duration[] = [
      { hours: 25 },
      { hours: 1, minutes: 1 },
      { hours: 23 },
      { hours: 1 },
      { hours: 1 },
      { days: 1 },
    ];
    const told = [sent.length];
    for (const step of steps) {
      await pass(step);
      told.push(sent.length);
    }
    expect(told).toEqual([1, 1, 2, 3, 4, 5, 5]);
    expect(sent.map(({ subject }) => subject)).toEqual(
      ['planned', 'in 24 hours', 'in an hour', 'has started', 'is over'].map(
        (state) => `[Maintenance ${state}] Database update`,
      ),
    );
  });

  it('is told of only when that was asked for', async () => {
    const { store, aSubscriber, work, pass, sent } = await aTellingWorld();
    await aSubscriber('ada@example.com');
    await store.maintenance.create(aWindow({ notifications: { atCreation: false, atStart: true, atEnd: false } }));
    await work();
    for (const hours of [25, 24, 2, 24]) await pass({ hours });
    expect(sent.map(({ subject }) => subject)).toEqual(['[Maintenance has started] Database update']);
  });
});

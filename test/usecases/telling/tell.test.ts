import { describe, expect, it } from 'vitest';
import type { StatusPage } from '../../../functions/domain/page/status-page.ts';
import type { Subscriber } from '../../../functions/domain/service/service.ts';
import { plus } from '../../../functions/domain/time.ts';
import type { User } from '../../../functions/domain/user/user.ts';
import { presentTellings } from '../../../functions/usecases/telling/present.ts';
import { tell } from '../../../functions/usecases/telling/tell.ts';
import { aStatusPage, aUser } from '../../support/factories.ts';
import { aTeam } from '../../support/schedules.ts';
import { aTellingWorld, open } from '../subscriber/telling-world.ts';

const named = (id: number): User => aUser(id);
const users = [named(1), named(2), named(3), named(4)];
type World = Awaited<ReturnType<typeof aTellingWorld>>;

const follow = async ({ store }: World, serviceId: number, ...subscribers: readonly Subscriber[]) => {
  const service = await store.services.get(serviceId);
  if (service) await store.services.save({ ...service, subscribers: [...subscribers] }, service);
};
const counts = ({ ctx }: World) => presentTellings(ctx, 'INCIDENT#900');

describe('who follows a service from inside', () => {
  it('is told by the page that shows it, with its address, and by none where no page does', async () => {
    const world = await aTellingWorld({ users });
    await follow(world, 11, { type: 'USER', id: 1 });
    await follow(world, 13, { type: 'USER', id: 2 });
    await world.anIncident([11, 13]);
    await world.work();
    const [first, second] = world.sent;
    expect(world.told()).toEqual(['user1@example.com', 'user2@example.com']);
    expect(first).toMatchObject({ fromName: 'Acme' });
    expect(first?.text).toContain('https://page-50.status.example.com/incidents/900');
    expect(first?.text).toContain('Acme');
    expect(first?.text).not.toContain('/subscribe/');
    expect(first?.headers).not.toHaveProperty('List-Unsubscribe');
    expect(second).not.toHaveProperty('fromName');
    expect(second?.text).toContain('Payments fail');
    expect(second?.text).not.toMatch(/undefined|\[object|status\.example\.com|Acme/);
  });

  it('as a team is its members, not who has its number, and nobody of another', async () => {
    const world = await aTellingWorld({ users, teams: [aTeam([1], { id: 2 }), aTeam([3], { id: 4 })] });
    await follow(world, 11, { type: 'TEAM', id: 2 });
    await world.anIncident();
    await world.work();
    expect(world.told()).toEqual(['user1@example.com']);
  });

  it('is tried again where the provider did not take it', async () => {
    const world = await aTellingWorld({ users });
    await follow(world, 11, { type: 'USER', id: 1 });
    world.answers(() => ({ outcome: 'postponed', error: 'later' }));
    await world.anIncident();
    await world.work();
    world.answers(() => ({ outcome: 'sent', providerId: 'x' }));
    await world.minutes(2);
    expect(world.told()).toEqual(['user1@example.com']);
    expect(await counts(world)).toMatchObject([{ status: 'DONE', sent: 1, failed: 0 }]);
  });
});

describe('who subscribes from outside', () => {
  it('to a page that is not open any more is not told', async () => {
    const world = await aTellingWorld();
    const closed = {
      ...open,
      visibility: 'PRIVATE' as const,
      subdomain: 'closed',
      services: [13],
    } satisfies Partial<StatusPage>;
    await world.store.statusPages.create(aStatusPage(51, closed));
    await world.aSubscriber('ada@example.com', { pageId: 51 });
    await world.anIncident([13]);
    await world.work();
    expect(world.told()).toEqual([]);
  });

  it('is told without the page when that shows the service no more by the time they can be', async () => {
    const world = await aTellingWorld();
    await world.aSubscriber('ada@example.com');
    world.answers(() => ({ outcome: 'postponed', error: 'later' }));
    await world.anIncident();
    await world.work();
    const page = (await world.store.statusPages.get(50)) ?? expect.fail();
    await world.store.statusPages.save({ ...page, services: [12] }, page);
    world.answers(() => ({ outcome: 'sent', providerId: 'x' }));
    await world.minutes(2);
    expect(world.sent).toMatchObject([{ target: 'ada@example.com' }]);
    expect(world.sent[0]).not.toHaveProperty('fromName');
  });
});

describe('a telling', () => {
  it('is over when all are told, though time has run out with the last', async () => {
    const world = await aTellingWorld();
    await world.aSubscriber('ada@example.com');
    world.answers(() => {
      world.clock.advance({ seconds: 50 });
      return { outcome: 'sent', providerId: 'x' };
    });
    await world.anIncident();
    await world.work();
    expect(await counts(world)).toMatchObject([{ status: 'DONE', sent: 1 }]);
  });

  it('whose sends nobody has noted is done once more, and that is counted', async () => {
    const world = await aTellingWorld();
    for (const name of ['ada', 'grace']) await world.aSubscriber(`${name}@example.com`);
    await world.anIncident();
    const { tellings } = world.ctx.store;
    const putPart = tellings.putPart;
    tellings.putPart = async (part) => {
      if (part.recipients.some(({ state }) => state !== undefined)) throw new Error('the machine dies');
      return putPart(part);
    };
    await world.work();
    tellings.putPart = putPart;
    expect(world.told()).toHaveLength(2);
    world.clock.advance({ minutes: 2 });
    await world.work();
    expect(world.told()).toHaveLength(4);
    expect(world.counted).toContainEqual(['RepeatedSends', 2]);
    expect(await counts(world)).toMatchObject([{ status: 'DONE', sent: 2 }]);
  });

  it('to which a provider gives no answer goes out once more, and that is counted', async () => {
    const world = await aTellingWorld();
    await world.aSubscriber('ada@example.com');
    world.answers(() => {
      throw new Error('socket hang up');
    });
    await world.anIncident();
    const none = { recipients: 0, sent: 0, failed: 0, pending: 0 };
    const told = { update: expect.any(String), createdAt: world.clock.now(), endedAt: undefined };
    expect(await counts(world)).toEqual([{ ...told, ...none, status: 'QUEUED' }]);
    await world.work();
    expect(world.counted.filter(([name]) => name === 'RepeatedSends')).toEqual([['RepeatedSends', 1]]);
    expect(await counts(world)).toEqual([{ ...told, ...none, status: 'SENDING', recipients: 1, pending: 1 }]);
    world.answers(() => ({ outcome: 'sent', providerId: 'x' }));
    await world.minutes(2);
    expect(world.told()).toEqual(['ada@example.com']);
    expect(await counts(world)).toMatchObject([{ status: 'DONE', sent: 1, failed: 0, pending: 0 }]);
  });

  it('that is gone tells nobody, and one that nobody takes for more than a day has failed', async () => {
    const world = await aTellingWorld();
    await world.aSubscriber('ada@example.com');
    world.answers(() => ({ outcome: 'postponed', error: 'later' }));
    await world.anIncident();
    const [telling] = await world.store.tellings.list('INCIDENT#900');
    const gone = { ...(telling ?? expect.fail('nothing is told')), id: 'gone' };
    await tell(world.ctx, gone, plus(world.clock.now(), { minutes: 1 }));
    for (let round = 0; round < 20; round += 1) await world.pass({ hours: 3 });
    expect(world.told()).toEqual([]);
    expect(await counts(world)).toMatchObject([{ status: 'DONE', recipients: 1, sent: 0, failed: 1, pending: 0 }]);
  });

  it('for whose rest there was no time left goes on at once', async () => {
    const world = await aTellingWorld();
    await world.aSubscriber('ada@example.com');
    world.answers(() => {
      world.clock.advance({ seconds: 50 });
      return { outcome: 'postponed', error: 'later' };
    });
    await world.anIncident();
    await world.work();
    world.answers(() => ({ outcome: 'sent', providerId: 'x' }));
    await world.work();
    expect(world.told()).toEqual(['ada@example.com']);
  });

  it.each([
    ['is told in the end', 'sent', { state: 'SENT' }],
    ['never is', 'rejected', { state: 'FAILED', error: 'y'.repeat(100) }],
  ] as const)(
    'keeps a hundred characters of why somebody could not be told, who %s',
    async (_who, outcome, expected) => {
      const world = await aTellingWorld();
      await world.aSubscriber('ada@example.com');
      world.answers(() => ({ outcome: 'postponed', error: 'x'.repeat(150) }));
      await world.anIncident();
      const recipient = async () => {
        const [telling] = await world.store.tellings.list('INCIDENT#900');
        const [part] = await world.store.tellings.parts(telling ?? expect.fail('nothing is told'));
        const { state, error } = part?.recipients[0] ?? expect.fail('nobody is told');
        return { ...(state !== undefined && { state }), ...(error !== undefined && { error }) };
      };
      await world.work();
      expect(await recipient()).toEqual({ error: 'x'.repeat(100) });
      world.answers(() => ({ outcome, providerId: 'x', error: 'y'.repeat(150) }));
      await world.minutes(2);
      expect(await recipient()).toEqual(expected);
    },
  );

  it.each([
    ['everybody was told', 0, []],
    ['one was not', 1, [{ scope: 'INCIDENT#900', left: 1 }]],
  ])('of which %s says so to the operator', async (_what, refused, expected) => {
    const world = await aTellingWorld();
    const warned: unknown[] = [];
    world.ctx.log.warn = (...[, facts]: unknown[]) => void warned.push(facts);
    for (const name of ['ada', 'grace']) await world.aSubscriber(`${name}@example.com`);
    let left = refused;
    world.answers(() => (left-- > 0 ? { outcome: 'rejected', error: 'no' } : { outcome: 'sent', providerId: 'x' }));
    await world.anIncident();
    await world.work();
    expect(warned).toMatchObject(expected);
    expect(warned).toHaveLength(expected.length);
  });

  it('that is tried again by whoever takes over counts only those who are left', async () => {
    const world = await aTellingWorld();
    for (const name of ['ada', 'grace']) await world.aSubscriber(`${name}@example.com`);
    world.answers(({ target }) =>
      target.startsWith('ada') ? { outcome: 'sent', providerId: 'x' } : { outcome: 'postponed', error: 'later' },
    );
    await world.anIncident();
    await world.work();
    const { tellings } = world.ctx.store;
    const putPart = tellings.putPart;
    tellings.putPart = async (part) => {
      if (part.startedAt === undefined) throw new Error('the machine dies');
      return putPart(part);
    };
    await world.minutes(2);
    tellings.putPart = putPart;
    world.answers(() => ({ outcome: 'sent', providerId: 'x' }));
    await world.minutes(4);
    expect(world.counted.filter(([name]) => name === 'RepeatedSends')).toEqual([['RepeatedSends', 1]]);
    expect(await counts(world)).toMatchObject([{ status: 'DONE', sent: 2 }]);
  });

  it('that is over stays as it is', async () => {
    const world = await aTellingWorld();
    await world.aSubscriber('ada@example.com');
    await world.anIncident();
    await world.work();
    const over = async () => (await world.store.tellings.list('INCIDENT#900'))[0] ?? expect.fail();
    const before = await over();
    world.clock.advance({ hours: 1 });
    await tell(world.ctx, before, plus(world.clock.now(), { minutes: 1 }));
    expect(await over()).toEqual(before);
  });

  /** Planned work on a service is written down to be told. */
  const plannedWork = async (world: World, serviceId = 11) => {
    const now = world.clock.now();
    const times = { start: plus(now, { hours: 1 }), end: plus(now, { hours: 2 }) };
    const about = { summary: 'Database update', description: 'Half an hour', services: [serviceId] };
    const told = { kind: 'MAINTENANCE', windowId: 800, moment: 'CREATED', ...times, ...about } as const;
    const telling = { scope: 'MAINTENANCE#800', id: 'CREATED', version: 0, told, at: now, round: 0, dueAt: now };
    await world.store.tellings.add([telling]);
    return { now, telling };
  };

  it('of planned work on what no page shows is in UTC, and leads to no page', async () => {
    const world = await aTellingWorld({ users });
    await follow(world, 13, { type: 'USER', id: 1 });
    await plannedWork(world, 13);
    await world.work();
    expect(world.told()).toEqual(['user1@example.com']);
    expect(world.sent[0]?.text).toContain('11:00 UTC');
    expect(world.sent[0]?.text).not.toMatch(/undefined|maintenances/);
  });

  it('to a webhook leads to the page', async () => {
    const world = await aTellingWorld();
    await world.aSubscriber('https://hooks.example.com/a', { type: 'WEBHOOK' });
    await plannedWork(world);
    await world.work();
    const page = 'https://page-50.status.example.com/';
    expect(world.posted.map(({ body }) => JSON.parse(body))).toMatchObject([
      { page, maintenance: { url: `${page}maintenances/800` } },
    ]);
  });

  it('of planned work says what it is, on which page and of which services, once', async () => {
    const world = await aTellingWorld();
    await world.aSubscriber('ada@example.com');
    const { now, telling } = await plannedWork(world);
    await world.work();
    const [mail] = world.sent;
    for (const part of ['Database update', 'Half an hour', 'Service 11', 'page-50.status.example.com/maintenances/800'])
      expect(mail?.text).toContain(part);
    expect(mail?.text).not.toContain('Service 12');
    await tell(world.ctx, telling, plus(now, { minutes: 1 }));
    expect(world.sent).toHaveLength(1);
  });
});

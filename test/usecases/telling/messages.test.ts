import { beforeEach, describe, expect, it } from 'vitest';
import { plus } from '../../../functions/domain/time.ts';
import { aStatusPage } from '../../support/factories.ts';
import { aTellingWorld, open } from '../subscriber/telling-world.ts';

type World = Awaited<ReturnType<typeof aTellingWorld>>;
let world: World;
beforeEach(async () => {
  world = await aTellingWorld();
});

/** Planned work on service 11, from eleven to twelve in UTC, is written down to be told. */
async function plannedWork() {
  const now = world.clock.now();
  const times = { start: plus(now, { hours: 1 }), end: plus(now, { hours: 2 }) };
  const about = { summary: 'Database update', description: 'Half an hour', services: [11] };
  const told = { kind: 'MAINTENANCE', windowId: 800, moment: 'CREATED', ...times, ...about } as const;
  await world.store.tellings.add([
    { scope: 'MAINTENANCE#800', id: 'CREATED', version: 0, told, at: now, round: 0, dueAt: now },
  ]);
}

describe('what a subscriber is told', () => {
  it('comes to who follows the incident and no service of it', async () => {
    const incident = await world.anIncident();
    await world.store.incidents.save({ ...incident, subscribers: [{ type: 'USER', id: 2 }] }, incident, {});
    await world.work();
    expect(world.told()).toEqual(['user2@example.com']);
  });

  it('comes to nobody by a page that was not activated yet', async () => {
    const { store } = world;
    const { activatedAt: _none, ...page } = aStatusPage(51, { ...open, subdomain: 'soon', services: [13] });
    await store.statusPages.create({ ...page, subscribers: [{ type: 'USER', id: 1 }] });
    await world.aSubscriber('ada@example.com', { pageId: 51 });
    await world.anIncident([13]);
    await world.work();
    expect(world.told()).toEqual([]);
  });

  it('has the times on the clock of its page', async () => {
    const page = (await world.store.statusPages.get(50)) ?? expect.fail('there is a page');
    await world.store.statusPages.save({ ...page, timezone: 'Asia/Tokyo' }, page);
    await world.aSubscriber('ada@example.com');
    await plannedWork();
    await world.work();
    expect(world.sent[0]?.text).toMatch(/From: .*20:00.*\nUntil: .*21:00/);
  });

  it('leads to where one chooses what one hears of, and to where that ends', async () => {
    await world.aSubscriber('ada@example.com');
    await world.anIncident();
    await world.work();
    const page = 'https://page-50\\.status\\.example\\.com/subscribe/';
    for (const words of ['Choose what you hear of', 'Unsubscribe'])
      expect(world.sent[0]?.text).toMatch(new RegExp(`^${words}: ${page}\\S+$`, 'm'));
  });

  it('says how bad it is until it is resolved, and then only what was affected', async () => {
    await world.aSubscriber('ada@example.com');
    await world.anIncident();
    await world.work();
    await world.anUpdate('RESOLVED');
    await world.work();
    const affected = world.sent.map(({ text }) => /^Affected:\n(.*)$/m.exec(text)?.[1]);
    expect(affected).toEqual(['- Service 11: Partial outage', '- Service 11']);
  });

  it('names no service that was deleted meanwhile', async () => {
    await world.aSubscriber('ada@example.com');
    await world.aSubscriber('https://hooks.example.com/a', { type: 'WEBHOOK' });
    await world.anIncident([11, 12]);
    world.answers(() => ({ outcome: 'postponed', error: 'later' }));
    await world.work();
    const { getMany } = world.ctx.store.services;
    world.ctx.store.services.getMany = async (ids) => getMany(ids.filter((id) => id !== 12));
    world.answers(() => ({ outcome: 'sent', providerId: 'x' }));
    await world.minutes(2);
    expect(world.sent[0]?.text).toMatch(/^Affected:\n- Service 11: Partial outage\n\n/m);
    expect(JSON.parse(world.posted[0]?.body ?? '{}').incident.services).toEqual([
      { id: 11, name: 'Service 11', impact: 'PARTIAL_OUTAGE' },
    ]);
  });

  it('has an id of letters, digits and dashes at a webhook, the same when it is sent again', async () => {
    await world.aSubscriber('https://hooks.example.com/a', { type: 'WEBHOOK' });
    const asked: string[] = [];
    const { post } = world.ctx.subscriberSending;
    world.ctx.subscriberSending.post = async (message) => {
      asked.push(message.id);
      return post(message);
    };
    world.answers(() => ({ outcome: 'postponed', error: 'later' }));
    await world.anIncident();
    await world.work();
    await world.minutes(1);
    const [telling] = await world.store.tellings.list('INCIDENT#900');
    expect(asked).toEqual([`INCIDENT-900-${telling?.id}`, `INCIDENT-900-${telling?.id}`]);
  });
});

describe('what is read and written to tell many', () => {
  it('is no subscriber anew in the first round, who was found just now', async () => {
    await world.aSubscriber('ada@example.com');
    await world.anIncident();
    world.ctx.store.subscribers.get = () => Promise.reject(new Error('nobody is looked for again'));
    await world.work();
    expect(world.told()).toEqual(['ada@example.com']);
  });

  it('is nothing of a part of which everybody was told before', async () => {
    for (let index = 0; index < 30; index += 1) await world.aSubscriber(`reader${index}@example.com`);
    await world.anIncident();
    let left = 25;
    world.answers(() => {
      left -= 1;
      return left < 0 ? { outcome: 'postponed', error: 'later' } : { outcome: 'sent', providerId: 'x' };
    });
    await world.work();
    world.answers(() => ({ outcome: 'sent', providerId: 'x' }));
    const written: number[] = [];
    const { putPart } = world.ctx.store.tellings;
    world.ctx.store.tellings.putPart = async (part) => {
      written.push(part.part);
      return putPart(part);
    };
    await world.minutes(2);
    expect([new Set(world.told()).size, new Set(written)]).toEqual([30, new Set([1])]);
  });
});

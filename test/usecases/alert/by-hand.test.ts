import { describe, expect, it } from 'vitest';
import type { Actor, Via } from '../../../functions/domain/access/actor.ts';
import { plus } from '../../../functions/domain/time.ts';
import { acceptAlert, acceptAmongResponders } from '../../../functions/usecases/alert/accept.ts';
import { assignAlert } from '../../../functions/usecases/alert/assign.ts';
import { type CreateManualAlertInput, createManualAlert } from '../../../functions/usecases/alert/create-manual.ts';
import { escalateAlert } from '../../../functions/usecases/alert/escalate.ts';
import { raiseAlert } from '../../../functions/usecases/alert/raise.ts';
import { resolveAlert } from '../../../functions/usecases/alert/resolve.ts';
import { aPolicy, aSource, aUser, tenOClock } from '../../support/factories.ts';
import { aSchedule } from '../../support/schedules.ts';
import { aWorld, type WorldSketch } from '../../support/world.ts';

/** A world in which person 1 creates alerts by hand. */
async function creating(sketch: WorldSketch = {}) {
  const world = await aWorld({ users: [aUser(1), aUser(2), aUser(3), aUser(4, { role: 'STAKEHOLDER' })], ...sketch });
  const create = (facts: Partial<CreateManualAlertInput> = {}) =>
    createManualAlert(world.as(1), { summary: 'Disk full', sourceId: 800, ...facts });
  return { ...world, create };
}

describe('an alert by hand', () => {
  it('is of its source, told as whose it is, counted, and escalates along the policy of the source', async () => {
    const { create, store, counted, calls } = await creating();
    const alert = await create({ details: 'db-1', images: [{ src: 'a.png' }], links: [{ href: 'https://a.example' }] });
    expect(alert).toMatchObject({
      summary: 'Disk full',
      details: 'db-1',
      images: [{ src: 'a.png' }],
      links: [{ href: 'https://a.example' }],
      status: 'PENDING',
      priority: 'HIGH',
      reportTime: tenOClock,
      source: { id: 800 },
      policy: { id: 900 },
      escalation: { level: -1, nextAt: tenOClock },
    });
    expect(alert.escalation).not.toHaveProperty('responders');
    expect(await store.alerts.log(alert.id, { offset: 0, limit: 9 })).toMatchObject([
      {
        type: 'AlertCreatedByUserLogEntry',
        vars: { user: 'First1 Last1', via: 'API', source: 'Prometheus', summary: 'Disk full' },
      },
    ]);
    expect(counted).toEqual([['AlertsCreated', 1]]);
    expect(calls).toEqual([{ call: 'start', name: `alert-${alert.id}-g1` }]);
  });

  it('has what was given and nothing else', async () => {
    const { create } = await creating();
    const alert = await create();
    for (const member of ['details', 'images', 'links', 'alertKey']) expect(alert).not.toHaveProperty(member);
  });

  it('waits as its policy says before anybody is woken', async () => {
    const { create } = await creating({ policy: aPolicy([[1]], { delayMin: 3 }) });
    expect((await create()).escalation.nextAt).toBe(plus(tenOClock, { minutes: 3 }));
  });

  it('goes to those who are named, at once and once each, whatever the policy waits for', async () => {
    const { create, store } = await creating({ policy: aPolicy([[1]], { delayMin: 3 }) });
    const alert = await create({ responderIds: [3, 2, 3] });
    expect(alert.escalation).toMatchObject({ nextAt: tenOClock, responders: [3, 2] });
    const responders = await store.alerts.responders(alert.id);
    expect(responders.map(({ userId, status }) => [userId, status])).toEqual(
      expect.arrayContaining([
        [2, 'PENDING'],
        [3, 'PENDING'],
      ]),
    );
    expect(responders).toHaveLength(2);
  });

  it('escalates where nobody is named', async () => {
    const { create } = await creating();
    expect((await create({ responderIds: [] })).escalation).not.toHaveProperty('responders');
  });

  it('goes along another policy where one is named', async () => {
    const { create, store } = await creating();
    await store.policies.create(aPolicy([[2]], { id: 901, name: 'Shop' }));
    expect((await create({ policyId: 901 })).policy).toEqual({ id: 901, name: 'Shop' });
    await expect(create({ policyId: 77 })).rejects.toMatchObject({ field: 'escalationPolicy.id' });
  });

  it('is as urgent as is said, else as its source says', async () => {
    const { create } = await creating({ source: aSource({ alertPriorityRule: 'LOW' }) });
    expect((await create()).priority).toBe('LOW');
    expect((await create({ priority: 'HIGH' })).priority).toBe('HIGH');
  });

  it.each<[string, Partial<CreateManualAlertInput>, string]>([
    ['a source that is not there', { sourceId: 77 }, 'alertSource.id'],
    ['somebody who is not there', { responderIds: [1, 77] }, 'responders[1].user.id'],
    ['somebody who does not handle alerts', { responderIds: [2, 3, 4] }, 'responders[2].user.id'],
  ])('is refused for %s', async (_whom, facts, field) => {
    const { create, store, calls } = await creating();
    await expect(create(facts)).rejects.toMatchObject({ field });
    expect(await store.alerts.list({}, { offset: 0, limit: 9 })).toEqual([]);
    expect(calls).toEqual([]);
  });

  it('is there though its execution could not be started: the watchdog finds it', async () => {
    const { create, store, workflow } = await creating();
    workflow.failing = true;
    const { id } = await create();
    expect((await store.alerts.get(id))?.escalation.nextAt).toBe(tenOClock);
  });
});

describe('what ends a run', () => {
  const ended = async (actor: Partial<Actor>, change: 'accept' | 'resolve' | 'raise' | 'escalate' = 'accept') => {
    const { create, ctx, as, calls } = await creating();
    const { id } = await create({ priority: 'LOW' });
    calls.splice(0);
    const by = { ...ctx, actor: { ...as(1).actor, ...actor } as Actor };
    if (change === 'accept') await acceptAlert(by, { alertId: id });
    if (change === 'resolve') await resolveAlert(by, { alertId: id });
    if (change === 'raise') await raiseAlert(by, { alertId: id });
    if (change === 'escalate') await escalateAlert(by, { alertId: id });
    return calls.map((one) => ({ ...one, name: one.name.replace(`${id}`, 'N') }));
  };

  it.each<[Exclude<Via, 'SYSTEM'>, string]>([
    ['API', 'over the API'],
    ['SMS', 'by SMS'],
    ['VOICE', 'on the phone'],
    ['EMAIL', 'by e-mail'],
    ['PUSH', 'by push message'],
    ['LINK', 'by a link'],
    ['SLACK', 'in Slack'],
    ['TEAMS', 'in Microsoft Teams'],
    ['SOURCE', 'as alert source'],
    ['TICKET', 'in a ticket'],
  ])('says who answered, and that it was by %s', async (via, how) => {
    expect(await ended({ via } as Partial<Actor>)).toEqual([
      { call: 'stop', name: 'alert-N-g1', error: 'Accepted', cause: `Accepted by First1 Last1 ${how}` },
    ]);
  });

  it('says what Tocsin did by itself', async () => {
    const system = { kind: 'system', name: 'Tocsin', via: 'SYSTEM' } as const;
    expect(await ended(system, 'resolve')).toEqual([
      { call: 'stop', name: 'alert-N-g1', error: 'Resolved', cause: 'Resolved by Tocsin' },
    ]);
  });

  it.each([
    ['raise', 'Raised'],
    ['escalate', 'Escalated'],
  ] as const)('is followed by the next run where the alert goes on: %s', async (change, error) => {
    expect(await ended({}, change)).toMatchObject([
      { call: 'stop', name: 'alert-N-g1', error },
      { call: 'start', name: 'alert-N-g2' },
    ]);
  });

  it('is nothing where no run waits any longer', async () => {
    const { create, as, calls, store } = await creating();
    const { id } = await create();
    const alert = (await store.alerts.get(id)) ?? expect.fail('no alert');
    const { nextAt: _at, nextLevelAt: _level, ...over } = alert.escalation;
    await store.alerts.save({ ...alert, escalation: over }, { log: [] });
    calls.splice(0);
    await acceptAlert(as(2), { alertId: id });
    expect(calls).toEqual([]);
  });
});

describe('whoever accepts', () => {
  it('responds from then on, beside those who did before', async () => {
    const { create, as } = await creating();
    const { id } = await create({ responderIds: [2, 3] });
    const { alert, responders } = await acceptAmongResponders(as(1), { alertId: id });
    expect(alert.status).toBe('ACCEPTED');
    expect(responders.map(({ userId, status }) => `${userId} ${status}`).sort()).toEqual([
      '1 ACCEPTED',
      '2 PENDING',
      '3 PENDING',
    ]);
    const again = await acceptAmongResponders(as(2), { alertId: id });
    expect(again.responders.map(({ userId, status }) => `${userId} ${status}`).sort()).toEqual([
      '1 ACCEPTED',
      '2 ACCEPTED',
      '3 PENDING',
    ]);
  });
});

describe('an alert is given', () => {
  it('to whoever a schedule has on call now, and to nobody where it has nobody', async () => {
    const { create, as, store } = await creating();
    await store.schedules.create(aSchedule([3]));
    await store.schedules.create(aSchedule([], { id: 501, editions: [{ from: tenOClock, layers: [], shifts: [] }] }));
    const { id } = await create();
    const assign = (schedule: number) => assignAlert(as(1), { alertId: id, to: { kind: 'schedule', id: schedule } });
    await expect(assign(501)).rejects.toMatchObject({ field: 'schedule', message: expect.stringContaining('nobody') });
    await assign(500);
    expect((await store.alerts.responders(id)).map(({ userId }) => userId)).toEqual([3]);
  });

  it.each([
    ['user', 77, 'user'],
    ['user', 4, 'user'],
    ['policy', 77, 'policy'],
    ['schedule', 77, 'schedule'],
  ] as const)('to no %s %i', async (kind, id, field) => {
    const { create, as, store } = await creating();
    const alert = await create();
    await expect(assignAlert(as(1), { alertId: alert.id, to: { kind, id } })).rejects.toMatchObject({ field });
    expect(await store.alerts.responders(alert.id)).toEqual([]);
  });

  it('to a policy, from its first level', async () => {
    const { create, as, store, run } = await creating();
    await store.policies.create(aPolicy([[2]], { id: 901, name: 'Shop' }));
    const { id } = await create();
    await run(id, { minutes: 6 });
    const given = await assignAlert(as(1), { alertId: id, to: { kind: 'policy', id: 901 } });
    expect(given).toMatchObject({ policy: { id: 901, name: 'Shop' }, escalation: { level: -1 } });
  });
});

describe('an escalation by an answer', () => {
  it('counts once: an answer that comes twice does not escalate again', async () => {
    const { create, as, run, store } = await creating();
    const { id } = await create();
    await run(id, { minutes: 1 });
    const before = (await store.alerts.get(id)) ?? expect.fail('no alert');
    const answer = { alertId: id, run: before.escalation.run };
    const once = await escalateAlert(as(2), answer);
    expect(once.escalation.run).not.toBe(before.escalation.run);
    expect((await escalateAlert(as(2), answer)).escalation).toEqual(once.escalation);
  });
});

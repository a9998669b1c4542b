import { describe, expect, it } from 'vitest';
import type { EventFlow } from '../../../functions/domain/event-flow/event-flow.ts';
import { plus } from '../../../functions/domain/time.ts';
import { dryRun } from '../../../functions/usecases/event-flow/dry-run.ts';
import { aPolicy, aSource, tenOClock } from '../../support/factories.ts';
import { aFlow, branching, routeTo, waiting } from '../../support/flow-nodes.ts';
import { aWorld } from '../../support/world.ts';

const event = { eventType: 'ALERT', summary: 'Disk full on db-1' };

/** What is sent before the first event of a topic. */
const handshake = {
  ...{ Type: 'SubscriptionConfirmation', MessageId: 'x', Message: 'You', Token: 'x' },
  ...{ TopicArn: 'arn:aws:sns:eu-central-1:1:topic', Timestamp: tenOClock },
  SubscribeURL: 'https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription',
  ...{ SignatureVersion: '1', Signature: 'x', SigningCertURL: 'https://sns.eu-central-1.amazonaws.com/x.pem' },
};

/** Tries a flow as user 1 does, in a world with the sources 800 and the hidden 802, and the policies 900 and 901. */
async function trying() {
  const world = await aWorld();
  await world.store.sources.create(aSource({ id: 802, integrationKey: 'another', hidden: true }));
  await world.store.policies.create(aPolicy([[2]], { id: 901, name: 'Database team' }));
  const one = world.as(1);
  const ctx = { ...one, actor: { ...one.actor, role: 'ADMIN' as const } };
  const tried = (flow: EventFlow, input: Partial<Parameters<typeof dryRun>[2]> = {}) =>
    dryRun(ctx, flow, { event, ...input });
  return { ...world, tried };
}

describe('what would become of an event', () => {
  it('is that it goes to a source, by a policy and with a priority where the flow says so', async () => {
    const { tried } = await trying();
    const plain = await tried(aFlow(routeTo(800)));
    expect(plain).toMatchObject({ outcome: 'ROUTED', alertSource: { id: 800, name: 'Prometheus' }, event });
    expect(plain).not.toHaveProperty('escalationPolicy');
    expect(plain.event).not.toHaveProperty('priority');
    const told = await tried(aFlow(routeTo(800, { escalationPolicyId: 901, overwritePriority: 'LOW' })));
    expect(told).toMatchObject({
      alertSource: { id: 800, name: 'Prometheus' },
      escalationPolicy: { id: 901, name: 'Database team' },
      event: { ...event, priority: 'LOW' },
    });
    expect(told).not.toHaveProperty('waitUntil');
  });

  it.each([
    ['is not there', 7],
    ['serves something else', 802],
  ])('is nothing where its source %s', async (_why, id) => {
    const { tried } = await trying();
    const { outcome, alertSource, path } = await tried(aFlow(routeTo(id)));
    expect([outcome, alertSource]).toEqual(['DROPPED', null]);
    expect(path.at(-1)?.why).toContain(`alert source ${id} is gone`);
  });

  it('is that its source says who is told where the policy is gone', async () => {
    const { tried } = await trying();
    const told = await tried(aFlow(routeTo(800, { escalationPolicyId: 7 })));
    expect(told.outcome).toBe('ROUTED');
    expect(told).not.toHaveProperty('escalationPolicy');
    expect(told.path.at(-1)?.why).toContain('to escalation policy its own: 7 is gone');
  });

  it('is by the flow as it is edited, where that is sent', async () => {
    const { tried } = await trying();
    const target = { nodeType: 'ROUTE_EVENT', metadata: { alertSourceId: 800 } };
    const root = { nodeType: 'ROOT', branches: [{ branchType: 'ACCEPTED', target }] } as never;
    expect(await tried(aFlow(undefined))).toMatchObject({ outcome: 'DROPPED' });
    expect(await tried(aFlow(undefined), { root })).toMatchObject({ outcome: 'ROUTED', alertSource: { id: 800 } });
  });

  it('asks for hours of the time that it is tried for', async () => {
    const { tried, store } = await trying();
    await store.supportHours.create({
      ...{ id: 70, version: 1, teams: [], createdAt: tenOClock, updatedAt: tenOClock },
      ...{ name: 'In the morning', timezone: 'UTC', exceptions: [] },
      supportDays: { SATURDAY: { start: '09:00', end: '12:00' } },
    });
    const flow = aFlow(branching([['now is_in {"id": 70, "type": "SUPPORT_HOUR"}', routeTo(800)]]));
    expect(await tried(flow)).toMatchObject({ outcome: 'ROUTED' });
    expect(await tried(flow, { now: plus(tenOClock, { hours: 3 }) })).toMatchObject({ outcome: 'DROPPED' });
  });

  it('is that it waits from now on, or from when somebody asks about', async () => {
    const { tried, clock } = await trying();
    const flow = aFlow(waiting({ waitForDuration: 'PT5M' }, routeTo(800)));
    expect(await tried(flow)).toMatchObject({ outcome: 'WAITING', waitUntil: plus(clock.now(), { minutes: 5 }) });
    const now = plus(tenOClock, { hours: 7 });
    expect(await tried(flow, { now })).toMatchObject({
      waitUntil: plus(now, { minutes: 5 }),
      alertSource: null,
      event,
    });
    expect(
      (await tried(aFlow(waiting({ waitForDuration: 'PT5M' }, routeTo(800)), {}), { now })).alertSource,
    ).toBeNull();
  });
});

describe('the event that a flow is tried on', () => {
  const typed = (type: string) => aFlow(branching([[`context.integrationType == '${type}'`, routeTo(800)]]));

  it('is one of the tool that is named, else one of ours', async () => {
    const { tried } = await trying();
    expect(await tried(typed('API'))).toMatchObject({ outcome: 'ROUTED' });
    expect(await tried(typed('GRAFANA'))).toMatchObject({ outcome: 'DROPPED' });
    expect(await tried(typed('GRAFANA'), { integrationType: 'GRAFANA' })).toMatchObject({ outcome: 'ROUTED' });
    const alerts = [{ status: 'firing', labels: { alertname: 'High load' }, fingerprint: 'a1' }];
    const grafana = { receiver: 'tocsin', status: 'firing', title: 'High load', alerts };
    const told = await tried(typed('GRAFANA'), { event: undefined, payload: grafana, integrationType: 'GRAFANA' });
    expect(told).toMatchObject({ outcome: 'ROUTED', event: { eventType: 'ALERT', alertKey: expect.any(String) } });
    const over = { eventType: 'RESOLVE', alertKey: 'db-1/disk' };
    expect((await tried(typed('API'), { event: over })).event).toEqual(over);
    expect((await tried(typed('API'), { event: undefined, payload: over })).event).toEqual(over);
    const payload = { eventType: 'ALERT', summary: 'Ours' };
    expect(await tried(typed('API'), { event: undefined, payload })).toMatchObject({ event: payload });
    expect(await tried(typed('API'), { event: null, payload: { ...payload, summary: 'Too' } })).toMatchObject({
      event: { summary: 'Too' },
    });
  });

  it.each([
    ['neither', { event: undefined }, 'event', 'is required, or payload'],
    ['neither, said twice', { event: null, payload: null }, 'event', 'is required, or payload'],
    ['both', { payload: event }, 'payload', 'and event exclude each other'],
    ['one that asks for nothing', { event: handshake }, 'event', 'asks for no event'],
    [
      'of a body that asks for nothing',
      { event: undefined, payload: { zen: 'Keep it simple' }, integrationType: 'GITHUB' as const },
      'payload',
      'asks for no event',
    ],
  ])('is refused where it is %s', async (_what, input, field, says) => {
    const { tried } = await trying();
    await expect(tried(aFlow(routeTo(800)), input)).rejects.toMatchObject({
      field,
      message: expect.stringContaining(says),
    });
  });
});

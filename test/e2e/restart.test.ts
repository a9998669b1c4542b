import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { answeredStory, type Cast, outcomeOf, postAlert, unansweredStory } from './fault-stories.ts';
import { tenOClock } from './stage.ts';

/** Whatever was lost is found within this many seconds of the moment it was due. */
const promised = 90;

let dataDir: string;
let cloud: LocalCloud;
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'tocsin-restart-'));
  cloud = await startLocalCloud({ dataDir, clock: 'still', canary: false });
});
beforeEach(() => cloud.reset(tenOClock));
afterAll(async () => {
  await cloud?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** Ends the cloud as a power cut does and starts it again on what is on the disk. */
async function restart() {
  await cloud.kill();
  cloud = await startLocalCloud({ dataDir, clock: 'still', canary: false });
}

async function advanceTo(instant: number) {
  const seconds = (instant - Date.parse(await cloud.now())) / 1000;
  if (seconds > 0) await cloud.advance(seconds);
}

const told = async (cast: Cast) => (await outcomeOf(cloud, cast, await cloud.outbox())).messages;

describe('after a power cut', { timeout: 300_000 }, () => {
  it('an escalation goes on within 90 seconds, to its end, and tells nobody twice', async () => {
    const cast = await unansweredStory.cast(cloud);
    const reportedAt = Date.parse(await cloud.now());
    await postAlert(cloud, cast);
    await cloud.settle();
    await cloud.advance(290);
    expect(await told(cast)).toEqual(['SMS Ada', 'VOICE Ada']);

    await restart();
    await advanceTo(reportedAt + (300 + promised) * 1000);
    expect(await told(cast)).toEqual(['EMAIL Grace', 'SMS Ada', 'VOICE Ada']);
    await cloud.advance(unansweredStory.lasts);

    const { alerts, messages, timeline } = await outcomeOf(cloud, cast, await cloud.outbox());
    expect(alerts).toEqual(['PENDING']);
    expect(messages).toEqual(['EMAIL Grace', 'PUSH Edsger', 'SMS Ada', 'VOICE Ada']);
    expect(timeline.filter((text) => /^Level/.test(text))).toEqual([
      'Level 1 of Platform notifies Ada Example',
      'Level 2 of Platform notifies Grace Example',
      'Level 3 of Platform notifies Edsger Example',
    ]);
    expect(timeline).toContain('Nobody is left to notify');
  });

  it('a first level whose messages were not queued is told within 90 seconds', async () => {
    const cast = await answeredStory.cast(cloud);
    const handOver = { function: 'process-event', service: 'sqs', action: 'SendMessageBatch' };
    await cloud.faults.add({ ...handOver, kind: 'crash-before' });
    const reportedAt = Date.parse(await cloud.now());
    await postAlert(cloud, cast);
    await cloud.settle();
    expect((await outcomeOf(cloud, cast, [])).timeline).toContain('Level 1 of Platform notifies Ada Example');
    expect(await told(cast)).toEqual([]);

    await restart();
    await advanceTo(reportedAt + promised * 1000);
    expect(await told(cast)).toEqual(expect.arrayContaining(['EMAIL Ada', 'PUSH Ada', 'SMS Ada']));
    await cloud.advance(answeredStory.lasts);
    expect(await told(cast)).toEqual(['EMAIL Ada', 'PUSH Ada', 'SMS Ada', 'VOICE Ada']);
  });

  it('an event that was taken and not yet looked at becomes an alert', async () => {
    const cast = await answeredStory.cast(cloud);
    await cloud.control('POST', 'stop', { consumer: 'events' });
    await postAlert(cloud, cast);
    await cloud.settle();
    expect((await outcomeOf(cloud, cast, [])).alerts).toEqual([]);

    await restart();
    await cloud.advance(promised);
    expect(await told(cast)).toEqual(['EMAIL Ada', 'PUSH Ada', 'SMS Ada', 'VOICE Ada']);
  });

  it('an event that waits in a flow outside support hours goes on at its end, and one that has recovered does not', async () => {
    const cast = await answeredStory.cast(cloud);
    const hours = await cloud.api('POST', '/api/support-hours', { name: 'Never', timezone: 'UTC', supportDays: {} });
    const route = { nodeType: 'ROUTE_EVENT', name: 'To monitoring', metadata: { alertSourceId: cast.source.id } };
    const wait = {
      nodeType: 'WAIT',
      metadata: { waitForDuration: 'PT5M' },
      branches: [{ branchType: 'CATCH_ALL', target: route }],
    };
    const support = {
      nodeType: 'SUPPORT_HOURS',
      metadata: { supportHoursId: hours.body.id },
      branches: [
        { branchType: 'BRANCH', condition: "context.supportHoursState == 'DURING'", target: route },
        { branchType: 'CATCH_ALL', target: wait },
      ],
    };
    const root = { nodeType: 'ROOT', branches: [{ branchType: 'ACCEPTED', target: support }] };
    const flow = await cloud.api('POST', '/api/event-flows', { name: 'Night', root });
    const entry = { eventFlowId: flow.body.id, integrationType: 'API' };
    const { integrationKey } = (await cloud.api('POST', '/api/event-flow-integrations', entry)).body;
    const send = async (eventType: string, alertKey: string) => {
      const event = { integrationKey, eventType, summary: `Disk full on ${alertKey}`, alertKey };
      expect((await cloud.api('POST', '/api/events', event, null)).status).toBe(202);
      await cloud.settle();
    };
    const outcomes = async (): Promise<string[]> => {
      const { body } = await cloud.api('GET', `/api/event-flows/${flow.body.id}/events`);
      return body.map(({ outcome }: { outcome: string }) => outcome).sort();
    };

    for (const key of ['db-1', 'db-2']) await send('ALERT', key);
    expect(await outcomes()).toEqual(['WAITING', 'WAITING']);
    await restart();
    await send('RESOLVE', 'db-2');
    expect(await outcomes()).toEqual(['DROPPED_BY_FLOW', 'NO_OPEN_ALERT', 'WAITING']);
    await cloud.advance(240);
    expect((await outcomeOf(cloud, cast, [])).alerts).toEqual([]);
    await cloud.advance(60 + promised);
    expect(await outcomes()).toEqual(['CREATED', 'DROPPED_BY_FLOW', 'NO_OPEN_ALERT']);
    expect(await told(cast)).toEqual(['EMAIL Ada', 'PUSH Ada', 'SMS Ada', 'VOICE Ada']);
  });

  it('an answered alert stays answered', async () => {
    const cast = await answeredStory.cast(cloud);
    await postAlert(cloud, cast);
    await cloud.settle();
    const sms = (await cloud.outbox()).find(({ channel }) => channel === 'SMS');
    await cloud.reply(sms?.id ?? '', { text: 'A' });
    await cloud.settle();

    await restart();
    await cloud.advance(unansweredStory.lasts);
    const { alerts, messages } = await outcomeOf(cloud, cast, await cloud.outbox());
    expect({ alerts, messages }).toEqual({
      alerts: ['ACCEPTED'],
      messages: ['EMAIL Ada', 'PUSH Ada', 'SMS Ada', 'SMS Ada confirmation'],
    });
  });
});

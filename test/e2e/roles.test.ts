import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { answeredStory, outcomeOf, postAlert, unansweredStory } from './fault-stories.ts';
import { tenOClock } from './stage.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud({ now: tenOClock, clock: 'still', canary: false });
});
afterAll(() => cloud.stop());

const restore = () => cloud.control('DELETE', 'revoke');

async function refusedCalls(since: number) {
  const requests = await cloud.requests(since);
  return requests.filter(({ allowed }) => !allowed).map(({ seq: _seq, at: _at, ...call }) => call);
}

const latest = async () => (await cloud.requests()).at(-1)?.seq ?? 0;
const everyChannel = ['EMAIL Ada', 'PUSH Ada', 'SMS Ada', 'VOICE Ada'];

describe('a call that a role does not allow any more is refused, and nothing is lost when it may again:', {
  timeout: 180_000,
}, () => {
  it.each([
    ['process-event', 'dynamodb:PutItem', { service: 'dynamodb', action: 'TransactWriteItems', status: 400 }],
    ['process-event', 'states:StartExecution', { service: 'states', action: 'StartExecution', status: 400 }],
    ['advance-escalation', 'dynamodb:Query', { service: 'dynamodb', action: 'Query', status: 400 }],
    ['process-event', 'sqs:SendMessage', { service: 'sqs', action: 'SendMessageBatch', status: 403 }],
    ['send-notification', 'dynamodb:GetItem', { service: 'dynamodb', action: 'GetItem', status: 400 }],
  ])('%s without %s', async (name, action, refused) => {
    const cast = await answeredStory.cast(cloud);
    const since = await latest();
    await cloud.control('POST', 'revoke', { function: name, action });
    await postAlert(cloud, cast);
    await cloud.settle();
    expect(await refusedCalls(since)).toContainEqual(expect.objectContaining({ function: name, ...refused }));

    await restore();
    await cloud.advance(answeredStory.lasts);
    const { alerts, messages } = await outcomeOf(cloud, cast, await cloud.outbox());
    expect({ alerts, messages }).toEqual({ alerts: ['PENDING'], messages: everyChannel });
  });

  it('advance-escalation without sqs:SendMessage', async () => {
    const cast = await unansweredStory.cast(cloud);
    const since = await latest();
    await cloud.control('POST', 'revoke', { function: 'advance-escalation', action: 'sqs:SendMessage' });
    await postAlert(cloud, cast);
    await cloud.settle();
    await cloud.advance(301);
    expect(await refusedCalls(since)).toContainEqual(
      expect.objectContaining({
        function: 'advance-escalation',
        service: 'sqs',
        action: 'SendMessageBatch',
        status: 403,
      }),
    );

    await restore();
    await cloud.advance(90);
    expect((await outcomeOf(cloud, cast, await cloud.outbox())).messages).toContain('EMAIL Grace');
  });

  it('send-notification without sms-voice:SendTextMessage tells on every other channel at once', async () => {
    const cast = await answeredStory.cast(cloud);
    await cloud.control('POST', 'revoke', { function: 'send-notification', action: 'sms-voice:SendTextMessage' });
    await postAlert(cloud, cast);
    await cloud.settle();
    const others = everyChannel.filter((one) => !one.startsWith('SMS'));
    expect((await outcomeOf(cloud, cast, await cloud.outbox())).messages).toEqual(others);

    await restore();
    await cloud.advance(answeredStory.lasts);
    expect((await outcomeOf(cloud, cast, await cloud.outbox())).messages).toEqual(others);
  });

  it('ingest without sqs:SendMessage takes nothing that it cannot keep', async () => {
    const cast = await answeredStory.cast(cloud);
    const since = await latest();
    await cloud.control('POST', 'revoke', { function: 'ingest', action: 'sqs:SendMessage' });
    const { integrationKey } = cast.source;
    const event = { integrationKey, eventType: 'ALERT', summary: 'Disk full on db-1' };
    expect(await cloud.api('POST', '/api/events', event, null)).toMatchObject({ status: 503 });
    expect(await refusedCalls(since)).toContainEqual({
      function: 'ingest',
      service: 'sqs',
      action: 'SendMessageBatch',
      status: 403,
      allowed: false,
    });

    await restore();
    expect(await postAlert(cloud, cast)).toBe(1);
    await cloud.advance(answeredStory.lasts);
    expect((await outcomeOf(cloud, cast, await cloud.outbox())).messages).toEqual(everyChannel);
  });
});

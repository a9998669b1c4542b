import { describe, expect, it } from 'vitest';
import { parseBody } from '../../functions/integrations/body.ts';
import { allIntegrations } from '../../functions/integrations/catalogue.ts';
import { processEvent } from '../../functions/usecases/event/process.ts';
import { handleKeys } from '../../functions/usecases/reply/handle-keys.ts';
import { handleSms } from '../../functions/usecases/reply/handle-sms.ts';
import { aSendingWorld } from '../channels/sending-world.ts';
import {
  certificate,
  certificateUrl,
  notification,
  signed,
  subscribeUrl,
  subscription,
  topicArn,
} from '../integrations/receive/sns-signer.ts';
import { aSource, aWorld } from '../integrations/receive/world.ts';
import { anEventMessage, aPolicy, aUser } from '../support/factories.ts';

const pages = {
  [certificateUrl]: { status: 200, body: certificate },
  [subscribeUrl]: { status: 200, body: '<ConfirmSubscriptionResponse/>' },
};
const strict = aSource({ metadata: { requireSignature: true, topicArn } });

describe('a message that SNS signed', () => {
  const ago = (hours: number) => new Date(Date.parse('2026-11-21T20:30:00Z') - hours * 3_600_000).toISOString();

  it.each([
    ['now', 0, true],
    ['23 hours ago', 23, true],
    ['25 hours ago', 25, false],
    ['a year ago', 8760, false],
    ['in an hour', -1, false],
  ])('%s is taken: %s hours, %s', async (_when, hours, isTaken) => {
    const world = aWorld({ pages, source: strict });
    const sent = world.post(signed({ ...notification, Timestamp: ago(hours) }), { slug: 'aws-sns' });
    if (isTaken) await expect(sent).resolves.toBeDefined();
    else await expect(sent).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('long ago confirms no subscription', async () => {
    const world = aWorld({ pages });
    await world.post(signed({ ...subscription, Timestamp: ago(72) }), { slug: 'aws-sns' });
    expect(world.sent[0]?.message.note).toMatch(/^refused/);
    expect(world.fetched).not.toContain(subscribeUrl);
  });

  it('counts by every signed member, and says nothing by a time that is none', async () => {
    const original = signed(notification);
    for (const name of ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'])
      for (const value of [`${original[name]}x`, '', '2026-11-21T20:29:58.000Z', null, {}, [original[name]]]) {
        const world = aWorld({ pages, source: strict });
        const forged = { ...original, [name]: value };
        await expect(world.post(forged, { slug: 'aws-sns' }), `${name}: ${value}`).rejects.toMatchObject({
          code: 'FORBIDDEN',
        });
      }
  });

  it('cannot be downgraded from one signature version to the other', async () => {
    for (const [made, said] of [
      ['2', '1'],
      ['1', '2'],
      ['2', '0'],
      ['2', ''],
    ] as const) {
      const world = aWorld({ pages, source: strict });
      const forged = { ...signed(notification, made), SignatureVersion: said };
      await expect(world.post(forged, { slug: 'aws-sns' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
  });

  it('is believed by a certificate of SNS alone', async () => {
    for (const url of [
      'https://sns.eu-central-1.amazonaws.com.evil.example/SimpleNotificationService-0.pem',
      'https://evil.example/sns.eu-central-1.amazonaws.com/SimpleNotificationService-0.pem',
      'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0.pem?redirect=https://evil.example',
      'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0.pem/../../evil.pem',
      'https://sns.eu-central-1.amazonaws.com/bucket/SimpleNotificationService-0.pem',
      'https://sns-eu-central-1.amazonaws.com/SimpleNotificationService-0.pem',
      'https://s3.eu-central-1.amazonaws.com/SimpleNotificationService-0.pem',
      'https://sns.eu-central-1.amazonaws.com.cn.evil.example/SimpleNotificationService-0.pem',
      'https://sns.evil-1.amazonaws.com@evil.example/SimpleNotificationService-0.pem',
      'https://sns.eu-central-1.amazonaws.com:444/SimpleNotificationService-0.pem',
      'http://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0.pem',
      '//sns.eu-central-1.amazonaws.com/SimpleNotificationService-0.pem',
      '',
    ]) {
      const world = aWorld({ pages: { ...pages, [url]: { status: 200, body: certificate } }, source: strict });
      const forged = { ...signed(notification), SigningCertURL: url };
      await expect(world.post(forged, { slug: 'aws-sns' }), url).rejects.toMatchObject({ code: 'FORBIDDEN' });
      expect([url, world.fetched]).toEqual([url, []]);
    }
  });
});

describe('an event that comes again', () => {
  it('under the same id does nothing again, however often and late', async () => {
    const world = await aSendingWorld();
    const message = anEventMessage({ alertKey: 'k' }, { eventId: 'event-1', receivedAt: world.clock.now() });
    for (let count = 0; count < 4; count++) await processEvent(world.ctx, message);
    world.clock.advance({ hours: 5 });
    await processEvent(world.ctx, message);
    const alerts = await world.store.alerts.list({}, { offset: 0, limit: 10 });
    expect(alerts).toHaveLength(1);
    expect((await world.timeline(alerts[0]?.id ?? 0)).filter((type) => type === 'AlertReceived')).toHaveLength(1);
  });
});

describe('an answer that somebody forged', () => {
  async function called() {
    const world = await aSendingWorld({
      users: [aUser(1, {}, [{ method: 'VOICE' }]), aUser(2), aUser(3)],
      policy: aPolicy([[1], [2]], { minutes: 30 }),
    });
    const alertId = await world.arrive();
    await world.advance({ seconds: 5 });
    const attributes = { ...world.received[0]?.data, language: 'en' };
    return { ...world, alertId, attributes, status: async () => (await world.store.alerts.get(alertId))?.status };
  }

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', '1 2', '12', '１', '', '9'.repeat(100_000)])(
    'by the keys %s does nothing',
    async (digits) => {
      const world = await called();
      const key = { contactId: 'c', number: '+49151000001', digits, attributes: world.attributes };
      expect((await handleKeys(world.ctx, key)).slice(0, 200)).toContain('Press 1 to accept');
      expect(await world.status()).toBe('PENDING');
    },
  );

  it.each<[string, Record<string, string>]>([
    ['another person', { userId: '2' }],
    ['nobody', { userId: '' }],
    ['no number', { userId: 'NaN' }],
    ['no alert', { alertId: '0' }],
    ['an alert that is no number', { alertId: 'one' }],
    ['another alert', { alertId: '4711' }],
  ])('in the name of %s does nothing', async (_who, changes) => {
    const world = await called();
    const attributes = { ...world.attributes, ...changes };
    await handleKeys(world.ctx, { contactId: 'c', number: '+49151000001', digits: '1', attributes });
    expect(await world.status()).toBe('PENDING');
  });

  it.each(['+49151000009', '', '+', 'anonymous', '+49151000001,+49151000002', '+49151000001; ext=2'])(
    'from the number %j does nothing',
    async (from) => {
      const world = await called();
      await handleSms(world.ctx, { inboundId: 'i', from, text: 'A1' });
      await handleKeys(world.ctx, { contactId: 'c', number: from, digits: '1', attributes: world.attributes });
      expect(await world.status()).toBe('PENDING');
    },
  );
});

it('a form or a body cannot give every object a member', async () => {
  const integrations = await allIntegrations();
  const bodies = [
    '__proto__=1&__proto__[polluted]=1&constructor[prototype][polluted]=1',
    'payload={"__proto__":{"polluted":1}}',
    '{"__proto__":{"polluted":1},"labels":{"__proto__":"x","constructor":"y"},"customDetails":{"__proto__":{"polluted":1}},"eventType":"ALERT","summary":"x"}',
    '{"tags":[{"tag":"__proto__","value":"polluted"}],"id":"1","name":"x"}',
    '{"MessageAttributes":{"__proto__":{"Value":"polluted"}},"Type":"Notification","TopicArn":"a","Message":"{\\"__proto__\\":{\\"polluted\\":1}}"}',
    '{"AlarmName":"a","NewStateValue":"ALARM","Trigger":{"Dimensions":[{"name":"__proto__","value":"polluted"}]}}',
  ];
  for (const body of bodies) {
    const parsed = parseBody(body);
    for (const { read } of integrations) {
      try {
        const { events } = read({
          headers: {},
          query: { ['__proto__']: 'x' },
          body: 'value' in parsed ? parsed.value : '',
        });
        for (const event of events) expect(Object.getPrototypeOf(event.customDetails ?? {})).toBe(Object.prototype);
      } catch (error) {
        expect((error as Error).name).toBe('InvalidInputError');
      }
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  }
});

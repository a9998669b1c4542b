import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  certificate,
  certificateUrl,
  notification,
  signed,
  subscribeUrl,
  subscription,
  topicArn,
} from './sns-signer.ts';
import { aSource, aWorld, keptBody } from './world.ts';

const sns = { slug: 'aws-sns' };
const pages = {
  [certificateUrl]: { status: 200, body: certificate },
  [subscribeUrl]: { status: 200, body: '<ConfirmSubscriptionResponse/>' },
};
const strict = aSource({ metadata: { requireSignature: true } });

describe('an SNS subscription', () => {
  it.each(['1', '2'] as const)(
    'signed by SNS (version %s) is confirmed and recorded, without an event',
    async (version) => {
      const world = aWorld({ pages });
      await world.post(signed(subscription, version), sns);
      expect(world.fetched).toEqual([certificateUrl, subscribeUrl]);
      expect(world.sent[0]?.message).toMatchObject({ note: 'the SNS subscription was confirmed' });
      expect(world.sent[0]?.message.event).toBeUndefined();
    },
  );

  const forgeries: [string, Record<string, string>][] = [
    ['whose signature is of other words', { ...signed(subscription), Token: 'another' }],
    ['whose signature is no signature', { ...signed(subscription), Signature: 'EXAMPLE==' }],
    ['without a signature', { ...subscription }],
    ['of an unknown signature version', { ...signed(subscription), SignatureVersion: '3' }],
    ['that swaps the address to confirm', { ...signed(subscription), SubscribeURL: `${subscribeUrl}&x=1` }],
    [
      'whose certificate is at a stranger',
      { ...signed(subscription), SigningCertURL: 'https://evil.example.com/a.pem' },
    ],
    [
      'whose certificate is at a host that only ends like SNS',
      {
        ...signed(subscription),
        SigningCertURL: certificateUrl.replace('.amazonaws.com', '.amazonaws.com.evil.example'),
      },
    ],
    [
      'whose certificate is at a bucket',
      { ...signed(subscription), SigningCertURL: certificateUrl.replace('sns.eu', 'sns.s3.eu') },
    ],
    [
      'whose certificate comes without TLS',
      { ...signed(subscription), SigningCertURL: certificateUrl.replace('s:', ':') },
    ],
    [
      'whose certificate is on another port',
      { ...signed(subscription), SigningCertURL: certificateUrl.replace('.com/', '.com:8443/') },
    ],
    [
      'whose certificate is at another path',
      { ...signed(subscription), SigningCertURL: certificateUrl.replace('SimpleN', 'x/SimpleN') },
    ],
    [
      'whose certificate nobody serves',
      { ...signed(subscription), SigningCertURL: certificateUrl.replace('0123', '4567') },
    ],
    ...[
      'https://evil.example.com/?Action=ConfirmSubscription',
      'http://169.254.169.254/latest/meta-data/',
      'https://sns.eu-central-1.amazonaws.com@evil.example.com/',
      'https://sns.eu-central-1.amazonaws.com/?Action=DeleteTopic',
      'https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:eu-central-1:1:other',
      'file:///etc/passwd',
      'not an address',
    ].map((address): [string, Record<string, string>] => [
      `whose address to confirm is ${address}`,
      signed({ ...subscription, SubscribeURL: address }),
    ]),
  ];

  it.each(forgeries)('%s is accepted, recorded as refused, and never confirmed', async (_case, delivery) => {
    const world = aWorld({ pages });
    expect(await world.post(delivery, sns)).toEqual({});
    expect(world.sent[0]?.message.note).toMatch(/^refused/);
    expect(
      world.fetched.filter((url) => url !== certificateUrl && !url.includes('SimpleNotificationService-')),
    ).toEqual([]);
    expect(world.fetched.every((url) => new URL(url).hostname === 'sns.eu-central-1.amazonaws.com')).toBe(true);
  });

  it('that SNS does not confirm is not accepted, so that SNS asks again', async () => {
    const world = aWorld({ pages: { ...pages, [subscribeUrl]: { status: 500, body: '' } } });
    await expect(world.post(signed(subscription), sns)).rejects.toMatchObject({ code: 'BUSY' });
    expect(world.sent).toEqual([]);
  });

  it.each(['aws-cloudwatch', 'aws-eventbridge', 'grafana', 'api'])('is a handshake for %s too', async (slug) => {
    const world = aWorld({ pages });
    await world.post(signed(subscription), { slug });
    expect(world.fetched).toContain(subscribeUrl);
    expect(world.sent[0]?.message.event).toBeUndefined();
  });
});

describe('a source that requires signatures', () => {
  it.each(['1', '2'] as const)('takes a notification that SNS signed (version %s)', async (version) => {
    const world = aWorld({ pages, source: strict });
    await world.post(signed(notification, version), sns);
    const { Subject: _none, ...withoutSubject } = notification;
    await world.post(signed(withoutSubject, version), sns);
    expect(world.sent).toHaveLength(2);
    expect(world.fetched).toEqual([certificateUrl]);
  });

  it.each<[string, unknown]>([
    ['a changed message', { ...signed(notification), Message: 'All is well' }],
    ['a message without signature', notification],
    ['a message of another topic', { ...signed(notification), TopicArn: topicArn.replace('oncall', 'other') }],
    ['a bare alarm without its envelope', { AlarmName: 'a', NewStateValue: 'OK', AlarmArn: 'arn:aws:cloudwatch:x' }],
    ['an event of our own format', { eventType: 'RESOLVE', alertKey: 'a' }],
    ['an end of the subscription', { ...signed(notification), Type: 'UnsubscribeConfirmation' }],
  ])('refuses %s', async (_case, body) => {
    const world = aWorld({ pages, source: strict });
    for (const slug of ['aws-sns', 'api'])
      await expect(world.post(body, { slug })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(world.sent).toEqual([]);
  });

  it.each<Record<string, string>>([
    { authorization: 'Bearer undefined' },
    { authorization: 'Bearer token' },
    { 'x-tocsin-signature': createHmac('sha256', 'undefined').update('{}').digest('hex') },
    { 'x-gitlab-token': '' },
  ])('and has no secret refuses whatever somebody gives for one: %j', async (headers) => {
    const world = aWorld({ pages, source: strict });
    await expect(world.post({}, { headers })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(world.sent).toEqual([]);
  });

  it('may say so in text, as Terraform does', async () => {
    const world = aWorld({ pages, source: aSource({ metadata: { requireSignature: 'true' } }) });
    await expect(world.post(notification, sns)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('a source that names its topics', () => {
  const source = (topics: unknown) => aSource({ metadata: { requireSignature: true, topicArn: topics } });
  const another = `${topicArn}-2`;

  it.each([[topicArn], [`${another}, ${topicArn}`], [[another, topicArn]], [''], [null]])(
    'listens to %j, to any where that is none',
    async (topics) => {
      const world = aWorld({ pages, source: source(topics) });
      await world.post(signed(subscription), sns);
      await world.post(signed(notification), sns);
      expect(world.sent[0]?.message.note).toMatch(/confirmed/);
      expect(world.sent[1]?.message.event).toBeDefined();
    },
  );

  it('refuses others, however well signed: anybody can sign with a topic of their own', async () => {
    const world = aWorld({ pages, source: source(another) });
    await world.post(signed(subscription), sns);
    expect(world.sent[0]?.message.note).toMatch(/^refused/);
    expect(world.fetched).toEqual([]);
    await expect(world.post(signed(notification), sns)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('a source without such a requirement', () => {
  it('takes notifications without asking for the certificate', async () => {
    const world = aWorld({ pages });
    await world.post(notification, sns);
    expect(world.fetched).toEqual([]);
    expect(world.sent[0]?.message.event).toMatchObject({ eventType: 'ALERT', summary: 'Nightly export failed' });
  });
});

describe('a source with a signing secret', () => {
  const alert = JSON.stringify({ eventType: 'ALERT', summary: 'Disk full' });
  const hmac = (body: string, secret = 's3cret', algorithm = 'sha256', encoding: 'hex' | 'base64' = 'hex') =>
    createHmac(algorithm, secret).update(body).digest(encoding);
  const source = aSource({ metadata: { signingSecret: 's3cret' } });

  it.each([
    ['x-tocsin-signature', hmac(alert)],
    ['x-hub-signature-256', `sha256=${hmac(alert)}`],
    ['x-grafana-alerting-signature', hmac(alert)],
    ['x-checkly-signature', hmac(alert)],
    ['sentry-hook-signature', hmac(alert)],
    ['ohdear-signature', hmac(alert)],
    ['x-hub-signature', `sha256=${hmac(alert)}`],
    ['x-hub-signature', `sha1=${hmac(alert, 's3cret', 'sha1')}`],
    ['x-pagerduty-signature', `v1=${hmac(alert, 'the former one')},v1=${hmac(alert)}`],
    ['x-tfe-notification-signature', hmac(alert, 's3cret', 'sha512')],
    ['x-mms-event-signature', hmac(alert, 's3cret', 'sha1', 'base64')],
    ['x-gitlab-token', 's3cret'],
    ['cf-webhook-auth', 's3cret'],
    ['x-honeycomb-webhook-token', 's3cret'],
    ['honeybadger-token', 's3cret'],
    ['authorization', 'Bearer s3cret'],
    ['authorization', ' bearer s3cret '],
  ])('takes a body signed in %s', async (header, signature) => {
    const world = aWorld({ source });
    await world.post(alert, { headers: { [header]: signature } });
    expect(world.sent).toHaveLength(1);
  });

  it.each([
    ['no signature', {}],
    ['an empty signature', { 'x-tocsin-signature': '' }],
    ['a signature of another secret', { 'x-tocsin-signature': hmac(alert, 'guess') }],
    ['a signature of another body', { 'x-tocsin-signature': hmac('{}') }],
    ['a signature by another method', { 'x-tocsin-signature': hmac(alert, 's3cret', 'sha1') }],
    ['a signature with more behind it', { 'x-tocsin-signature': `${hmac(alert)}, or not` }],
    ['another token', { 'x-gitlab-token': 's3cret2' }],
    ['an empty token', { 'x-gitlab-token': '', authorization: 'Bearer ' }],
    ['another scheme', { authorization: 'Basic s3cret' }],
    ['half a signature', { 'x-tocsin-signature': hmac(alert).slice(0, 32) }],
  ])('refuses %s', async (_case, headers) => {
    const world = aWorld({ source });
    await expect(world.post(alert, { headers })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(world.sent).toEqual([]);
  });

  it('takes no message of SNS instead, unless a signature is all that is required', async () => {
    const delivery = { ...signed(notification), secret: 'none' };
    await expect(aWorld({ source, pages }).post(delivery, sns)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const world = aWorld({ source: strict, pages });
    await world.post(delivery, sns);
    expect(world.sent).toHaveLength(1);
    await expect(world.post(alert, sns)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('takes the shared secret that Meraki writes into the body, and keeps it nowhere', async () => {
    const world = aWorld({ source: aSource({ metadata: { signingSecret: 'a-long-s3cret' } }) });
    const body = { sharedSecret: 'a-long-s3cret', alertType: 'APs went down', alertTypeId: 'stopped_reporting' };
    await world.post(body, { slug: 'cisco-meraki' });
    expect(JSON.stringify(world.sent)).not.toContain('a-long-s3cret');
    expect(await keptBody(world, world.sent[0]?.message)).not.toContain('a-long-s3cret');
    await expect(world.post({ ...body, sharedSecret: 'guess' }, { slug: 'cisco-meraki' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

describe('the address of a source that gets mails or texts', () => {
  it.each(['EMAIL2', 'EMAIL', 'SMS'])(
    'of type %s is no key: whoever can guess it resolves nothing over HTTP',
    async (integrationType) => {
      const world = aWorld({ source: aSource({ integrationType }) });
      await expect(world.post({ eventType: 'RESOLVE', alertKey: 'x' })).rejects.toMatchObject({
        field: 'integrationKey',
      });
      expect(world.sent).toEqual([]);
    },
  );
});

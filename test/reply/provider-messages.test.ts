import { describe, expect, it } from 'vitest';
import { KeyPress, readProviderMessage } from '../../functions/domain/reply/provider-messages.ts';

const enveloped = (message: object) =>
  JSON.stringify({ Type: 'Notification', TopicArn: 'arn:aws:sns:x:1:t', Message: JSON.stringify(message) });

const sms = {
  originationNumber: '+491510000001',
  destinationNumber: '+4930',
  messageKeyword: 'KEYWORD',
  messageBody: 'A7',
  inboundMessageId: 'in-1',
};
const phoneEvent = (eventType: string) => ({
  eventType,
  messageId: 'm-1',
  messageStatusDescription: 'described',
  context: { notification: 'ref' },
});
const mail = { messageId: 'm-2', tags: { notification: ['ref'], 'ses:configuration-set': ['mail'] } };

describe('what providers send', () => {
  it.each([
    ['in an envelope', enveloped(sms)],
    ['raw', JSON.stringify(sms)],
  ])('a text message, %s', (_case, body) => {
    expect(readProviderMessage(body)).toEqual({
      kind: 'sms',
      inboundId: 'in-1',
      from: '+491510000001',
      to: sms.destinationNumber,
      text: 'A7',
    });
  });

  it('a stored mail', () => {
    const event = {
      source: 'aws.s3',
      'detail-type': 'Object Created',
      detail: { bucket: { name: 'mail' }, object: { key: 'inbound/abc', size: 5 } },
    };
    expect(readProviderMessage(JSON.stringify(event))).toEqual({ kind: 'mail', bucket: 'mail', key: 'inbound/abc' });
  });

  it.each([
    ['2026-11-21T10:00:05Z', '2026-11-21T10:00:05.999Z'],
    ['2026-11-21T10:00:05.25Z', '2026-11-21T10:00:05.250Z'],
    ['2026-11-21T11:00:05+01:00', '2026-11-21T10:00:05.999Z'],
    ['yesterday', undefined],
  ])('when a mail arrived: %s', (time, at) => {
    const detail = { bucket: { name: 'mail' }, object: { key: 'inbound/abc' } };
    const event = { source: 'aws.s3', 'detail-type': 'Object Created', time, detail };
    const read = readProviderMessage(JSON.stringify(event));
    expect(read.kind === 'mail' ? read.at : 'no mail').toBe(at);
  });

  it('when a text arrived', () => {
    const Timestamp = '2026-11-21T10:00:05.123Z';
    const envelope = { Type: 'Notification', Message: JSON.stringify(sms), Timestamp };
    expect(readProviderMessage(JSON.stringify(envelope))).toMatchObject({ kind: 'sms', at: Timestamp });
  });

  it.each([
    ['TEXT_DELIVERED', 'sms.eum', 'DELIVERED', ''],
    ['TEXT_UNREACHABLE', 'sms.eum', 'FAILED', 'described'],
    ['TEXT_TTL_EXPIRED', 'sms.eum', 'FAILED', 'described'],
    ...[
      'BLOCKED',
      'CARRIER_BLOCKED',
      'CARRIER_UNREACHABLE',
      'INVALID',
      'INVALID_MESSAGE',
      'PROTECT_BLOCKED',
      'SPAM',
      'UNKNOWN',
    ].map((why) => [`TEXT_${why}`, 'sms.eum', 'FAILED', 'described'] as [string, string, string, string]),
    ['VOICE_TTL_EXPIRED', 'voice.eum', 'FAILED', 'described'],
    ['VOICE_COMPLETED', 'voice.eum', 'DELIVERED', ''],
    ['VOICE_FAILED', 'voice.eum', 'FAILED', 'described'],
    ['VOICE_BUSY', 'voice.eum', 'NOT_ANSWERED', 'BUSY'],
    ['VOICE_NO_ANSWER', 'voice.eum', 'NOT_ANSWERED', 'NO_ANSWER'],
  ])('%s', (eventType, driver, outcome, reason) => {
    expect(readProviderMessage(enveloped(phoneEvent(eventType)))).toEqual({
      kind: 'receipt',
      receipt: { driver, providerId: 'm-1', reference: 'ref', outcome, reason },
      blocked: [],
    });
  });

  it.each([
    ['Delivery', {}, 'DELIVERED', []],
    [
      'Bounce',
      { bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: 'a@x.org', diagnosticCode: '550' }] } },
      'FAILED',
      ['a@x.org'],
    ],
    ['Bounce', { bounce: { bounceType: 'Transient', bouncedRecipients: [{ emailAddress: 'a@x.org' }] } }, 'FAILED', []],
    ['Reject', {}, 'FAILED', []],
    ['Complaint', { complaint: { complainedRecipients: [{ emailAddress: 'a@x.org' }] } }, undefined, ['a@x.org']],
  ])('%s of a mail', (eventType, facts, outcome, blocked) => {
    const read = readProviderMessage(enveloped({ eventType, mail, ...facts }));
    expect(read).toMatchObject({ kind: 'receipt', blocked });
    expect(read.kind === 'receipt' ? read.receipt?.outcome : 'none').toBe(outcome);
  });

  it.each([
    [
      'Bounce',
      { bounce: { bounceType: 'Permanent', bounceSubType: 'General', bouncedRecipients: [] } },
      'Permanent General',
    ],
    [
      'Bounce',
      {
        bounce: { bounceType: 'Transient', bouncedRecipients: [{ emailAddress: 'a@x.org', diagnosticCode: '550 no' }] },
      },
      '550 no',
    ],
    ['Reject', {}, 'Reject'],
    ['Rendering Failure', {}, 'Rendering Failure'],
  ])('%s of a mail says why', (eventType, facts, reason) => {
    expect(readProviderMessage(enveloped({ eventType, mail, ...facts }))).toMatchObject({
      receipt: { driver: 'email.ses', providerId: 'm-2', reference: 'ref', reason },
    });
  });

  it('a failure that nobody describes is described by its kind', () => {
    const { messageStatusDescription: _none, context: _nothing, ...event } = phoneEvent('TEXT_SPAM');
    expect(readProviderMessage(enveloped(event))).toMatchObject({
      receipt: { outcome: 'FAILED', reason: 'TEXT_SPAM' },
    });
  });

  it('a complaint of one person is one', () => {
    const complaint = { complainedRecipients: [{ emailAddress: 'a@x.org' }] };
    const read = { kind: 'receipt', blocked: ['a@x.org'], isComplaint: true };
    expect(readProviderMessage(enveloped({ eventType: 'Complaint', mail, complaint }))).toEqual(read);
  });

  it('a complaint about nobody blocks nobody', () => {
    expect(readProviderMessage(enveloped({ eventType: 'Complaint', mail }))).toEqual({ kind: 'receipt', blocked: [] });
  });

  it.each(['INITIATED', 'CONNECTED_TO_SYSTEM', 'QUEUED'])('the step %s of a call asks for nothing', (eventType) => {
    const event = {
      source: 'aws.connect',
      'detail-type': 'Amazon Connect Contact Event',
      detail: { eventType, contactId: 'c-1' },
    };
    expect(readProviderMessage(JSON.stringify(event))).toEqual({ kind: 'other' });
  });

  const connected = { connectedToSystemTimestamp: '2026-11-21T10:00:07.000Z' };

  it.each([
    ['that somebody took', { ...connected, disconnectReason: 'CUSTOMER_DISCONNECT' }, 'DELIVERED', ''],
    ['that broke after somebody took it', { ...connected, disconnectReason: 'TELECOM_PROBLEM' }, 'DELIVERED', ''],
    ['that nobody took', { disconnectReason: 'CUSTOMER_DISCONNECT' }, 'NOT_ANSWERED', 'CUSTOMER_DISCONNECT'],
    ['that nobody took, and nobody says why', {}, 'NOT_ANSWERED', 'NO_ANSWER'],
    ['that says nothing', { connectedToSystemTimestamp: null, disconnectReason: '' }, 'NOT_ANSWERED', 'NO_ANSWER'],
    ['that the network did not put through', { disconnectReason: 'TELECOM_PROBLEM' }, 'FAILED', 'TELECOM_PROBLEM'],
    ['that could not be dialled', { disconnectReason: 'OUTBOUND_ATTEMPT_FAILED' }, 'FAILED', 'OUTBOUND_ATTEMPT_FAILED'],
    [
      'to a number that does not exist',
      { disconnectReason: 'OUTBOUND_DESTINATION_ENDPOINT_ERROR' },
      'FAILED',
      'OUTBOUND_DESTINATION_ENDPOINT_ERROR',
    ],
  ])('the end of a call %s', (_case, facts, outcome, reason) => {
    const event = {
      source: 'aws.connect',
      'detail-type': 'Amazon Connect Contact Event',
      detail: { eventType: 'DISCONNECTED', contactId: 'c-1', ...facts },
    };
    expect(readProviderMessage(JSON.stringify(event))).toEqual({
      kind: 'receipt',
      receipt: { driver: 'voice.connect', providerId: 'c-1', outcome, reason },
      blocked: [],
    });
  });

  it.each([
    ['not JSON', 'hello'],
    ['JSON of no meaning', '[]'],
    ['a number', '7'],
    ['an envelope around nonsense', enveloped([])],
    ['a step on the way', enveloped(phoneEvent('TEXT_QUEUED'))],
    ['a ring', enveloped(phoneEvent('VOICE_RINGING'))],
    ['a delay', enveloped({ eventType: 'DeliveryDelay', mail })],
    ['a new kind of event', enveloped({ eventType: 'Open', mail })],
  ])('%s asks for nothing', (_case, body) => {
    expect(readProviderMessage(body)).toEqual({ kind: 'other' });
  });
});

describe('what providers send that asks for nothing', () => {
  it.each(['Send', 'DeliveryDelay'])('%s of a mail is a step on the way', (eventType) => {
    expect(readProviderMessage(enveloped({ eventType, mail }))).toEqual({ kind: 'other' });
  });

  it.each(['CONTEXT_DELIVERED', 'NO_TEXT_DELIVERED', 'MEDIA_DELIVERED'])('%s is of no channel of ours', (eventType) => {
    expect(readProviderMessage(enveloped(phoneEvent(eventType)))).toEqual({ kind: 'other' });
  });
});

describe('what providers send with less in it than usual', () => {
  it('a delivered mail has no reason', () => {
    expect(readProviderMessage(enveloped({ eventType: 'Delivery', mail }))).toEqual({
      kind: 'receipt',
      receipt: { driver: 'email.ses', providerId: 'm-2', reference: 'ref', outcome: 'DELIVERED', reason: '' },
      blocked: [],
    });
  });

  it('a bounce that does not say of whom has failed, and blocks nobody', () => {
    expect(readProviderMessage(enveloped({ eventType: 'Bounce', mail }))).toMatchObject({
      kind: 'receipt',
      receipt: { outcome: 'FAILED', providerId: 'm-2' },
      blocked: [],
    });
  });
});

describe('the end of a call that was never picked up', () => {
  it.each([
    ['TELECOM_BUSY', 'FAILED'],
    ['OUTBOUND_DESTINATION_ENDPOINT_ERROR', 'FAILED'],
    ['CUSTOMER_OUTBOUND_LIMIT', 'NOT_ANSWERED'],
    ['NO_TELECOM_ANSWER', 'NOT_ANSWERED'],
  ])('with %s is %s', (disconnectReason, outcome) => {
    const event = {
      source: 'aws.connect',
      'detail-type': 'Amazon Connect Contact Event',
      detail: { eventType: 'DISCONNECTED', contactId: 'c-1', disconnectReason },
    };
    expect(readProviderMessage(JSON.stringify(event))).toMatchObject({
      receipt: { driver: 'voice.connect', providerId: 'c-1', outcome, reason: disconnectReason },
    });
  });
});

describe('a key that was pressed in a call', () => {
  const Details = { ContactData: { ContactId: 'c-1' } };
  it.each([
    ['ContactFlowEvent', true],
    ['ContactFlowEvents', false],
    [undefined, false],
  ])('is what the flow calls %s: %s', (Name, isOne) => {
    expect(KeyPress.safeParse({ Name, Details }).success).toBe(isOne);
  });
});

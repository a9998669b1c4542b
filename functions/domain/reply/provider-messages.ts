import * as z from 'zod';
import { type Instant, parseInstant, plus } from '../time.ts';

/** https://docs.aws.amazon.com/sms-voice/latest/userguide/two-way-sms-payload.html */
const InboundSms = z.object({
  originationNumber: z.string(),
  destinationNumber: z.string().default(''),
  messageBody: z.string(),
  inboundMessageId: z.string(),
});

/** https://docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets-event-format.html */
const PhoneEvent = z.object({
  eventType: z.string(),
  messageId: z.string(),
  messageStatusDescription: z.string().optional(),
  context: z.record(z.string(), z.string()).optional(),
});

/** https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html */
const MailEvent = z.object({
  eventType: z.enum(['Bounce', 'Complaint', 'Delivery', 'Reject', 'Rendering Failure']),
  mail: z.object({ messageId: z.string(), tags: z.record(z.string(), z.array(z.string())).optional() }),
  bounce: z
    .object({
      bounceType: z.string(),
      bounceSubType: z.string().optional(),
      bouncedRecipients: z.array(z.object({ emailAddress: z.string(), diagnosticCode: z.string().optional() })),
    })
    .optional(),
  complaint: z.object({ complainedRecipients: z.array(z.object({ emailAddress: z.string() })) }).optional(),
});

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html */
const StoredMail = z.object({
  source: z.literal('aws.s3'),
  'detail-type': z.literal('Object Created'),
  time: z.string().optional(),
  detail: z.object({ bucket: z.object({ name: z.string() }), object: z.object({ key: z.string() }) }),
});

/** https://docs.aws.amazon.com/connect/latest/adminguide/contact-events.html */
const CallEvent = z.object({
  source: z.literal('aws.connect'),
  'detail-type': z.literal('Amazon Connect Contact Event'),
  detail: z.object({
    eventType: z.string(),
    contactId: z.string(),
    connectedToSystemTimestamp: z.string().nullish(),
    disconnectReason: z.string().nullish(),
  }),
});

/** https://docs.aws.amazon.com/connect/latest/adminguide/connect-lambda-functions.html */
export const KeyPress = z.object({
  Name: z.literal('ContactFlowEvent'),
  Details: z.object({
    ContactData: z.object({
      ContactId: z.string(),
      Attributes: z.record(z.string(), z.string()).nullish(),
      CustomerEndpoint: z.object({ Address: z.string() }).nullish(),
    }),
    Parameters: z.object({ digits: z.string().optional() }).nullish(),
  }),
});
export type KeyPress = z.infer<typeof KeyPress>;

/** What became of a message of ours. */
export interface Outcome {
  readonly driver: string;
  readonly providerId: string;
  readonly reference?: string | undefined;
  readonly outcome: 'DELIVERED' | 'FAILED' | 'NOT_ANSWERED';
  readonly reason: string;
}

/** Each kind of message that arrives on the inbound queue. */
export type ProviderMessage =
  | {
      readonly kind: 'sms';
      readonly inboundId: string;
      readonly from: string;
      /** The number it came to; empty when it is not said. */
      readonly to: string;
      readonly text: string;
      /** When it arrived, where that is said; the queue keeps no order. */
      readonly at?: Instant;
    }
  | { readonly kind: 'mail'; readonly bucket: string; readonly key: string; readonly at?: Instant }
  | {
      readonly kind: 'receipt';
      readonly receipt?: Outcome;
      readonly blocked: readonly string[];
      readonly isComplaint?: true;
    }
  /** Nothing to do: a step on the way, or something we do not know. */
  | { readonly kind: 'other' };

const Envelope = z.object({
  Type: z.literal('Notification'),
  Message: z.string(),
  Timestamp: z.string().optional(),
});

/** A time that is told to the second means its end: what came in the same second is not older. */
function arrival(time = ''): { readonly at?: Instant } {
  const instant = parseInstant(time);
  if (instant === undefined) return {};
  return { at: time.includes('.') ? instant : plus(instant, { milliseconds: 999 }) };
}

/** Reads a message of the inbound queue, in SNS's envelope or without. */
export function readProviderMessage(body: string): ProviderMessage {
  const outer: unknown = parsed(body);
  const envelope = Envelope.safeParse(outer);
  const message = envelope.success ? parsed(envelope.data.Message) : outer;

  const sms = InboundSms.safeParse(message);
  if (sms.success) {
    const { inboundMessageId, originationNumber, destinationNumber, messageBody } = sms.data;
    return {
      kind: 'sms',
      inboundId: inboundMessageId,
      from: originationNumber,
      to: destinationNumber,
      text: messageBody,
      ...arrival(envelope.data?.Timestamp),
    };
  }
  const stored = StoredMail.safeParse(message);
  if (stored.success) {
    const { time, detail } = stored.data;
    return { kind: 'mail', bucket: detail.bucket.name, key: detail.object.key, ...arrival(time) };
  }
  const phone = PhoneEvent.safeParse(message);
  if (phone.success) return readPhoneEvent(phone.data);
  const mail = MailEvent.safeParse(message);
  if (mail.success) return readMailEvent(mail.data);
  const call = CallEvent.safeParse(message);
  return call.success ? readCallEvent(call.data) : { kind: 'other' };
}

const failures: readonly string[] = [
  'TEXT_BLOCKED',
  'TEXT_CARRIER_BLOCKED',
  'TEXT_CARRIER_UNREACHABLE',
  'TEXT_INVALID',
  'TEXT_INVALID_MESSAGE',
  'TEXT_PROTECT_BLOCKED',
  'TEXT_SPAM',
  'TEXT_TTL_EXPIRED',
  'TEXT_UNKNOWN',
  'TEXT_UNREACHABLE',
  'VOICE_FAILED',
  'VOICE_TTL_EXPIRED',
];

function readPhoneEvent({
  eventType,
  messageId,
  messageStatusDescription,
  context,
}: z.infer<typeof PhoneEvent>): ProviderMessage {
  const base = {
    driver: eventType.startsWith('TEXT_') ? 'sms.eum' : 'voice.eum',
    providerId: messageId,
    reference: context?.notification,
  };
  const receipt = (outcome: Outcome['outcome'], reason = ''): ProviderMessage => ({
    kind: 'receipt',
    receipt: { ...base, outcome, reason },
    blocked: [],
  });
  if (eventType === 'TEXT_DELIVERED' || eventType === 'VOICE_COMPLETED') return receipt('DELIVERED');
  if (eventType === 'VOICE_NO_ANSWER') return receipt('NOT_ANSWERED', 'NO_ANSWER');
  if (eventType === 'VOICE_BUSY') return receipt('NOT_ANSWERED', 'BUSY');
  if (failures.includes(eventType)) return receipt('FAILED', messageStatusDescription ?? eventType);
  return { kind: 'other' };
}

function readMailEvent({ eventType, mail, bounce, complaint }: z.infer<typeof MailEvent>): ProviderMessage {
  const base = { driver: 'email.ses', providerId: mail.messageId, reference: mail.tags?.notification?.[0] };
  switch (eventType) {
    case 'Delivery':
      return { kind: 'receipt', receipt: { ...base, outcome: 'DELIVERED', reason: '' }, blocked: [] };
    case 'Bounce': {
      const recipients = bounce?.bouncedRecipients ?? [];
      const reason = recipients[0]?.diagnosticCode ?? `${bounce?.bounceType} ${bounce?.bounceSubType}`;
      const blocked = bounce?.bounceType === 'Permanent' ? recipients.map(({ emailAddress }) => emailAddress) : [];
      return { kind: 'receipt', receipt: { ...base, outcome: 'FAILED', reason }, blocked };
    }
    case 'Reject':
    case 'Rendering Failure':
      return { kind: 'receipt', receipt: { ...base, outcome: 'FAILED', reason: eventType }, blocked: [] };
    case 'Complaint': {
      const blocked = (complaint?.complainedRecipients ?? []).map(({ emailAddress }) => emailAddress);
      return { kind: 'receipt', blocked, ...(blocked.length > 0 && { isComplaint: true }) };
    }
  }
}

/** Why a call did not come about: the network or the number, not the person who was called. */
const dialingFailures = /^(TELECOM_|OUTBOUND_)/;

/**
 * The end of a call is reported of every call. One that was picked up was delivered (what was pressed in it came another
 * way); one that never was has failed where the network says why, and was not answered otherwise.
 */
function readCallEvent({ detail }: z.infer<typeof CallEvent>): ProviderMessage {
  const { eventType, contactId, connectedToSystemTimestamp: connectedAt, disconnectReason } = detail;
  if (eventType !== 'DISCONNECTED') return { kind: 'other' };
  const reason = disconnectReason || 'NO_ANSWER';
  const end = connectedAt
    ? ({ outcome: 'DELIVERED', reason: '' } as const)
    : ({ outcome: dialingFailures.test(reason) ? 'FAILED' : 'NOT_ANSWERED', reason } as const);
  return { kind: 'receipt', receipt: { driver: 'voice.connect', providerId: contactId, ...end }, blocked: [] };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

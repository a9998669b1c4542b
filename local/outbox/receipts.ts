import { randomUUID } from 'node:crypto';
import type { Deployment } from '../deployment.ts';
import type { Outside } from './outside.ts';
import type { Topics } from './topics.ts';

/** A receipt comes after the answer to the call, as it does from AWS. */
const receiptDelaySeconds = 1;

export interface PhoneReceipt {
  readonly kind: 'TEXT' | 'VOICE';
  readonly configurationSet: string | undefined;
  readonly outcome: 'delivered' | 'failed' | 'unanswered';
  readonly messageId: string;
  readonly from: string;
  readonly to: string;
  readonly context: Readonly<Record<string, string>>;
}

export interface MailReceipt {
  readonly configurationSet: string | undefined;
  readonly outcome: 'delivered' | 'bounced' | 'complained';
  readonly messageId: string;
  readonly source: string;
  readonly to: string;
  readonly subject: string | null;
  /** The message's tags, which come back with every event. */
  readonly tags: Readonly<Record<string, string>>;
}

export interface Receipts {
  ofPhone(receipt: PhoneReceipt): Promise<void>;
  ofMail(receipt: MailReceipt): Promise<void>;
}

/**
 * Publishes what became of a message where the deployment has an event destination for it, and nowhere otherwise. What
 * the topic or the queue behind it refuses is lost, as at AWS: the message itself is on its way.
 */
export function createReceipts(deployment: Deployment, topics: Topics, outside: Outside): Receipts {
  async function publish(
    service: 'ses' | 'sms-voice',
    configurationSet: string | undefined,
    eventTypes: readonly string[],
    event: object,
  ): Promise<void> {
    const wanted = (deployment.eventDestinations ?? []).filter(
      (destination) =>
        destination.service === service &&
        destination.configurationSet === configurationSet &&
        destination.eventTypes.some((type) => eventTypes.includes(type.toUpperCase())),
    );
    const by = `${service}.amazonaws.com`;
    const message = JSON.stringify(event);
    for (const { topicArn } of wanted) {
      try {
        await topics.publish({ topicArn, message, by, delaySeconds: receiptDelaySeconds });
      } catch (error) {
        console.warn(`a receipt of ${service} is lost: ${(error as Error).message}`);
      }
    }
  }

  return {
    async ofPhone(receipt) {
      const event = phoneEvent(receipt, Date.parse(outside.now()));
      const types = ['ALL', `${receipt.kind}_ALL`, event.eventType];
      await publish('sms-voice', receipt.configurationSet, types, event);
    },
    async ofMail(receipt) {
      const event = mailEvent(receipt, outside.now(), deployment.accountId);
      await publish('ses', receipt.configurationSet, [event.eventType.toUpperCase()], event);
    },
  };
}

/** https://docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets-event-format.html */
function phoneEvent(receipt: PhoneReceipt, now: number) {
  const { kind, outcome, messageId, from, to, context } = receipt;
  const unreachable = ['UNREACHABLE', 'UNREACHABLE', 'Phone is currently unreachable/unavailable'] as const;
  const outcomes = {
    TEXT: {
      delivered: ['DELIVERED', 'DELIVERED', 'Message has been accepted by phone'],
      failed: unreachable,
      unanswered: unreachable,
    },
    VOICE: {
      delivered: ['COMPLETED', 'COMPLETED', 'The call was completed'],
      failed: ['FAILED', 'FAILED', 'The call could not be delivered'],
      unanswered: ['NO_ANSWER', 'NO_ANSWER', 'The recipient did not answer'],
    },
  } as const;
  const [suffix, status, description] = outcomes[kind][outcome];
  return {
    eventType: `${kind}_${suffix}`,
    eventVersion: '1.0',
    eventTimestamp: now,
    isFinal: true,
    originationPhoneNumber: from,
    destinationPhoneNumber: to,
    messageId,
    messageRequestTimestamp: now,
    messageType: 'TRANSACTIONAL',
    messageStatus: status,
    messageStatusDescription: description,
    context,
  };
}

/** https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html */
function mailEvent(receipt: MailReceipt, now: string, accountId: string) {
  const { outcome, messageId, source, to, subject, configurationSet } = receipt;
  const tags = Object.entries({ 'ses:configuration-set': configurationSet, ...receipt.tags });
  const mail = {
    timestamp: now,
    source,
    sendingAccountId: accountId,
    messageId,
    destination: [to],
    headersTruncated: false,
    commonHeaders: { from: [source], to: [to], messageId, ...(subject === null ? {} : { subject }) },
    tags: Object.fromEntries(tags.map(([name, value]) => [name, [value]])),
  };
  if (outcome === 'delivered') {
    const delivery = { timestamp: now, processingTimeMillis: 500, recipients: [to], smtpResponse: '250 2.0.0 OK' };
    return { eventType: 'Delivery', mail, delivery };
  }
  if (outcome === 'complained') {
    const complaint = {
      complainedRecipients: [{ emailAddress: to }],
      timestamp: now,
      feedbackId: randomUUID(),
      complaintFeedbackType: 'abuse',
    };
    return { eventType: 'Complaint', mail, complaint };
  }
  const recipient = {
    emailAddress: to,
    action: 'failed',
    status: '5.1.1',
    diagnosticCode: 'smtp; 550 5.1.1 no such user',
  };
  const bounce = {
    bounceType: 'Permanent',
    bounceSubType: 'General',
    bouncedRecipients: [recipient],
    timestamp: now,
    feedbackId: randomUUID(),
    reportingMTA: 'dns; e.eu-central-1.amazonses.com',
  };
  return { eventType: 'Bounce', mail, bounce };
}

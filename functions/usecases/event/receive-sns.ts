import { createVerify } from 'node:crypto';
import { DomainError } from '../../domain/errors.ts';
import { minus, parseInstant, plus } from '../../domain/instants.ts';
import type { Instant } from '../../domain/time.ts';
import { topicMessageKind } from '../../integrations/aws/topic-message.ts';
import { at, text } from '../../integrations/reader.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Fetch } from '../../ports/fetch.ts';

const snsHost = /^sns\.[a-z]{2}[a-z0-9-]{1,30}-\d\.amazonaws\.com(\.cn)?$/;
const certificatePath = /^\/SimpleNotificationService-[A-Za-z0-9]+\.pem$/;

/** The address when it is one of SNS: HTTPS, the default port, no user name. */
function snsAddress(value: unknown): URL | undefined {
  const found = text(value);
  if (found === undefined || !URL.canParse(found)) return undefined;
  const url = new URL(found);
  const plain = url.protocol === 'https:' && url.port === '' && url.username === '' && url.password === '';
  return plain && snsHost.test(url.hostname) ? url : undefined;
}

const signedMembers = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
  UnsubscribeConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
} as const;

/** https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html */
const algorithms: Readonly<Record<string, string>> = { '1': 'RSA-SHA1', '2': 'RSA-SHA256' };

/** What SNS has signed: name and value of each member that is there, a line each. Undefined when a value is no text. */
function signedText(body: unknown): string | undefined {
  const kind = topicMessageKind(body);
  if (kind === undefined) return undefined;
  const present = signedMembers[kind].filter((name) => at(body, name) !== undefined && at(body, name) !== null);
  if (present.some((name) => typeof at(body, name) !== 'string')) return undefined;
  return present.map((name) => `${name}\n${at(body, name)}\n`).join('');
}

/** True when SNS signed this delivery within the last day. A certificate that cannot be had verifies nothing. */
export type VerifyTopicMessage = (body: unknown) => Promise<boolean>;

/** SNS tries for an hour; what is much older was sent before and is sent again by somebody else. */
const freshFor = { hours: 24 };
/** Clocks differ. */
const mayBeAhead = { minutes: 15 };

function isFresh(timestamp: unknown, now: Instant): boolean {
  const sentAt = parseInstant(text(timestamp) ?? '');
  return sentAt !== undefined && sentAt > minus(now, freshFor) && sentAt < plus(now, mayBeAhead);
}

/** Verifies with the certificate that the message names, which must be SNS's; it is fetched once per address. */
export function topicMessageVerifier(fetch: Fetch, clock: Clock): VerifyTopicMessage {
  const certificates = new Map<string, string>();

  async function certificateAt(url: URL): Promise<string | undefined> {
    const known = certificates.get(url.href);
    if (known !== undefined) return known;
    const { status, body } = await fetch(url.href);
    if (status !== 200 || !body.includes('BEGIN CERTIFICATE')) return undefined;
    if (certificates.size >= 100) certificates.clear();
    certificates.set(url.href, body);
    return body;
  }

  return async (body) => {
    const algorithm = algorithms[text(at(body, 'SignatureVersion')) ?? ''];
    const url = snsAddress(at(body, 'SigningCertURL'));
    const signature = text(at(body, 'Signature'));
    const signed = signedText(body);
    if (algorithm === undefined || signature === undefined || signed === undefined) return false;
    if (!isFresh(at(body, 'Timestamp'), clock.now())) return false;
    if (url === undefined || !certificatePath.test(url.pathname) || url.search !== '') return false;
    try {
      const certificate = await certificateAt(url);
      return (
        certificate !== undefined && createVerify(algorithm).update(signed).verify(certificate, signature, 'base64')
      );
    } catch {
      return false;
    }
  };
}

/** True when the subscription's address is SNS's own and confirms the topic that the message speaks of. */
export function isConfirmationAddress(body: unknown): boolean {
  const url = snsAddress(at(body, 'SubscribeURL'));
  return (
    url?.searchParams.get('Action') === 'ConfirmSubscription' &&
    url.searchParams.get('TopicArn') === at(body, 'TopicArn')
  );
}

/** Confirms a verified subscription. Throws BUSY when SNS did not take it, so that SNS asks again. */
export async function confirmSubscription(fetch: Fetch, body: unknown): Promise<void> {
  const { status } = await fetch(String(at(body, 'SubscribeURL'))).catch(() => ({ status: 0 }));
  if (status !== 200) throw new DomainError('BUSY', 'the SNS subscription could not be confirmed; ask again');
}

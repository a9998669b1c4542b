import { ForbiddenError } from '../../domain/errors.ts';
import { topicMessageKind } from '../../integrations/aws/topic-message.ts';
import { at, text } from '../../integrations/reader.ts';
import type { Keyed } from '../../ports/alert-source-store.ts';
import type { Fetch } from '../../ports/fetch.ts';
import { knowsSecret } from './receive-signature.ts';
import { confirmSubscription, isConfirmationAddress, type VerifyTopicMessage } from './receive-sns.ts';

/** `metadata.topicArn` names the topics to listen to (a list, or text with commas); without it any topic will do. */
function isExpectedTopic(expected: unknown, topic: unknown): boolean {
  if (expected === undefined || expected === null || expected === '') return true;
  const topics: readonly unknown[] = Array.isArray(expected) ? expected : [expected];
  return topics.some((one) =>
    text(one)
      ?.split(',')
      .some((name) => name.trim() === topic),
  );
}

/** True for a switch of `metadata` that is on, as clients write it. */
export const isOn = (value: unknown): boolean => value === true || value === 'true';

export interface OriginCheck {
  readonly source: Keyed;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly raw: string;
  readonly body: unknown;
  readonly verify: VerifyTopicMessage;
  readonly fetch: Fetch;
}

/**
 * Makes sure who sent a request, as far as its source asks for it: `metadata.requireSignature` wants SNS's signature,
 * `metadata.signingSecret` a signature or token made of it. Throws ForbiddenError for a forged one. An SNS subscription is always verified
 * and then confirmed; one that does not verify is refused with a note, and its address is never fetched.
 */
export async function checkOrigin(check: OriginCheck): Promise<{ readonly note?: string }> {
  const { source, headers, raw, body, verify, fetch } = check;
  const kind = topicMessageKind(body);
  const { requireSignature, signingSecret, topicArn } = source.metadata ?? {};
  const expected = isExpectedTopic(topicArn, at(body, 'TopicArn'));
  if (kind === 'SubscriptionConfirmation') {
    if (!expected) return { note: 'refused: the source does not listen to this SNS topic' };
    if (!isConfirmationAddress(body)) return { note: 'refused: the address to confirm is not of SNS' };
    if (!(await verify(body))) return { note: 'refused: the signature of the SNS subscription does not verify' };
    await confirmSubscription(fetch, body);
    return { note: 'the SNS subscription was confirmed' };
  }

  const secret = typeof signingSecret === 'string' && signingSecret !== '' ? signingSecret : undefined;
  if (!isOn(requireSignature) && secret === undefined) return {};
  if (secret !== undefined && knowsSecret(secret, { headers, raw, body })) return {};
  if (isOn(requireSignature) && expected && (await verify(body))) return {};
  throw new ForbiddenError('the signature of the message does not verify');
}

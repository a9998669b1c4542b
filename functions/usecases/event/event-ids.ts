import { createHash } from 'node:crypto';
import { isBusEvent } from '../../integrations/aws/bus-event.ts';
import { topicMessageKind } from '../../integrations/aws/topic-message.ts';
import { at, firstText, text } from '../../integrations/reader.ts';

type Headers = Readonly<Record<string, string | undefined>>;

/** Headers in which senders name a delivery, the same when they send it again. */
const idHeaders = [
  'x-amz-sns-message-id',
  'webhook-id',
  'svix-id',
  'ce-id',
  'x-github-delivery',
  'x-gitlab-event-uuid',
  'idempotency-key',
];

/** What a sender calls its message, and what else must be the same for it to be that message. */
interface MessageName {
  readonly id: string;
  readonly within: string;
}

const topicMembers = ['Type', 'TopicArn', 'Subject', 'Message', 'MessageAttributes'];
const busMembers = ['source', 'detail-type', 'resources', 'detail'];

const saying = (body: unknown, members: readonly string[]): string =>
  JSON.stringify(members.map((name) => at(body, name)));

/** The name that the sender gave its message; undefined when it gave none. */
function nameOf(headers: Headers, body: unknown, raw: string): MessageName | undefined {
  const named = (id: string | undefined, within: string) => (id === undefined ? undefined : { id, within });
  // What the envelope adds may differ from delivery to delivery; what the message says may not. People fill ids, too, and
  // replay messages that they have changed: what says something else is not the same message.
  if (topicMessageKind(body) !== undefined) return named(text(at(body, 'MessageId')), saying(body, topicMembers));
  if (isBusEvent(body)) return named(text(at(body, 'id')), saying(body, busMembers));
  const cloudEvent = at(body, 'specversion') === undefined ? undefined : at(body, 'id');
  return named(firstText(cloudEvent, ...idHeaders.map((header) => headers[header])), raw);
}

/**
 * What the ids of a request's events begin with. A message that its sender has given a name has the same one, within its
 * source, however often it is delivered.
 */
export function eventIdBase(request: {
  readonly requestId: string;
  readonly sourceId: number;
  readonly headers: Headers;
  readonly body: unknown;
  readonly raw: string;
}): string {
  const { requestId, sourceId, headers, body, raw } = request;
  const name = nameOf(headers, body, raw);
  if (name === undefined) return requestId;
  const digest = createHash('sha256')
    .update(JSON.stringify([sourceId, name.id, name.within]))
    .digest('hex');
  return `${sourceId}-${digest.slice(0, 32)}`;
}

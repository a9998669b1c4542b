import { randomUUID } from 'node:crypto';
import { deliveryToNumber } from '../outbox/behaviour.ts';
import { findLinks } from '../outbox/mail.ts';
import type { MessageStore } from '../outbox/store.ts';
import type { Topics } from '../outbox/topics.ts';
import { answerQuery, concerns, readForm, unknownOperation } from '../outbox/wire.ts';
import { AwsError } from './aws-error.ts';
import type { AwsService } from './service.ts';

const namespace = 'http://sns.amazonaws.com/doc/2010-03-31/';

/** SNS: texts to a phone number go to the outbox, publications to a topic to its subscribers. */
export function createSns({ store, topics }: { readonly store: MessageStore; readonly topics: Topics }): AwsService {
  function text(form: URLSearchParams, to: string): string {
    if (!/^\+[1-9]\d{4,14}$/.test(to)) {
      throw new AwsError('InvalidParameter', `Invalid parameter: PhoneNumber Reason: ${to} is not valid to publish to`);
    }
    if (deliveryToNumber(to) === 'rejected') {
      throw new AwsError('InvalidParameter', 'Invalid parameter: Phone number is opted out');
    }
    const messageId = randomUUID();
    if (deliveryToNumber(to) === 'failed') return messageId;
    const attributes = Object.entries(readAttributes(form)).map(([name, { Value }]) => [name, Value]);
    const data: Record<string, string> = Object.fromEntries(attributes);
    const words = form.get('Message') ?? '';
    const from = data['AWS.SNS.SMS.SenderID'] ?? null;
    const message = { channel: 'SMS', to, from, text: words, links: findLinks(words, null) } as const;
    store.add({ ...message, ...concerns(data), data, providerId: messageId });
    return messageId;
  }

  return {
    service: 'sns',
    permissions(request) {
      const form = readForm(request);
      const resource = form.get('TopicArn') ?? form.get('TargetArn') ?? '*';
      return [{ action: `sns:${request.action}`, resource }];
    },
    handle: (request) =>
      answerQuery(request, namespace, async (form): Promise<Record<string, string>> => {
        const topicArn = form.get('TopicArn') ?? form.get('TargetArn') ?? '';
        if (request.action === 'Publish') {
          if (!form.get('Message')) throw new AwsError('InvalidParameter', 'Invalid parameter: Empty message');
          const to = form.get('PhoneNumber');
          if (to !== null) return { MessageId: text(form, to) };
          const [message, subject] = [form.get('Message') ?? '', form.get('Subject') ?? undefined];
          return { MessageId: await topics.publish({ topicArn, message, subject, attributes: readAttributes(form) }) };
        }
        if (request.action === 'Subscribe') {
          const { arn, token } = topics.subscribe(topicArn, form.get('Protocol') ?? '', form.get('Endpoint') ?? '');
          const isShown = token === undefined || form.get('ReturnSubscriptionArn') === 'true';
          return { SubscriptionArn: isShown ? arn : 'pending confirmation' };
        }
        if (request.action === 'ConfirmSubscription') {
          return { SubscriptionArn: topics.confirm(topicArn, form.get('Token') ?? '') };
        }
        if (request.action === 'GetSMSSandboxAccountStatus') return { IsInSandbox: 'false' };
        throw unknownOperation(request);
      }),
    reset: async () => topics.reset(),
    close: async () => {},
  };
}

function readAttributes(form: URLSearchParams): Record<string, { Type: string; Value: string }> {
  const attributes: Record<string, { Type: string; Value: string }> = {};
  for (let position = 1; ; position += 1) {
    const entry = `MessageAttributes.entry.${position}`;
    const name = form.get(`${entry}.Name`);
    if (name === null) return attributes;
    const Type = form.get(`${entry}.Value.DataType`) ?? 'String';
    attributes[name] = { Type, Value: form.get(`${entry}.Value.StringValue`) ?? '' };
  }
}

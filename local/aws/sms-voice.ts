import { randomUUID } from 'node:crypto';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { Deployment } from '../deployment.ts';
import { deliveryToNumber } from '../outbox/behaviour.ts';
import { findLinks } from '../outbox/mail.ts';
import type { Receipts } from '../outbox/receipts.ts';
import type { MessageStore } from '../outbox/store.ts';
import {
  answerJson,
  concerns,
  type JsonBody,
  optionalText,
  readJson,
  requiredText,
  textMap,
  unknownOperation,
} from '../outbox/wire.ts';
import { AwsError } from './aws-error.ts';
import type { AwsService } from './service.ts';

interface Dependencies {
  readonly deployment: Deployment;
  readonly store: MessageStore;
  readonly receipts: Receipts;
}

/** The number behind an origination identity that is not itself a number: a pool, a number's id, a sender id. */
export const identityNumber = '+15005550006';

/** Out of the sandbox, with what an account may spend that sends a lot. */
const account: Readonly<Record<string, object>> = {
  DescribeAccountAttributes: { AccountAttributes: [{ Name: 'ACCOUNT_TIER', Value: 'PRODUCTION' }] },
  DescribeSpendLimits: {
    SpendLimits: [
      { Name: 'TEXT_MESSAGE_MONTHLY_SPEND_LIMIT', EnforcedLimit: 1000, MaxLimit: 1000, Overridden: false },
      { Name: 'VOICE_MESSAGE_MONTHLY_SPEND_LIMIT', EnforcedLimit: 1000, MaxLimit: 1000, Overridden: false },
    ],
  },
};

/** End User Messaging: texts and spoken calls go to the outbox, and their receipts to the configuration set's topic. */
export function createSmsVoice({ deployment, store, receipts }: Dependencies): AwsService {
  async function send(kind: 'TEXT' | 'VOICE', body: JsonBody): Promise<object> {
    const to = requiredText(body, 'DestinationPhoneNumber');
    const identity = optionalText(body, 'OriginationIdentity');
    if (kind === 'VOICE' && identity === undefined) requiredText(body, 'OriginationIdentity');
    const text = requiredText(body, 'MessageBody');
    const limit = kind === 'TEXT' ? 1600 : 6000;
    if (text.length > limit) throw invalid('MessageBody', `must have at most ${limit} characters`);
    if (!/^\+[1-9]\d{4,14}$/.test(to)) throw invalid('DestinationPhoneNumber', 'is not a phone number in E.164 format');
    const delivery = deliveryToNumber(to);
    if (delivery === 'rejected') {
      const details = { Reason: 'DESTINATION_PHONE_NUMBER_OPTED_OUT', ResourceType: 'phone-number', ResourceId: to };
      throw new AwsError('ConflictException', 'The destination phone number is opted out', 400, details);
    }
    const messageId = randomUUID();
    if (body.DryRun === true) return { MessageId: messageId };

    const context = textMap(body.Context);
    const from = identity?.startsWith('+') ? identity : identityNumber;
    const isReceived = delivery === 'delivered' || (delivery === 'unanswered' && kind === 'TEXT');
    if (isReceived) {
      const words = body.MessageBodyTextType === 'SSML' ? withoutMarkup(text) : text;
      const common = { to, from, text: words, data: context, providerId: messageId, ...concerns(context) };
      const answerable = !identity?.includes('sender-id/');
      if (kind === 'TEXT') store.add({ ...common, channel: 'SMS', links: findLinks(text, null), answerable });
      else store.add({ ...common, channel: 'VOICE' });
    }
    const configurationSet = optionalText(body, 'ConfigurationSetName')?.split('/').at(-1);
    await receipts.ofPhone({
      kind,
      configurationSet,
      outcome: isReceived ? 'delivered' : delivery === 'unanswered' ? 'unanswered' : 'failed',
      messageId,
      from,
      to,
      context,
    });
    return { MessageId: messageId };
  }

  return {
    service: 'sms-voice',
    permissions(request) {
      if (request.action in account) return [{ action: `sms-voice:${request.action}`, resource: '*' }];
      const body = readJson(request);
      const resources = [identityArn(deployment, body), ...configurationSetArn(deployment, body)];
      return resources.map((resource) => ({ action: `sms-voice:${request.action}`, resource }));
    },
    handle: (request) =>
      answerJson(request, (body) => {
        const told = account[request.action];
        if (told !== undefined) return told;
        if (request.action === 'SendTextMessage') return send('TEXT', body);
        if (request.action === 'SendVoiceMessage') return send('VOICE', body);
        throw unknownOperation(request);
      }),
    reset: async () => {},
    close: async () => {},
  };
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsendusermessagingsmsandvoicev2.html */
function identityArn(deployment: Deployment, body: JsonBody): string {
  const identity = optionalText(body, 'OriginationIdentity');
  if (identity === undefined) return '*';
  if (identity.startsWith('arn:')) return identity;
  const prefix = arnPrefix(deployment);
  if (identity.startsWith('pool-')) return `${prefix}:pool/${identity}`;
  if (identity.startsWith('phone-') || identity.startsWith('+')) return `${prefix}:phone-number/${identity}`;
  const country = parsePhoneNumberFromString(optionalText(body, 'DestinationPhoneNumber') ?? '')?.country;
  return `${prefix}:sender-id/${identity}/${country ?? 'US'}`;
}

function configurationSetArn(deployment: Deployment, body: JsonBody): string[] {
  const name = optionalText(body, 'ConfigurationSetName');
  if (name === undefined) return [];
  return [name.startsWith('arn:') ? name : `${arnPrefix(deployment)}:configuration-set/${name}`];
}

const arnPrefix = ({ region, accountId }: Deployment) => `arn:aws:sms-voice:${region}:${accountId}`;

function invalid(field: string, problem: string): AwsError {
  return new AwsError('ValidationException', `${field} ${problem}`, 400, {
    Reason: 'FIELD_VALIDATION_FAILED',
    Fields: [{ Name: field, Message: `${field} ${problem}` }],
  });
}

const withoutMarkup = (ssml: string) =>
  ssml
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

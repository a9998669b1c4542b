import { randomUUID } from 'node:crypto';
import type { Deployment } from '../deployment.ts';
import { deliveryToDevice } from '../outbox/behaviour.ts';
import type { MessageStore } from '../outbox/store.ts';
import { answerJson, concerns, type JsonBody, optionalText, textMap, unknownOperation } from '../outbox/wire.ts';
import { AwsError } from './aws-error.ts';
import type { AwsRequest, AwsService } from './service.ts';

interface Dependencies {
  readonly deployment: Deployment;
  readonly store: MessageStore;
}

interface Push {
  readonly title: string | null;
  readonly text: string;
  readonly data: Readonly<Record<string, string>>;
}

/** Pinpoint (End User Messaging Push): SendMessages to device tokens, with a result for each. */
export function createPinpoint({ deployment, store }: Dependencies): AwsService {
  function send(applicationId: string, body: JsonBody): object {
    const request = recordOf(body.MessageRequest ?? body);
    const addresses = Object.entries(recordOf(request.Addresses));
    if (addresses.length === 0) throw new AwsError('BadRequestException', 'Addresses are required');
    const results = addresses.map(([token, address]) => {
      const channelType = optionalText(recordOf(address), 'ChannelType') ?? '';
      if (deliveryToDevice(token) === 'rejected') return [token, permanentFailure];
      const { title, text, data } = readPush(recordOf(request.MessageConfiguration), channelType);
      const messageId = randomUUID();
      const message = { channel: 'PUSH', to: token, subject: title, text, data, providerId: messageId } as const;
      store.add({ ...message, ...concerns(data), answerable: data.acceptUrl !== undefined, links: linksOf(data) });
      return [token, { DeliveryStatus: 'SUCCESSFUL', StatusCode: 200, StatusMessage: 'OK', MessageId: messageId }];
    });
    return { ApplicationId: applicationId, RequestId: randomUUID(), Result: Object.fromEntries(results) };
  }

  return {
    service: 'mobiletargeting',
    permissions(request) {
      const prefix = `arn:aws:mobiletargeting:${deployment.region}:${deployment.accountId}`;
      const resource = `${prefix}:apps/${applicationOf(request)}/messages`;
      return [{ action: `mobiletargeting:${request.action}`, resource }];
    },
    handle: (request) =>
      answerJson(request, (body) => {
        if (request.action === 'SendMessages') return send(applicationOf(request), body);
        throw unknownOperation(request);
      }),
    reset: async () => {},
    close: async () => {},
  };
}

const permanentFailure = {
  DeliveryStatus: 'PERMANENT_FAILURE',
  StatusCode: 410,
  StatusMessage: 'Unregistered: the device token is not registered any more',
};

const applicationOf = (request: AwsRequest) => decodeURIComponent(request.path.split('/')[3] ?? '');

/** What the device shows: its platform's message, or the default one where there is none. */
function readPush(configuration: JsonBody, channelType: string): Push {
  const own = channelType.startsWith('APNS') ? configuration.APNSMessage : configuration.GCMMessage;
  const message = recordOf(own ?? configuration.DefaultPushNotificationMessage ?? configuration.DefaultMessage);
  const raw = optionalText(message, 'RawContent');
  if (raw !== undefined) return readRawPush(raw);
  const title = optionalText(message, 'Title') ?? null;
  return { title, text: optionalText(message, 'Body') ?? '', data: textMap(message.Data) };
}

/** The platforms' own formats: `{message: {notification, data}}` or `{notification, data}` of FCM, `{aps: {alert}, …}` of APNs. */
function readRawPush(raw: string): Push {
  const payload = recordOf(JSON.parse(raw));
  const envelope = recordOf(payload.fcmV1Message ?? payload);
  const message = recordOf(envelope.message ?? envelope);
  const alert = recordOf(recordOf(message.aps).alert ?? message.notification);
  const data = { ...textMap(message), ...textMap(message.data) };
  return { title: optionalText(alert, 'title') ?? null, text: optionalText(alert, 'body') ?? '', data };
}

function linksOf(data: Readonly<Record<string, string>>) {
  const names = { acceptUrl: 'Accept', resolveUrl: 'Resolve', escalateUrl: 'Escalate', url: 'Open' };
  return Object.entries(names).flatMap(([name, label]) => (data[name] ? [{ label, url: data[name] }] : []));
}

function recordOf(value: unknown): JsonBody {
  return typeof value === 'object' && value !== null ? (value as JsonBody) : {};
}

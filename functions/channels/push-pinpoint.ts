import { PinpointClient, SendMessagesCommand } from '@aws-sdk/client-pinpoint';
import type { Driver } from '../ports/channels.ts';
import { clientSettings, outcomeOf, type ProviderError, sent, withinLimit } from './provider.ts';

/**
 * Push messages to one device token. Of Pinpoint only this call with raw addresses is used: endpoints, segments and
 * events ended in October 2026. `data.platform` says whose token it is.
 */
export function pushByPinpoint(
  { applicationId }: { readonly applicationId: string },
  client = new PinpointClient(clientSettings),
): Driver {
  return {
    name: 'push.pinpoint',
    send: ({ target, subject, text, data: { platform = 'GCM', ...data } = {} }) =>
      outcomeOf(async () => {
        const content = { Title: subject, Body: text, Data: data, Priority: 'high', TimeToLive: 600 };
        const answer = await client.send(
          new SendMessagesCommand({
            ApplicationId: applicationId,
            MessageRequest: {
              Addresses: { [target]: { ChannelType: platform === 'APNS' ? 'APNS' : 'GCM' } },
              MessageConfiguration: platform === 'APNS' ? { APNSMessage: content } : { GCMMessage: content },
            },
          }),
          withinLimit(),
        );
        const result = answer.MessageResponse?.Result?.[target];
        const error = `${result?.DeliveryStatus}: ${result?.StatusMessage ?? ''}`.slice(0, 300);
        switch (result?.DeliveryStatus) {
          case 'SUCCESSFUL':
          case 'DUPLICATE':
            return sent(result.MessageId ?? answer.MessageResponse?.RequestId);
          case 'PERMANENT_FAILURE':
            return { outcome: 'rejected', error, gone: true };
          case 'OPT_OUT':
            return { outcome: 'rejected', error };
          case 'THROTTLED':
          case 'TEMPORARY_FAILURE':
            return { outcome: 'postponed', error };
          default:
            throw new Error(`push ended as ${error}`);
        }
      }, isHard),
  };
}

const isHard = ({ name }: ProviderError): boolean => name === 'NotFoundException';

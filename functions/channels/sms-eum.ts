import { PinpointSMSVoiceV2Client, SendTextMessageCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { Driver } from '../ports/channels.ts';
import { isHardRefusal, timeToLiveSeconds } from './end-user-messaging.ts';
import { clientSettings, outcomeOf, sent, withinLimit } from './provider.ts';

/** Text messages from a number of our own through End User Messaging: receipts and replies come back. */
export function smsByEndUserMessaging(
  { identity, configurationSet }: { readonly identity: string; readonly configurationSet: string },
  client = new PinpointSMSVoiceV2Client(clientSettings),
): Driver {
  return {
    name: 'sms.eum',
    send: ({ target, text, data }) =>
      outcomeOf(async () => {
        const answer = await client.send(
          new SendTextMessageCommand({
            DestinationPhoneNumber: target,
            OriginationIdentity: identity,
            MessageBody: text,
            MessageType: 'TRANSACTIONAL',
            TimeToLive: timeToLiveSeconds,
            ...(configurationSet !== '' && { ConfigurationSetName: configurationSet }),
            ...(data && { Context: { ...data } }),
          }),
          withinLimit(),
        );
        return sent(answer.MessageId);
      }, isHardRefusal),
  };
}

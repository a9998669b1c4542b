import { PinpointSMSVoiceV2Client, SendVoiceMessageCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { Driver } from '../ports/channels.ts';
import { isHardRefusal, timeToLiveSeconds } from './end-user-messaging.ts';
import { clientSettings, outcomeOf, sent, withinLimit } from './provider.ts';

const voices = { en: 'MATTHEW', de: 'VICKI' } as const;

/** Calls that speak a text through End User Messaging. Keys pressed by the receiver do not come back. */
export function voiceByEndUserMessaging(
  { identity, configurationSet }: { readonly identity: string; readonly configurationSet: string },
  client = new PinpointSMSVoiceV2Client(clientSettings),
): Driver {
  return {
    name: 'voice.eum',
    send: ({ target, text, language, data }) =>
      outcomeOf(async () => {
        const answer = await client.send(
          new SendVoiceMessageCommand({
            DestinationPhoneNumber: target,
            OriginationIdentity: identity,
            MessageBody: text,
            MessageBodyTextType: 'TEXT',
            VoiceId: voices[language],
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

import { PinpointSMSVoiceV2Client, SendVoiceMessageCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { Driver } from '../ports/channels.ts';
import { isHardRefusal, messageFrom, type Origin } from './end-user-messaging.ts';
import { clientSettings, outcomeOf, sent, withinLimit } from './provider.ts';

const voices = { en: 'MATTHEW', de: 'VICKI' } as const;

/** Calls that speak a text through End User Messaging. Keys pressed by the receiver do not come back. */
export function voiceByEndUserMessaging(origin: Origin, client = new PinpointSMSVoiceV2Client(clientSettings)): Driver {
  return {
    name: 'voice.eum',
    send: (message) =>
      outcomeOf(async () => {
        const call = new SendVoiceMessageCommand({
          ...messageFrom(origin, message),
          MessageBodyTextType: 'TEXT',
          VoiceId: voices[message.language],
        });
        const answer = await client.send(call, withinLimit());
        return sent(answer.MessageId);
      }, isHardRefusal),
  };
}

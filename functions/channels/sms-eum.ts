import { PinpointSMSVoiceV2Client, SendTextMessageCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { Driver } from '../ports/channels.ts';
import { isHardRefusal, messageFrom, type Origin } from './end-user-messaging.ts';
import { clientSettings, outcomeOf, sent, withinLimit } from './provider.ts';

/** Text messages from a number of our own through End User Messaging: receipts and replies come back. */
export function smsByEndUserMessaging(origin: Origin, client = new PinpointSMSVoiceV2Client(clientSettings)): Driver {
  return {
    name: 'sms.eum',
    send: (message) =>
      outcomeOf(async () => {
        const text = new SendTextMessageCommand({ ...messageFrom(origin, message), MessageType: 'TRANSACTIONAL' });
        const answer = await client.send(text, withinLimit());
        return sent(answer.MessageId);
      }, isHardRefusal),
  };
}

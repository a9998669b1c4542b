import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Driver } from '../ports/channels.ts';
import { clientSettings, outcomeOf, type ProviderError, sent, withinLimit } from './provider.ts';

/** Text messages through SNS: no number of one's own is needed, and nobody can reply. */
export function smsBySns(client = new SNSClient(clientSettings)): Driver {
  return {
    name: 'sms.sns',
    send: ({ target, text }) =>
      outcomeOf(async () => {
        const answer = await client.send(
          new PublishCommand({
            PhoneNumber: target,
            Message: text,
            MessageAttributes: { 'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' } },
          }),
          withinLimit(),
        );
        return sent(answer.MessageId);
      }, isHard),
  };
}

const isHard = ({ name, message }: ProviderError): boolean =>
  name === 'OptedOutException' || (/^InvalidParameter/.test(name) && /phone ?number/i.test(message));

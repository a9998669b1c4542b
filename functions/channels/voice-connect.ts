import { ConnectClient, StartOutboundVoiceContactCommand } from '@aws-sdk/client-connect';
import type { Driver } from '../ports/channels.ts';
import { clientSettings, outcomeOf, type ProviderError, sent, withinLimit } from './provider.ts';

/** Calls through an Amazon Connect flow that speaks the text and hands key presses to `handle-reply`. */
export function voiceByConnect(
  {
    instanceId,
    flowId,
    sourceNumber,
  }: { readonly instanceId: string; readonly flowId: string; readonly sourceNumber: string },
  client = new ConnectClient(clientSettings),
): Driver {
  return {
    name: 'voice.connect',
    isIdempotent: true,
    send: ({ target, text, language, data, idempotencyToken }) =>
      outcomeOf(async () => {
        const answer = await client.send(
          new StartOutboundVoiceContactCommand({
            InstanceId: instanceId,
            ContactFlowId: flowId,
            SourcePhoneNumber: sourceNumber,
            DestinationPhoneNumber: target,
            ClientToken: idempotencyToken,
            Attributes: { ...data, text, language },
          }),
          withinLimit(),
        );
        return sent(answer.ContactId);
      }, isHard),
  };
}

const isHard = ({ name }: ProviderError): boolean =>
  ['DestinationNotAllowedException', 'OutboundContactNotPermittedException'].includes(name);

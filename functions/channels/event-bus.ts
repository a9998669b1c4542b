import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { SendResult } from '../ports/channels.ts';
import type { Taken } from './action-mail.ts';
import { clientSettings, outcomeOf, sent, withinLimit } from './provider.ts';

/** An entry of EventBridge's PutEvents. */
export interface BusEntry {
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
  readonly Time: string;
  /** A name or an ARN; the account's usual bus without it. */
  readonly EventBusName?: string;
}

/** Codes of an entry that was not taken and may be later. */
const passing = /Throttl|Internal|Unavailable|Limit/i;

/** Puts an event on a bus. EventBridge answers 200 and says of each entry whether it was taken. Never throws. */
export function eventBuses(client = new EventBridgeClient(clientSettings)): (entry: BusEntry) => Promise<Taken> {
  return async ({ Time, ...entry }) => {
    try {
      const put = await outcomeOf(async (): Promise<SendResult> => {
        const { Entries: [answer] = [] } = await client.send(
          new PutEventsCommand({ Entries: [{ ...entry, Time: new Date(Time) }] }),
          withinLimit(),
        );
        if (answer?.ErrorCode === undefined) return sent(answer?.EventId);
        const error = `${answer.ErrorCode}: ${answer.ErrorMessage ?? ''}`.slice(0, 300);
        return { outcome: passing.test(answer.ErrorCode) ? 'postponed' : 'rejected', error };
      }, isHard);
      if (put.outcome === 'sent') return { kind: 'taken', id: put.providerId };
      return { kind: put.outcome === 'rejected' ? 'refused' : 'unanswered', why: put.error };
    } catch (error) {
      return { kind: 'unanswered', why: error instanceof Error ? error.message : String(error) };
    }
  };
}

const isHard = ({ name }: { readonly name: string }): boolean => /Malformed|NotAuthorized/.test(name);

import { randomUUID } from 'node:crypto';
import type { Deployment } from '../deployment.ts';
import { deliveryToNumber } from '../outbox/behaviour.ts';
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
  /** Told when a call is over. */
  readonly ended: (call: EndedCall) => void;
}

/** How a call came to its end; `connectedAt` is absent when nobody took it. */
export interface EndedCall {
  readonly contactId: string;
  readonly connectedAt?: string;
  readonly reason: 'CUSTOMER_DISCONNECT' | 'TELECOM_PROBLEM' | 'OTHER';
}

/** A call takes this long when nobody says how it went on: it rings, or its text is spoken. */
const callTakes = 30_000;

const reasons = { delivered: 'CUSTOMER_DISCONNECT', failed: 'TELECOM_PROBLEM', unanswered: 'OTHER' } as const;

/** Amazon Connect: an outbound call whose flow speaks the `text` attribute and takes a key. One call per ClientToken. */
export function createConnect({ deployment, store, ended }: Dependencies): AwsService {
  const contactByToken = new Map<string, string>();
  const calls = new Set<NodeJS.Timeout>();

  function call(body: JsonBody): object {
    const to = requiredText(body, 'DestinationPhoneNumber');
    requiredText(body, 'InstanceId');
    requiredText(body, 'ContactFlowId');
    const from = optionalText(body, 'SourcePhoneNumber') ?? null;
    if (from === null && optionalText(body, 'QueueId') === undefined) {
      throw new AwsError('InvalidRequestException', 'SourcePhoneNumber or QueueId is required');
    }
    if (!/^\+[1-9]\d{4,14}$/.test(to)) throw new AwsError('InvalidParameterException', 'The number is not E.164');
    const token = optionalText(body, 'ClientToken');
    const known = token === undefined ? undefined : (contactByToken.get(token) ?? placedBefore(token));
    if (known !== undefined) return { ContactId: known };

    const delivery = deliveryToNumber(to);
    if (delivery === 'rejected') {
      throw new AwsError('DestinationNotAllowedException', 'The destination number is not allowed', 403);
    }
    const contactId = randomUUID();
    if (token !== undefined) contactByToken.set(token, contactId);
    if (delivery === 'delivered') {
      const data = textMap(body.Attributes);
      const headers: Record<string, string> = token === undefined ? {} : { 'client-token': token };
      const message = { channel: 'VOICE', to, from, text: data.text ?? '', providerId: contactId } as const;
      store.add({ ...message, ...concerns(data), data, headers, answerable: true });
    }
    endLater({
      contactId,
      ...(delivery === 'delivered' && { connectedAt: new Date().toISOString() }),
      reason: reasons[delivery],
    });
    return { ContactId: contactId };
  }

  function endLater(ending: EndedCall): void {
    const timer = setTimeout(() => {
      calls.delete(timer);
      ended(ending);
    }, callTakes);
    calls.add(timer);
  }

  function forgetCalls(): void {
    for (const timer of calls) clearTimeout(timer);
    calls.clear();
  }

  /** Tokens outlive a restart with the calls they placed. */
  function placedBefore(token: string): string | undefined {
    const placed = store
      .since(0)
      .find(({ channel, headers }) => channel === 'VOICE' && headers['client-token'] === token);
    return placed?.providerId;
  }

  return {
    service: 'connect',
    permissions(request) {
      const instance = optionalText(readJson(request), 'InstanceId') ?? '*';
      const prefix = `arn:aws:connect:${deployment.region}:${deployment.accountId}:instance/${instance}`;
      return [
        { action: `connect:${request.action}`, resource: `${prefix}/contact/00000000-0000-0000-0000-000000000000` },
      ];
    },
    handle: (request) =>
      answerJson(request, (body) => {
        if (request.action === 'StartOutboundVoiceContact') return call(body);
        throw unknownOperation(request);
      }),
    async reset() {
      contactByToken.clear();
      forgetCalls();
    },
    close: async () => forgetCalls(),
  };
}

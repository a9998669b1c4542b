import { randomUUID } from 'node:crypto';
import type { Deployment } from '../deployment.ts';
import type { MessageStore } from '../outbox/store.ts';
import { answerJson, type JsonBody, readJson, unknownOperation } from '../outbox/wire.ts';
import type { AwsRequest, AwsService, Permission } from './service.ts';

interface Dependencies {
  readonly deployment: Pick<Deployment, 'region' | 'accountId'>;
  readonly store: MessageStore;
}

const entriesOf = ({ Entries }: JsonBody): readonly JsonBody[] => (Array.isArray(Entries) ? Entries : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What EventBridge says of an entry that it does not take. */
function wrongWith({ Source, DetailType, Detail }: JsonBody): string | undefined {
  if (!Source || !DetailType || Detail === undefined) return 'InvalidArgument';
  try {
    JSON.parse(textOf(Detail));
    return undefined;
  } catch {
    return 'MalformedDetail';
  }
}

/** EventBridge: what is put on a bus is seen in the outbox. */
export function createEventBridge({ deployment, store }: Dependencies): AwsService {
  const { region, accountId } = deployment;
  const busOf = ({ EventBusName = 'default' }: JsonBody): string => {
    const name = textOf(EventBusName);
    return name.startsWith('arn:') ? name : `arn:aws:events:${region}:${accountId}:event-bus/${name}`;
  };

  function put(entry: JsonBody): object {
    const ErrorCode = wrongWith(entry);
    if (ErrorCode !== undefined) return { ErrorCode, ErrorMessage: 'the entry was not taken' };
    const EventId = randomUUID();
    const alertId = Number(JSON.parse(textOf(entry.Detail)).id);
    store.add({
      channel: 'WEBHOOK',
      to: busOf(entry),
      subject: textOf(entry.DetailType),
      text: textOf(entry.Detail),
      providerId: EventId,
      alertId: Number.isSafeInteger(alertId) ? alertId : null,
      data: { source: textOf(entry.Source) },
    });
    return { EventId };
  }

  return {
    service: 'events',
    permissions: (request: AwsRequest): Permission[] =>
      entriesOf(readJson(request)).map((entry) => ({ action: 'events:PutEvents', resource: busOf(entry) })),
    handle: (request) =>
      answerJson(request, (body) => {
        if (request.action !== 'PutEvents') throw unknownOperation(request);
        const Entries = entriesOf(body).map(put);
        return { Entries, FailedEntryCount: Entries.filter((entry) => 'ErrorCode' in entry).length };
      }),
    reset: async () => {},
    close: async () => {},
  };
}

import type { KnownWarning } from '../../domain/alert-source/warnings.ts';
import type { EventMessage, NormalisedEvent, QueuedEvent, RawBody } from '../../domain/event/event.ts';
import type { Instant } from '../../domain/time.ts';
import { isFlow, type Keyed } from '../../ports/alert-source-store.ts';
import type { Blobs } from '../../ports/blobs.ts';
import { firstGroupOf } from './group.ts';
import { compress, maximumInline } from './receive-body.ts';

export interface AcceptedRequest {
  readonly requestId: string;
  /** What the ids of the events begin with. */
  readonly eventIdBase: string;
  readonly receivedAt: Instant;
  readonly source: Keyed;
  readonly integration: string;
  readonly events: readonly NormalisedEvent[];
  readonly note?: string;
  readonly warnings?: readonly KnownWarning[];
  readonly raw: string;
  /** The one event is in our own form. */
  readonly isOwnForm?: boolean;
}

/** The body gzipped: in the message, or in the blob store when it is long. Resolves once it is stored. */
async function keepRaw(blobs: Blobs, { raw, source, receivedAt, requestId }: AcceptedRequest): Promise<RawBody> {
  const gzip = compress(raw);
  const inline = gzip.toString('base64');
  if (inline.length <= maximumInline) return { gzip: inline };
  const blobKey = `events/${source.id}/${receivedAt.slice(0, 10)}/${requestId}.gz`;
  await blobs.put(blobKey, gzip);
  return { blobKey };
}

/** The queue messages of a request: one per event, or one that only records the body. The body goes with the first. */
export async function messagesOf(
  blobs: Blobs,
  request: AcceptedRequest,
): Promise<{ readonly message: QueuedEvent; readonly groupId: string }[]> {
  const { eventIdBase, receivedAt, source, integration, events, note, warnings = [] } = request;
  const raw = await keepRaw(blobs, request);
  const wanted: readonly (NormalisedEvent | undefined)[] = events.length === 0 ? [undefined] : events;
  return wanted.map((event, index) => {
    const eventId = `${eventIdBase}-${index}`;
    const facts: Omit<EventMessage, 'v' | 'sourceId' | 'policyId' | 'flow'> = {
      eventId,
      integration,
      receivedAt,
      ...(event && { event }),
      ...(note !== undefined && { note }),
      ...(index === 0 && { raw }),
      ...(request.isOwnForm && wanted.length === 1 && { isOwnForm: true }),
      ...(index === 0 && warnings.length > 0 && { warnings: [...warnings] }),
    };
    const message: QueuedEvent = isFlow(source)
      ? {
          v: 2,
          ...facts,
          flow: { id: source.flowId, integrationId: source.id },
          integrationType: source.integrationType,
        }
      : { v: 1, ...facts, sourceId: source.id, ...(event && { policyId: source.policyId }) };
    return { message, groupId: firstGroupOf(source, event, eventId) };
  });
}

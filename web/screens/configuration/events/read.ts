import { type Api, answer, answered, api } from '../../../client/api.ts';

export type SourceEvent = Api<'SourceEvent'>;

/** Whose events are looked at. */
export interface EventsOf {
  readonly kind: 'source' | 'flow';
  readonly id: number;
}

export interface Wanted {
  readonly text: string;
  readonly outcomes: readonly string[];
  readonly from: string;
}

export interface EventPage {
  readonly events: readonly SourceEvent[];
  /** Leads on to older ones. */
  readonly next: string | undefined;
}

const pageSize = 30;

/** One page of events, newest first. */
export async function readEvents(
  { kind, id }: EventsOf,
  { text, outcomes, from }: Wanted,
  { cursor, size = pageSize }: { readonly cursor?: string | undefined; readonly size?: number } = {},
): Promise<EventPage> {
  const params = {
    path: { id },
    query: {
      'max-results': size,
      ...(from !== '' && { from }),
      ...(text.trim() !== '' && { text: text.trim() }),
      ...(outcomes.length > 0 && { outcome: outcomes }),
      ...(cursor !== undefined && { cursor }),
    },
  };
  const call =
    kind === 'source'
      ? api.GET('/alert-sources/{id}/events', { params })
      : api.GET('/event-flows/{id}/events', { params });
  const { body } = await answered<readonly SourceEvent[]>(call);
  const { response } = await call;
  return { events: body, next: response.headers.get('next-cursor') ?? undefined };
}

/** One event with the whole of its body. */
export const readEvent = ({ kind, id }: EventsOf, event: string): Promise<SourceEvent> => {
  const params = { path: { id, event } };
  return answer<SourceEvent>(
    kind === 'source'
      ? api.GET('/alert-sources/{id}/events/{event}', { params })
      : api.GET('/event-flows/{id}/events/{event}', { params }),
  );
};

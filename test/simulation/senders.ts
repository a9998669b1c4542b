import { DomainError } from '../../functions/domain/errors.ts';
import type { QueuedEvent } from '../../functions/domain/event/event.ts';
import { type ReceiveContext, receiveRequest } from '../../functions/usecases/event/receive.ts';
import type { People } from './people.ts';
import { integrationKeyOf } from './set-up.ts';

export interface Posted {
  readonly sourceId: number;
  /** The tool that the body is of; our own format without. */
  readonly slug?: string;
  readonly body: string;
  /** Every event of it is on the queue so often, under the same id. */
  readonly copies: number;
}

const tries = 3;

/** A source posts until it is answered 202, or told that it never will be, as monitoring tools do. */
export function postRequest(people: People, posted: Posted, attempt = 1): void {
  const { cloud } = people;
  const requestId = `request-${people.count('request')}`;
  const sent: QueuedEvent[] = [];
  const request = {
    requestId,
    ...(posted.slug !== undefined && { slug: posted.slug }),
    key: integrationKeyOf(posted.sourceId),
    headers: {},
    query: {},
    body: Buffer.from(posted.body),
  };
  void cloud
    .ingest((ctx) => receiveRequest({ ...ctx, events: noting(ctx.events, sent, posted.copies) }, request))
    .then((outcome) => {
      if (outcome.ok) {
        people.accepted.push(...sent);
        for (const { eventId } of sent) people.acceptedAt.set(eventId, cloud.scheduler.clock.now());
      } else if (isRefusal(outcome.error)) people.refused.push({ requestId, code: outcome.error.code });
      else if (attempt < tries) cloud.scheduler.after(2_000, () => postRequest(people, posted, attempt + 1));
    });
}

const isRefusal = (error: unknown): error is DomainError => error instanceof DomainError && error.code !== 'BUSY';

const noting = (events: ReceiveContext['events'], sent: QueuedEvent[], copies: number): ReceiveContext['events'] => ({
  send: (messages) => {
    sent.push(...messages.map(({ message }) => message));
    return events.send(messages.flatMap((one) => Array.from({ length: copies }, () => one)));
  },
});

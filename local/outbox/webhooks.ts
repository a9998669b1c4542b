import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws/aws-error.ts';
import type { AwsRequest, AwsService } from '../aws/service.ts';
import type { MessageStore } from './store.ts';

/** What a function posts to a webhook says, on its way here, where it was to go (`local/runtime/worker.ts`). */
const webhookHeader = 'x-local-webhook';

/** Everybody's webhooks: they take everything, but for hosts that say that they do not. */
export function createWebhookReceiver({ store }: { readonly store: MessageStore }): AwsService {
  function receive({ headers, body }: AwsRequest): number {
    const to = headers[webhookHeader] ?? '';
    const answered = Number(/^answers-(\d{3})\./.exec(new URL(to).hostname)?.[1] ?? 200);
    if (answered >= 200 && answered < 300)
      store.add({
        channel: 'WEBHOOK',
        to,
        text: body.toString('utf8'),
        headers: sentBy(headers),
        providerId: randomUUID(),
      });
    return answered;
  }

  return {
    service: 'webhook',
    permissions: () => [],
    async handle(request) {
      if (request.headers[webhookHeader] === undefined)
        throw new AwsError('UnknownOperationException', 'no webhook', 404);
      return { status: receive(request), headers: { 'content-type': 'text/plain' }, body: '' };
    },
    reset: async () => {},
    close: async () => {},
  };
}

/** What the sender has set, without what only concerns this machine. */
const sentBy = (headers: AwsRequest['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => name.startsWith('webhook-') || name === 'content-type' || name === 'user-agent',
    ),
  );

import type { HttpAnswer } from '../../../functions/actions/answers.ts';
import type { HttpRequest } from '../../../functions/actions/driver.ts';
import type { Outbox } from '../../../local/outbox/outbox.ts';

/** Asks the internet of a local cloud, as a function's worker does. */
export async function askTheInternet(outbox: Outbox, asked: Omit<HttpRequest, 'kind'>): Promise<HttpAnswer> {
  const service = outbox.services.find((one) => one.service === 'webhook');
  const { authorization, ...headers } = asked.headers;
  const answer = await service?.handle({
    service: 'webhook',
    action: 'Post',
    principal: 'run-action',
    method: asked.method,
    path: '/',
    query: new URLSearchParams(),
    headers: {
      ...headers,
      'x-local-webhook': asked.url,
      ...(authorization !== undefined && { 'x-local-webhook-authorization': authorization }),
    },
    body: Buffer.from(asked.body ?? ''),
  });
  return { status: answer?.status ?? 0, headers: answer?.headers ?? {}, body: String(answer?.body ?? '') };
}

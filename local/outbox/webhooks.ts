import { AwsError } from '../aws/aws-error.ts';
import type { AwsRequest, AwsService } from '../aws/service.ts';
import type { Asked, Target } from './targets/target.ts';

/** What a function asks of the internet says, on its way here, what it was to reach (`local/runtime/worker.ts`). */
const webhookHeader = 'x-local-webhook';

/** The internet as far as it is here: the first target that is meant answers. */
export function createWebhookReceiver({ targets }: { readonly targets: readonly Target[] }): AwsService {
  return {
    service: 'webhook',
    permissions: () => [],
    async handle(request) {
      const asked = askedBy(request);
      const target = targets.find(({ isFor }) => isFor(asked.url, asked));
      if (target === undefined) throw new AwsError('UnknownOperationException', 'nobody is there', 404);
      const { status, headers = { 'content-type': 'text/plain' }, body } = await target.answer(asked);
      return { status, headers, body };
    },
    async reset() {
      for (const target of targets) target.reset?.();
    },
    close: async () => {},
  };
}

function askedBy({ method, headers: all, body }: AwsRequest): Asked {
  const {
    [webhookHeader]: to,
    [`${webhookHeader}-authorization`]: authorization,
    authorization: _ours,
    'x-amz-security-token': _caller,
    ...headers
  } = all;
  if (to === undefined) throw new AwsError('UnknownOperationException', 'no webhook', 404);
  return {
    method,
    url: new URL(to),
    headers: { ...headers, ...(authorization !== undefined && { authorization }) },
    body: body.toString('utf8'),
    bytes: body,
  };
}

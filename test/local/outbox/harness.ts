import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { AwsRequest, Permission } from '../../../local/aws/service.ts';
import type { Deployment } from '../../../local/deployment.ts';
import { createOutbox, type Outbox } from '../../../local/outbox/outbox.ts';
import type { Outside, QueueDelivery } from '../../../local/outbox/outside.ts';
import { aDeployment } from './deployment.ts';

export interface Harness extends AsyncDisposable {
  readonly outbox: Outbox;
  /** Client configuration for an AWS service. */
  client(): object;
  readonly deliveries: QueueDelivery[];
  readonly objects: { bucket: string; key: string; body: Buffer }[];
  readonly invocations: { functionName: string; payload: unknown; principal: string }[];
  /** Links that were followed: method and path. */
  readonly followed: string[];
  readonly permissions: Permission[];
}

interface Given {
  readonly deployment?: Deployment;
  readonly dataDir?: string;
  readonly mayPublish?: Outside['mayPublish'];
  /** What invoked functions throw. */
  readonly fails?: Error;
}

/** An outbox whose services real AWS clients reach, with every callback recorded. */
export async function startHarness({
  deployment = aDeployment,
  dataDir,
  mayPublish,
  fails,
}: Given = {}): Promise<Harness> {
  const deliveries: Harness['deliveries'] = [];
  const objects: Harness['objects'] = [];
  const invocations: Harness['invocations'] = [];
  const followed: string[] = [];
  const permissions: Permission[] = [];
  let base = '';

  const outbox = createOutbox({
    deployment,
    dataDir,
    outside: {
      now: () => '2026-11-21T20:00:00.000Z',
      deliverToQueue: async (delivery) => void deliveries.push(delivery),
      putObject: async (object) => void objects.push(object),
      invoke: async (functionName, payload, { principal }) => {
        invocations.push({ functionName, payload, principal });
        if (fails) throw fails;
        return { spoken: 'Thank you. The alert is accepted.' };
      },
      baseUrl: () => base,
      mayPublish,
    },
  });

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', base);
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const body = await buffer(request);
    const prefix = /Credential=([^/]+)\/[^/]+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? '')?.[2];
    if (!prefix) {
      followed.push(`${request.method} ${url.pathname}`);
      response.writeHead(url.pathname.startsWith('/answer/') ? 200 : 404);
      response.end(
        '<html><head><title>x</title></head><body><h1>Your answer</h1><p class="ink" role="status">The alert is accepted.</p><p>High priority</p></body></html>',
      );
      return;
    }
    const service = outbox.services.find((each) => each.service === prefix);
    const action = actionOf(headers, url.pathname, body);
    const call: AwsRequest = {
      service: prefix,
      action,
      principal: 'local',
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      headers,
      body,
    };
    permissions.push(...(service?.permissions(call) ?? []));
    const answer = await service?.handle(call);
    response.writeHead(answer?.status ?? 404, { ...answer?.headers });
    response.end(answer?.body);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    outbox,
    deliveries,
    objects,
    invocations,
    followed,
    permissions,
    client: () => ({
      endpoint: base,
      region: aDeployment.region,
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      maxAttempts: 1,
    }),
    async [Symbol.asyncDispose]() {
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function actionOf(headers: Record<string, string>, path: string, body: Buffer): string {
  const target = headers['x-amz-target']?.split('.').at(-1);
  if (target) return target;
  if (path.startsWith('/contact/outbound-voice')) return 'StartOutboundVoiceContact';
  if (/^\/v1\/apps\/[^/]+\/messages$/.test(path)) return 'SendMessages';
  return new URLSearchParams(body.toString()).get('Action') ?? '';
}

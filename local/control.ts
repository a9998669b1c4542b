import type { IncomingMessage } from 'node:http';
import * as z from 'zod';
import type { LoggedRequest } from './aws/requests.ts';
import type { Cloud } from './cloud.ts';
import { operatorRoutes } from './operator-control.ts';
import { type ControlAnswer, RefusedError } from './outbox/answer.ts';
import { chatsOf } from './outbox/targets/chats-view.ts';
import { localSubscription } from './outbox/targets/web-push.ts';
import { type PageFile, pageFiles } from './page/page-files.ts';
import type { Serve } from './runtime/public-server.ts';
import { pagesHost } from './runtime/template/identity.ts';

/** One call of the control surface. */
export interface Call {
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly text: string;
  /** The body by a schema; a wrong one is answered 400. */
  body<T extends z.ZodType>(schema: T): z.infer<T>;
}

export type Handler = (call: Call) => Promise<ControlAnswer> | ControlAnswer;

const ok = (body: object): ControlAnswer => ({ status: 200, body });

/** A tick a minute makes a year some minutes of work; more than that is a slip of the finger. */
const Advance = z.object({
  seconds: z
    .number()
    .min(0)
    .max(366 * 86_400),
});
const Loss = z.union([
  z.strictObject({ function: z.string() }),
  z.strictObject({ consumer: z.string() }),
  z.strictObject({ rule: z.string() }),
]);
/** Another time may be named, at which time stands still then. */
const Reset = z.strictObject({ now: z.iso.datetime().transform(Date.parse).optional() });
const Grant = z.strictObject({ function: z.string(), action: z.string() });

/** The control surface under `/_local`: for tests, for people by its page, and for checks from outside. */
export function serveControl(cloud: Cloud): Serve {
  const routes = controlRoutes(cloud);
  return async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://local');
    const [, label, path] = /^\/_local\/pages\/([a-z0-9-]+)(\/.*)?$/i.exec(url.pathname) ?? [];
    if (request.method === 'GET' && label !== undefined) {
      const { port } = new URL(cloud.url);
      response.writeHead(302, { location: `http://${label}.${pagesHost}:${port}${path ?? '/'}${url.search}` }).end();
      return;
    }
    const file = request.method === 'GET' ? pageFile(url.pathname) : undefined;
    if (file) {
      response.writeHead(200, { 'content-type': file.type, 'cache-control': 'no-store' }).end(file.body);
      return;
    }
    const { status, body } = await answer(routes, request, url);
    response.writeHead(status, { 'content-type': 'application/json', date: new Date().toUTCString() });
    response.end(JSON.stringify(body));
  };
}

function pageFile(pathname: string): PageFile | undefined {
  return pageFiles().get(pathname === '/_local' ? '/_local/' : pathname);
}

async function answer(
  routes: ReadonlyMap<string, Handler>,
  request: IncomingMessage,
  url: URL,
): Promise<ControlAnswer> {
  const found = findRoute(routes, request.method ?? 'GET', url.pathname);
  if (!found) return { status: 404, body: { message: 'Not Found' } };
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  try {
    return await found.handler({ ...found, query: url.searchParams, text, body: (schema) => parse(schema, text) });
  } catch (error) {
    if (error instanceof RefusedError) return { status: error.status, body: { message: error.message } };
    throw error;
  }
}

function findRoute(routes: ReadonlyMap<string, Handler>, method: string, pathname: string) {
  for (const [route, handler] of routes) {
    const [wanted, pattern = ''] = route.split(' ');
    if (wanted !== method && wanted !== 'ANY') continue;
    const match = new RegExp(`^${pattern.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}/?$`).exec(pathname);
    if (match) return { handler, parameters: { ...match.groups } as Record<string, string> };
  }
  return undefined;
}

function parse<T extends z.ZodType>(schema: T, text: string): z.infer<T> {
  const parsed = schema.safeParse(json(text));
  if (parsed.success) return parsed.data;
  throw new RefusedError(400, z.prettifyError(parsed.error));
}

function json(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new RefusedError(400, 'the body is not JSON');
  }
}

/** Whatever the cloud does not accept is the caller's mistake. */
function attempt(work: () => void): ControlAnswer {
  try {
    work();
    return ok({});
  } catch (error) {
    throw new RefusedError(400, error instanceof Error ? error.message : String(error));
  }
}

const withoutTiming = ({ began: _began, ended: _ended, ...request }: LoggedRequest) => request;

/** What answers each `METHOD /_local/path`. */
export function controlRoutes(cloud: Cloud): ReadonlyMap<string, Handler> {
  const { outbox, losses, faults } = cloud;
  const anything = z.unknown();
  const since = ({ query }: Call) => Number(query.get('since') ?? 0);
  const pings: string[] = [];
  const clock = () => ok({ now: cloud.now(), running: cloud.isRunning() });

  return new Map<string, Handler>([
    ['GET /_local/outbox', (call) => ok({ messages: outbox.since(since(call)) })],
    ['POST /_local/outbox/{id}/reply', (call) => outbox.reply(call.parameters.id ?? '', call.body(anything))],
    ['POST /_local/outbox/{id}/press', (call) => outbox.press(call.parameters.id ?? '', call.body(anything))],
    ['GET /_local/push/{id}', (call) => ok(localSubscription(decodeURIComponent(call.parameters.id ?? '')))],
    ['GET /_local/chats', () => ok(chatsOf(outbox.since(0)))],
    ['POST /_local/inbound/chat', (call) => outbox.inboundChat(call.body(anything))],
    ['GET /_local/tickets', () => ok({ tickets: outbox.tickets() })],
    [
      'POST /_local/tickets/{tool}/{id}',
      ({ parameters: { tool = '', id = '' }, body }) =>
        outbox.closeTicket({ tool, id: decodeURIComponent(id) }, body(anything)),
    ],
    ['POST /_local/inbound/sms', (call) => outbox.inboundSms(call.body(anything))],
    ['POST /_local/inbound/email', (call) => outbox.inboundEmail(call.body(anything))],
    ['GET /_local/clock', clock],
    [
      'POST /_local/clock/advance',
      async (call) => {
        await cloud.advance(call.body(Advance).seconds);
        return clock();
      },
    ],
    [
      'POST /_local/clock/run',
      async () => {
        await cloud.run();
        return clock();
      },
    ],
    [
      'POST /_local/settle',
      async () => {
        await cloud.settle();
        return clock();
      },
    ],
    [
      'GET /_local/executions',
      ({ query }) => {
        const alertId = query.get('alertId');
        return ok(cloud.executions(alertId === null ? undefined : { alertId: Number(alertId) }));
      },
    ],
    ['GET /_local/aws', () => ok({ endpoint: cloud.awsUrl, region: cloud.deployment.region })],
    ['GET /_local/alarms', () => ok(cloud.alarms.list())],
    ['GET /_local/requests/totals', () => ok(cloud.requests.totals())],
    [
      'GET /_local/requests',
      (call) => {
        const requests = cloud.requests.since(since(call));
        return ok(call.query.get('timing') === 'true' ? requests : requests.map(withoutTiming));
      },
    ],
    ['GET /_local/capacity', () => ok(cloud.capacity())],
    ['GET /_local/metrics', () => ok(cloud.metrics.totals())],
    ['GET /_local/faults', () => ok(faults.list())],
    [
      'POST /_local/faults',
      (call) => {
        const spec = call.body(anything);
        return attempt(() => {
          faults.add(spec);
        });
      },
    ],
    [
      'DELETE /_local/faults',
      () => {
        faults.clear();
        return ok({});
      },
    ],
    ...operatorRoutes(cloud.operations),
    ['GET /_local/stop', () => ok(losses.list())],
    [
      'POST /_local/stop',
      (call) => {
        const loss = call.body(Loss);
        return attempt(() => {
          if ('function' in loss) losses.stopFunction(loss.function);
          else if ('consumer' in loss) losses.stopConsumer(loss.consumer);
          else losses.stopRule(loss.rule);
        });
      },
    ],
    [
      'DELETE /_local/stop',
      () => {
        losses.resumeAll();
        return ok({});
      },
    ],
    [
      'POST /_local/revoke',
      async (call) => {
        await losses.removeGrant(call.body(Grant)).catch((error: Error) => {
          throw new RefusedError(400, error.message);
        });
        return ok({});
      },
    ],
    [
      'DELETE /_local/revoke',
      async () => {
        await losses.restoreAllGrants();
        return ok({});
      },
    ],
    [
      'POST /_local/kill-workers',
      async () => {
        await cloud.killWorkers();
        return ok({});
      },
    ],
    [
      'POST /_local/reset',
      async (call) => {
        const { now } = call.body(Reset);
        pings.length = 0;
        await cloud.reset(now);
        return ok({});
      },
    ],
    ['GET /_local/logs', (call) => ok(cloud.logs.since(since(call)))],
    ['GET /_local/dead-man/pings', () => ok(pings)],
    [
      'ANY /_local/dead-man',
      () => {
        pings.push(cloud.now());
        return ok({});
      },
    ],
    [
      'PUT /_local/custom-resources/{token}',
      (call) => {
        cloud.respondToCustomResource(call.parameters.token ?? '', call.text);
        return ok({});
      },
    ],
  ]);
}

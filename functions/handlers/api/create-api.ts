import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { system } from '../../domain/access/actor.ts';
import { hostAt } from '../../domain/session/host.ts';
import type { Cookies } from '../../platform/cookies.ts';
import { errorReply, type HttpReply, type HttpRequest, readRequest, writeReply } from '../../platform/http.ts';
import { parseJsonBody } from '../../platform/json-body.ts';
import { packed } from '../../platform/packed.ts';
import { refuseForeign } from '../../platform/refuse-foreign.ts';
import { authenticator } from './authenticate.ts';
import { conditional } from './conditional.ts';
import { keyUsage } from './key-usage.ts';
import { refuseMisspelt } from './query.ts';
import { rateLimit } from './rate-limit.ts';
import type { ApiContext, Call, Route } from './route.ts';
import { findRoute } from './routes.ts';
import { requireScope, scopeOf } from './scopes.ts';

/** All the API needs but the caller, who comes with each request. */
export type ApiWorld = Omit<ApiContext, 'actor'>;

export type Api = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;

/** The API over a world: reads the request, finds the caller and the route, runs it, and words the answer. */
export function createApi(
  world: ApiWorld,
  options: { readonly callsPerMinute: number; readonly cookies: Pick<Cookies, 'read'> },
): Api {
  const { authenticate, forget } = authenticator(world, options);
  const countCall = rateLimit(options.callsPerMinute);
  // One function answers on both hosts; where a browser tells, another than its own is refused before this is looked at.
  const hosts = [world.settings.publicUrl, world.settings.consoleUrl].map(hostAt);
  const own = { origins: hosts.flatMap(({ origins }) => origins) };
  const noteUse = keyUsage(world);

  async function callerOf(request: HttpRequest) {
    const caller = await authenticate(request);
    countCall(caller.credentialId, world.clock.now());
    return caller;
  }

  async function answer(request: HttpRequest): Promise<HttpReply> {
    refuseForeign(request, own);
    const { route, params } = await findFor(request);
    const call = {
      params,
      query: request.query,
      headers: request.headers,
      body: () => parseJsonBody(request.body),
      text: request.body,
    };
    if (route.isPublic) return run(route, { ...call, ctx: { ...world, actor: system } });
    const { actor, key } = await callerOf(request);
    requireScope(actor, route);
    const noted = key && noteUse(key, scopeOf(route));
    const reply = await run(route, { ...call, ctx: { ...world, actor } }).finally(() => noted);
    if (request.method !== 'GET' && /^\/api\/(users|teams|developers)\b/.test(request.path)) forget();
    return reply;
  }

  async function run(route: Route, call: Call): Promise<HttpReply> {
    refuseMisspelt(call.query, [...(route.query ?? []), ...(route.formerQuery ?? [])]);
    return route.run(call);
  }

  /** Who has no key learns nothing, not even which paths there are. */
  async function findFor(request: HttpRequest) {
    try {
      return await findRoute(request.method === 'HEAD' ? 'GET' : request.method, request.path);
    } catch (error) {
      await callerOf(request);
      throw error;
    }
  }

  return async (event) => {
    const request = readRequest(event);
    try {
      return packed(request, writeReply(conditional(request, await answer(request))));
    } catch (error) {
      return writeReply(errorReply(error, world.log, request));
    }
  };
}

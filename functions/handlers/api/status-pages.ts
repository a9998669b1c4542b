import type { StatusPage } from '../../domain/page/status-page.ts';
import { parseInput } from '../../platform/parse-input.ts';
import { authorized } from '../../usecases/configuration/change.ts';
import { activatePage } from '../../usecases/page/activate.ts';
import { type Audience, audienceOf, audiences, changeAudience } from '../../usecases/page/audiences.ts';
import { changePageFollowers, type Following } from '../../usecases/page/follow.ts';
import { statusPageFrom } from '../../usecases/page/from-input.ts';
import { AudienceInput, StatusPageInput } from '../../usecases/page/inputs.ts';
import { statusPageKind } from '../../usecases/page/kind.ts';
import { presentStatusPages } from '../../usecases/page/present.ts';
import { previewPage } from '../../usecases/page/preview.ts';
import { SubscribersInput } from '../../usecases/service/inputs.ts';
import { presentSubscribers } from '../../usecases/service/subscribers.ts';
import { ofPartEdition, type Part, partAsItWasRead } from './edition.ts';
import { pageRoute } from './page-body.ts';
import { pageSubscriberRoutes } from './page-subscribers.ts';
import { readEnums, readId, readIncludes } from './query.ts';
import { resource } from './resource.ts';
import { type Call, idIn, noContent, objectBody, ok, type Route, route } from './route.ts';
import { pageGroupRoutes } from './status-page-groups.ts';

const path = '/api/status-pages';
const followers = `${path}/{id}/private-subscribers`;

export const statusPageRoutes: readonly Route[] = [
  route('PUT', `${path}/{id}/activate`, 'status-page:write', activate, { query: ['include'] }),
  route('GET', `${path}/{id}/preview`, 'status-page:preview', preview, { query: ['lng', 'team'] }),
  route('GET', `${path}/{id}/audiences`, 'status-page:write', async ({ ctx, params }) =>
    ok(await audiences(ctx, idIn({ params }))),
  ),
  route('GET', `${path}/{id}/audiences/{team}`, 'status-page:write', readAudience),
  route('PUT', `${path}/{id}/audiences/{team}`, 'status-page:write', putAudience, {
    input: AudienceInput,
    takesIfMatch: true,
  }),
  route('GET', followers, 'status-page:read', readFollowers),
  route('PUT', followers, 'status-page:subscribe', (call) => follow(call, 'set'), { input: SubscribersInput }),
  route('POST', followers, 'status-page:subscribe', (call) => follow(call, 'add'), { input: SubscribersInput }),
  route('DELETE', followers, 'status-page:subscribe', unfollow),
  route('DELETE', `${followers}/{subscriber}`, 'status-page:subscribe', removeFollower, { query: ['subscriber-type'] }),
  ...pageSubscriberRoutes,
  ...pageGroupRoutes,
  ...resource<StatusPage, StatusPageInput>({
    path,
    kind: statusPageKind,
    rights: {
      read: 'status-page:read',
      create: 'status-page:write',
      update: 'status-page:write',
      delete: 'status-page:write',
    },
    page: { default: 25, max: 50 },
    input: StatusPageInput,
    isNamed: true,
    create: statusPageFrom,
    update: (ctx, current, input) => statusPageFrom(ctx, input, current),
    present: (ctx, pages, { include }) => presentStatusPages(ctx, pages, include),
  }).map(pageRoute),
];

async function activate(call: Call) {
  const page = await activatePage(call.ctx, idIn(call));
  return ok((await presentStatusPages(call.ctx, [page], readIncludes(call.query)))[0]);
}

/** What somebody else has written is shown: nothing of it runs here, is framed, or is sent anywhere. */
const previewPolicy = "default-src 'none'; style-src data:; img-src https: data:; frame-ancestors 'none'; sandbox";

async function preview({ ctx, params, query, headers }: Call) {
  const [asked] = readEnums(query, ['en', 'de'] as const, 'lng');
  const language = asked ?? (/^de\b/i.test(headers['accept-language'] ?? '') ? 'de' : 'en');
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': previewPolicy,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    },
    body: await previewPage(ctx, idIn({ params }), { language, teamId: readId(query, 'team') }),
  };
}

const audienceIn = (call: Call) => ({ pageId: idIn(call), teamId: idIn(call, 'team') });
const visibleIn = (all: Audience['services']) => all.filter(({ visible }) => visible).map(({ id }) => id);

/** What a team sees, with the tag of that: what things are called, and what others see, is nothing to it. */
const partOf = ({ pageId, teamId }: ReturnType<typeof audienceIn>): Part<Audience> => ({
  name: `what team ${teamId} sees of status page ${pageId}`,
  contentIn: ({ services, metrics }) => [visibleIn(services), visibleIn(metrics)],
});

const oneAudience = (call: Call, audience: Audience) =>
  ofPartEdition(call.ctx, partOf(audienceIn(call)), audience, ok(audience));

async function readAudience(call: Call) {
  return oneAudience(call, await audienceOf(call.ctx, audienceIn(call)));
}

async function putAudience(call: Call) {
  const named = audienceIn(call);
  const readInput = () => parseInput(AudienceInput, objectBody(call));
  return oneAudience(call, await changeAudience(call.ctx, named, readInput, partAsItWasRead(call, partOf(named))));
}

async function readFollowers(call: Call) {
  const { subscribers } = await authorized(call.ctx, statusPageKind, 'status-page:read', { id: idIn(call) });
  return ok(await presentSubscribers(call.ctx, subscribers));
}

const change = async (call: Call, following: Following) =>
  presentSubscribers(call.ctx, (await changePageFollowers(call.ctx, idIn(call), following)).subscribers);

/** 202 with a list: other answers are not understood by clients (wire-api §1.5). */
async function follow(call: Call, kind: 'add' | 'set') {
  const read = () => parseInput(SubscribersInput, call.body());
  return { status: 202, body: await change(call, { kind, read }) };
}

/** A client that names nobody means itself. */
async function unfollow(call: Call) {
  const { actor } = call.ctx;
  const id = actor.kind === 'user' ? actor.userId : 0;
  return { status: 202, body: await change(call, { kind: 'remove', subscriber: { type: 'USER', id } }) };
}

async function removeFollower(call: Call) {
  const id = idIn(call, 'subscriber');
  const [type = 'USER'] = readEnums(call.query, ['USER', 'TEAM'] as const, 'subscriber-type');
  await change(call, { kind: 'remove', subscriber: { type, id } });
  return noContent;
}

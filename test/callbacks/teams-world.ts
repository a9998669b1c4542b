import type { ReceiveContext, WorkContext } from '../../functions/handlers/callbacks/part.ts';
import { createReceiver } from '../../functions/handlers/callbacks/receive.ts';
import { doCallbackWork } from '../../functions/handlers/callbacks/work.ts';
import { createActivityTokens } from '../../functions/platform/chat/activity-tokens.ts';
import { createTokens } from '../../functions/platform/tokens.ts';
import type { TeamsTarget } from '../../functions/ports/teams.ts';
import { createManualAlert } from '../../functions/usecases/alert/create-manual.ts';
import { ada } from '../chat/activities.ts';
import { appId, createSigner, tenantId } from '../chat/bot-framework.ts';
import { aChatAccount } from '../support/chat-accounts.ts';
import { aSource, aUser } from '../support/factories.ts';
import { aWorld } from '../support/world.ts';

export const people = [aUser(1, { firstName: 'Ada', lastName: 'Lovelace' }), aUser(2), aUser(3)];

/** Teams and what answers it, in memory: Ada (user 1) is linked unless said, and there is an alert. What is handed over is done at once. */
export async function teamsWorld({ isLinked = true, hasApp = true } = {}) {
  const world = await aWorld({ users: people });
  const { store, clock } = world;
  const tokens = createTokens('a test secret', clock);
  const signer = await createSigner();
  const posted: { readonly to: TeamsTarget; readonly message: Readonly<Record<string, unknown>> }[] = [];
  /** Where Teams does not let the bot speak. */
  const closed = new Set<string>();
  const slack = { call: async () => ({ ok: false }), respond: async () => undefined };
  const work: WorkContext = {
    ...world.ctx,
    tokens,
    slack,
    teams: {
      post: async (_app, to, message) => {
        const place = 'conversation' in to ? to.conversation : to.account;
        if (closed.has(place)) return false;
        posted.push({ to, message });
        return true;
      },
    },
  };
  let works = 0;
  const done = (part: string, about: object) => {
    works += 1;
    return doCallbackWork(work, JSON.parse(JSON.stringify({ v: 1, part, work: about })));
  };
  const ctx: ReceiveContext = {
    ...world.ctx,
    tokens,
    slack,
    activityTokens: createActivityTokens({ ask: signer.ask, clock }),
    callbackWork: { hand: async (part, about) => void (await done(part, about)), ask: done },
  };
  if (hasApp)
    await store.chatApps.create(
      {
        id: 2,
        version: 0,
        type: 'microsoft_teams',
        params: { appId, tenantId, clientSecret: 'hush' },
        createdAt: clock.now(),
        updatedAt: clock.now(),
      },
      [],
    );
  const chat = { type: 'microsoft_teams', space: tenantId, user: ada.aadObjectId, name: ada.name } as const;
  if (isLinked) await aChatAccount({ store, clock, ids: world.ctx.ids, tokens } as never, 1, chat);
  const { id: alertId } = await createManualAlert(world.as(1), { summary: 'Disk is full', sourceId: aSource().id });

  const receive = createReceiver(ctx);
  async function send(
    activity: unknown,
    how: { authorization?: string | null; method?: string; path?: string } = {},
  ): Promise<{ status: number | undefined; body: never }> {
    const { authorization = await signer.sign(clock.now()), method = 'POST' } = how;
    const answer = await receive({
      rawPath: how.path ?? '/callbacks/teams/messages',
      rawQueryString: '',
      headers: authorization === null ? {} : { authorization },
      body: typeof activity === 'string' ? activity : JSON.stringify(activity),
      isBase64Encoded: false,
      requestContext: { http: { method, sourceIp: '203.0.113.9' } },
    } as never);
    return { status: answer.statusCode, body: JSON.parse(String(answer.body ?? 'null')) as never };
  }
  const status = async () => (await store.alerts.get(alertId))?.status;
  return { ...world, ctx, work, signer, posted, closed, alertId, send, status, works: () => works, chat };
}

/** What people read of a message or card. */
export const readable = (shown: unknown): string =>
  JSON.stringify(shown)
    .match(/"(?:text|title|value)":"(?:[^"\\]|\\.)*"/g)
    ?.map((member) => JSON.parse(`{${member}}`))
    .flatMap((member) => Object.values(member))
    .join('\n') ?? '';

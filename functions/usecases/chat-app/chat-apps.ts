import { authorize, authorizeSomewhere } from '../../domain/access/authorize.ts';
import { can } from '../../domain/access/can.ts';
import { type ChatApp, type ChatAppType, idOfChatApp } from '../../domain/chat/chat-app.ts';
import { NotFoundError } from '../../domain/errors.ts';
import type { Context } from '../../ports/context.ts';
import { removeConfigured } from '../configuration/remove.ts';
import { writeChanged, writeNew } from '../configuration/write.ts';
import { retryOnConflict } from '../retry.ts';
import { chatAppKind } from './kind.ts';

type ChatAppContext = Context<'store' | 'actor'>;
type Params = ChatApp['params'];

/** The apps that there are, as far as the actor may know of them. */
export async function listChatApps(ctx: ChatAppContext): Promise<ChatApp[]> {
  const apps = await ctx.store.chatApps.list({ offset: 0, limit: 100 });
  return apps.filter((app) => can(ctx.actor, 'chat-app:read', app));
}

/** The app of a type. Throws NotFoundError when there is none, or none that the actor may know of. */
export async function readChatApp(ctx: ChatAppContext, type: ChatAppType): Promise<ChatApp> {
  const app = await ctx.store.chatApps.get(idOfChatApp(type));
  authorize(ctx.actor, 'chat-app:read', app, type);
  if (app === undefined) throw new NotFoundError('chat app', type);
  return app;
}

/**
 * Stores what `read` makes of the params that the app has then, whether or not there was one of its type. What has asterisks
 * in the place of a secret keeps the one that there was. Throws NotFoundError where `check` is about an app that is gone.
 */
export const putChatApp = (
  ctx: ChatAppContext,
  type: ChatAppType,
  sent: Params,
  read: (params: Params) => Params,
  check?: (current: ChatApp) => Promise<void>,
): Promise<ChatApp> =>
  retryOnConflict(async () => {
    authorizeSomewhere(ctx.actor, 'chat-app:write');
    const current = await ctx.store.chatApps.get(idOfChatApp(type));
    if (check !== undefined && current === undefined) throw new NotFoundError('chat app', type);
    if (current !== undefined) await check?.(current);
    const now = ctx.clock.now();
    const app: ChatApp = {
      id: idOfChatApp(type),
      version: current?.version ?? 0,
      type,
      params: read(withSecretsKept(sent, current?.params ?? {})),
      createdAt: current?.createdAt ?? now,
      updatedAt: now,
    };
    return current === undefined ? writeNew(ctx, chatAppKind, app) : writeChanged(ctx, chatAppKind, app, current);
  });

const withSecretsKept = (sent: Params, current: Params): Params =>
  Object.fromEntries(
    Object.entries(sent).map(([name, value]) => [
      name,
      typeof value === 'string' && /^[*•]+$/.test(value) ? current[name] : value,
    ]),
  );

/** Takes an app away: nothing is posted by it any more, and what its chat sends is refused. */
export const removeChatApp = (ctx: ChatAppContext, type: ChatAppType): Promise<ChatApp> =>
  removeConfigured(ctx, chatAppKind, 'chat-app:write', {
    id: type,
    find: () => ctx.store.chatApps.get(idOfChatApp(type)),
  });

/** An app on the wire, with its secrets: nobody sees it who may not change it. */
export const presentChatApp = ({ type, params, createdAt, updatedAt }: ChatApp): object => ({
  type,
  ...params,
  createdAt,
  updatedAt,
});

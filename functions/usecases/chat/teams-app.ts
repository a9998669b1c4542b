import { idOfChatApp } from '../../domain/chat/chat-app.ts';
import { TeamsApp } from '../../domain/chat/teams-app.ts';
import { type Instant, plus } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';

/** An app that was taken away, or whose secret was changed, is believed so long; that there is none is never remembered. */
const remembered = { seconds: 15 };

const known = new WeakMap<object, { readonly app: TeamsApp; readonly until: Instant }>();

/** The app by which Tocsin is in Teams; undefined where there is none. */
export async function teamsAppOf({ store, clock }: Context<'store'>): Promise<TeamsApp | undefined> {
  const now = clock.now();
  const hit = known.get(store.chatApps);
  if (hit !== undefined && now < hit.until) return hit.app;
  const stored = await store.chatApps.get(idOfChatApp('microsoft_teams'));
  const read = TeamsApp.safeParse(stored?.params);
  if (!read.success) return undefined;
  known.set(store.chatApps, { app: read.data, until: plus(now, remembered) });
  return read.data;
}

import { idOfChatApp } from '../../domain/chat/chat-app.ts';
import { SlackApp } from '../../domain/chat/slack-app.ts';
import { type Instant, plus } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';

/** An app that was taken away, or whose secrets were changed, is believed so long; that there is none is never remembered. */
const remembered = { seconds: 15 };

const known = new WeakMap<object, { readonly app: SlackApp; readonly until: Instant }>();

/** The app by which Tocsin is in Slack; undefined where there is none. */
export async function slackAppOf({ store, clock }: Context<'store'>): Promise<SlackApp | undefined> {
  const now = clock.now();
  const hit = known.get(store.chatApps);
  if (hit !== undefined && now < hit.until) return hit.app;
  const stored = await store.chatApps.get(idOfChatApp('slack'));
  const read = SlackApp.safeParse(stored?.params);
  if (!read.success) return undefined;
  known.set(store.chatApps, { app: read.data, until: plus(now, remembered) });
  return read.data;
}

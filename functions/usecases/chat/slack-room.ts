import { slackMessage } from '../../actions/chat/slack-message.ts';
import { system } from '../../domain/access/actor.ts';
import { type Alert, isOpen } from '../../domain/alert/alert.ts';
import type { ChatAnswer } from '../../domain/chat/chat-answer.ts';
import { mrkdwn } from '../../domain/chat/mrkdwn.ts';
import { afterTelling, type ChatRoom, roomName, toldFrom, untoldIn } from '../../domain/chat/room.ts';
import { plus } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import type { SlackAnswer, SlackApi } from '../../ports/slack.ts';
import { chatWords } from '../../render/chat/words.ts';
import { logText } from '../../render/log-texts.ts';
import { seenOf } from '../action-delivery/seen-of.ts';
import { loadAlert } from '../alert/read.ts';
import { entries } from '../alert/timeline.ts';
import { actingAs, type ChatContext, type ChatDoer } from './acting.ts';
import { refusalIn } from './press.ts';
import { type InSlack, inSlack } from './slack-workspace.ts';

type RoomContext = Context<'store' | 'settings'> & { readonly slack: SlackApi };

/** Names that are taken: another alert cannot have this id, but somebody may have made the channel by hand. */
const mostNames = 3;
const longestPost = 3_000;
const againAfter = { seconds: 60 };

/** Makes a channel for one alert, invites who responds to it and is linked, and posts it there. An alert has one at most. */
export async function openSlackRoom(
  ctx: ChatContext & { readonly slack: SlackApi },
  doer: ChatDoer,
  app: InSlack,
  { alertId }: { readonly alertId: number },
): Promise<ChatAnswer> {
  const words = chatWords(doer.user.language);
  const acting = await actingAs(ctx, doer);
  const there = (await ctx.store.chatRooms.get(alertId))?.name;
  try {
    const alert = await loadAlert(acting, 'alert:respond', alertId);
    if (there !== undefined) return { text: words.roomIsThere(there), alertId };
    if (!isOpen(alert)) return { text: words.impossible, alertId };
    const made = await makeChannel(ctx, app, alert);
    if (made === undefined) return { text: words.noRoom, alertId };
    const now = ctx.clock.now();
    const empty: ChatRoom = { alertId, version: 0, type: 'slack', ...made, openedAt: now, since: now, told: [] };
    // What the timeline has so far is what the alert's message shows.
    const room = afterTelling(empty, await ctx.store.alerts.logSince(alertId, toldFrom(empty)));
    if (!(await ctx.store.chatRooms.open(room))) {
      // Somebody else was faster.
      await ctx.slack.call(app.token, 'conversations.archive', { channel: made.channel });
      return { text: words.roomIsThere((await ctx.store.chatRooms.get(alertId))?.name ?? ''), alertId };
    }
    const vars = { user: acting.actor.name, via: acting.actor.via, channel: `#${made.name}` };
    const log = entries(ctx, alertId, [{ type: 'AlertChannelAttachedByUserLogEntry', vars }]);
    await ctx.store.alerts.addLog(log, alert);
    await invite(ctx, app, made.channel, [alert.id, doer.user.id]);
    const seen = await seenOf(ctx, alert);
    const message = slackMessage({ alert: seen, trigger: 'alert-created', deed: {} }, { isAnswerable: true });
    await ctx.slack.call(app.token, 'chat.postMessage', { channel: made.channel, ...message, unfurl_links: false });
    return { text: words.roomOpened(made.name), alertId, isDone: true };
  } catch (error) {
    return { text: refusalIn(error, words), alertId };
  }
}

async function makeChannel(
  ctx: RoomContext,
  { token }: InSlack,
  alert: Alert,
): Promise<{ readonly channel: string; readonly name: string } | undefined> {
  let error: string | undefined;
  for (let attempt = 1; attempt <= mostNames; attempt += 1) {
    const name = roomName(alert, attempt);
    const answer = await ctx.slack.call(token, 'conversations.create', { name, is_private: false });
    const channel = answer.ok ? (answer.channel as { readonly id?: unknown } | undefined)?.id : undefined;
    if (typeof channel === 'string') return { channel, name };
    error = answer.error;
    if (error !== 'name_taken') break;
  }
  ctx.log.warn('Slack did not let us make a channel', { alertId: alert.id, error });
  return undefined;
}

/** Those who respond, and who asked for the channel, as far as they are linked here. Who cannot be invited finds it all the same. */
async function invite(
  ctx: RoomContext,
  { token, team }: InSlack,
  channel: string,
  [alertId, userId]: readonly [alertId: number, userId: number],
): Promise<void> {
  const responders = await ctx.store.alerts.responders(alertId);
  const ids = [...new Set([userId, ...responders.map((one) => one.userId)])].slice(0, 100);
  const users = (await ctx.store.users.getMany(ids)).flatMap(({ chatAccounts = [] }) =>
    chatAccounts.filter(({ type, space }) => type === 'slack' && space === team).map(({ user }) => user),
  );
  if (users.length === 0) return;
  const { ok, error } = await ctx.slack.call(token, 'conversations.invite', {
    channel,
    users: users.join(','),
    force: true,
  });
  if (!ok) ctx.log.warn('not everybody could be invited', { alertId, error });
}

/** Errors that pass. */
const passing: readonly (string | undefined)[] = [
  'ratelimited',
  'rate_limited',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
];

/**
 * Tells an alert's own channel what is new in its timeline, and archives it once the alert is resolved. What was told is noted
 * afterwards: whoever dies in between has it told twice. While Slack does not answer it is tried again each minute.
 */
export async function tellSlackRoom(ctx: RoomContext, alertId: number): Promise<void> {
  const room = await ctx.store.chatRooms.get(alertId);
  if (room === undefined || room.closedAt !== undefined) return;
  const alert = await ctx.store.alerts.get(alertId);
  if (alert === undefined) return;
  try {
    const app = await inSlack(ctx);
    if (app === undefined) return await close(ctx, room, alert);
    const told = await tellNews(ctx, app, room);
    if (told === undefined) return await close(ctx, room, alert);
    if (isOpen(alert)) return;
    await post(ctx, app, room, chatWords('en').roomEnds);
    await ctx.slack.call(app.token, 'conversations.archive', { channel: room.channel });
    await close(ctx, told, alert);
  } catch (error) {
    ctx.log.warn("an alert's channel could not be told", { alertId, error });
    await ctx.store.chatRooms.lookAgain(alertId, plus(ctx.clock.now(), againAfter));
  }
}

/** The room once all was told; undefined where Slack does not have it any more. Throws where that may pass. */
async function tellNews(ctx: RoomContext, app: InSlack, room: ChatRoom): Promise<ChatRoom | undefined> {
  const news = untoldIn(room, await ctx.store.alerts.logSince(room.alertId, toldFrom(room)));
  if (news.length === 0) return room;
  const { ok, error } = await post(ctx, app, room, news.map((entry) => logText(entry, 'en')).join('\n'));
  if (ok) return ctx.store.chatRooms.save(afterTelling(room, news));
  if (passing.includes(error)) throw new Error(`Slack answered ${error}`);
  ctx.log.warn("an alert's channel is gone", { alertId: room.alertId, error });
  return undefined;
}

const post = (ctx: RoomContext, { token }: InSlack, { channel }: ChatRoom, text: string): Promise<SlackAnswer> =>
  ctx.slack.call(token, 'chat.postMessage', { channel, text: mrkdwn(text, longestPost), unfurl_links: false });

async function close(ctx: RoomContext, room: ChatRoom, alert: Alert): Promise<void> {
  await ctx.store.chatRooms.save({ ...room, closedAt: ctx.clock.now() });
  const vars = { user: system.name, via: system.via, channel: `#${room.name}` };
  const log = entries(ctx, alert.id, [{ type: 'AlertChannelDetachedByUserLogEntry', vars }]);
  await ctx.store.alerts.addLog(log, alert);
}

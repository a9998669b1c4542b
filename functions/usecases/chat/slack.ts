import type { ChatUser } from '../../domain/chat/chat-account.ts';
import { idOfChatAccount } from '../../domain/chat/chat-account.ts';
import type { ChatAnswer, ChatDialog, ChatDialogKind } from '../../domain/chat/chat-answer.ts';
import { chatCommandIn } from '../../domain/chat/command.ts';
import type { SlackCall } from '../../domain/chat/slack-call.ts';
import type { Language } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import type { SlackAnswer, SlackApi } from '../../ports/slack.ts';
import { slackAnswer, slackOption, slackView } from '../../render/chat/slack.ts';
import { chatWords } from '../../render/chat/words.ts';
import { actingAs, type ChatContext, type ChatDoer, nameInChat } from './acting.ts';
import { runCommand } from './command.ts';
import { type DialogAsked, dialogOf, optionsFor, problemsIn, submitDialog } from './dialogs.ts';
import { chatUserOf, linkAddress, unlinkChatAccount } from './linking.ts';
import { answerInChat } from './press.ts';
import { openSlackRoom } from './slack-room.ts';
import { commentFromThread } from './slack-thread.ts';
import { type InSlack, isOfWorkspace } from './slack-workspace.ts';

type Linking = Context<'store' | 'tokens' | 'settings'>;

/** Everything that doing something from Slack may touch. */
export type SlackWorkContext = ChatContext & Context<'tokens'> & { readonly slack: SlackApi };

/** What is done at once, while Slack waits: opening a dialog, finding choices, saying what is missing. */
export type Immediate =
  | { readonly kind: 'done' }
  /** The work is somebody else's, who has more time. */
  | { readonly kind: 'work' }
  | { readonly kind: 'answer'; readonly body: object };

const nobodyIsLinked: Language = 'en';

/** The doer; undefined where somebody is not linked, or belongs to another workspace. */
async function doerOf(ctx: Context<'store'>, { who, scope }: SlackCall): Promise<ChatDoer | undefined> {
  const user = await chatUserOf(ctx, who);
  return user && { user, via: 'SLACK', scope };
}

/** What Slack waits for, as far as it can be done by reading alone within its three seconds. */
export async function answerSlackAtOnce(
  ctx: Linking & { readonly slack: SlackApi },
  call: SlackCall,
  app: InSlack,
): Promise<Immediate> {
  if (!isOfWorkspace(call, app)) return { kind: 'done' };
  switch (call.kind) {
    case 'said':
      return { kind: 'work' };
    case 'suggest': {
      const doer = await doerOf(ctx, call);
      const options = doer === undefined ? [] : await optionsFor(ctx, doer, { field: call.field, typed: call.typed });
      return { kind: 'answer', body: { options: options.map(slackOption) } };
    }
    case 'submit': {
      const doer = await doerOf(ctx, call);
      const wrong = doer && problemsIn(call.dialog, call.filled, doer.user.language);
      if (wrong === undefined) return { kind: 'work' };
      return { kind: 'answer', body: { response_action: 'errors', errors: wrong.problems } };
    }
    case 'command': {
      const command = chatCommandIn(call.text);
      if (command.kind !== 'raise') return { kind: 'work' };
      return opened(ctx, call, app, { kind: 'raise', text: command.summary });
    }
    case 'press': {
      const dialog: ChatDialogKind | undefined =
        call.press === 'comment' || call.press === 'add-responder' ? call.press : undefined;
      return dialog === undefined ? { kind: 'work' } : opened(ctx, call, app, { kind: dialog, alertId: call.alertId });
    }
  }
}

/** Opens the dialog that is asked for; what there is to say instead is said by the work. */
async function opened(
  ctx: Linking & { readonly slack: SlackApi },
  call: Extract<SlackCall, { triggerId: string }>,
  { token }: InSlack,
  asked: DialogAsked,
): Promise<Immediate> {
  const doer = await doerOf(ctx, call);
  if (doer === undefined) return { kind: 'work' };
  const dialog = await dialogOf(ctx, doer, asked);
  if (!isDialog(dialog)) return { kind: 'work' };
  const view = slackView(dialog, { channel: call.channel });
  const { ok, error } = await ctx.slack.call(token, 'views.open', { trigger_id: call.triggerId, view });
  if (!ok) ctx.log.warn('a dialog was not opened in Slack', { error });
  return { kind: 'done' };
}

const isDialog = (what: ChatAnswer | ChatDialog): what is ChatDialog => 'fields' in what;

/** Does what somebody asked for in Slack, in their name, and tells them what came of it. Doing it again changes nothing more. */
export async function doInSlack(ctx: SlackWorkContext, call: SlackCall, app: InSlack): Promise<void> {
  if (!isOfWorkspace(call, app)) return;
  const doer = await doerOf(ctx, call);
  if (doer === undefined) {
    // Whoever talks in a thread has asked for nothing.
    if (call.kind !== 'said') await say(ctx, call, app, howToLink(ctx, call.who));
    return;
  }
  const answer = await answerOf(ctx, call, doer, app);
  if (answer !== undefined) await say(ctx, call, app, answer);
}

async function answerOf(
  ctx: SlackWorkContext,
  call: SlackCall,
  doer: ChatDoer,
  app: InSlack,
): Promise<ChatAnswer | undefined> {
  switch (call.kind) {
    case 'suggest':
      return undefined;
    case 'said':
      return commentFromThread(ctx, call, doer);
    case 'submit': {
      const { dialog, alertId, filled } = call;
      const asked = { kind: dialog, ...(alertId !== undefined && { alertId }) };
      const answer = await submitDialog(ctx, doer, asked, filled);
      return 'problems' in answer ? { text: Object.values(answer.problems).join(' ') } : answer;
    }
    case 'command': {
      const answer = await runCommand(ctx, doer, { text: call.text });
      if ('fields' in answer) return undefined;
      return 'kind' in answer ? account(ctx, call.who, doer, answer.kind) : answer;
    }
    case 'press':
      return pressed(ctx, call, doer, app);
  }
}

async function pressed(
  ctx: SlackWorkContext,
  call: Extract<SlackCall, { kind: 'press' }>,
  doer: ChatDoer,
  app: InSlack,
): Promise<ChatAnswer | undefined> {
  const { press, alertId } = call;
  switch (press) {
    case 'accept':
      return answerInChat(ctx, doer, { alertId, action: 'ACCEPT' });
    case 'resolve':
      return answerInChat(ctx, doer, { alertId, action: 'RESOLVE' });
    case 'escalate':
      return answerInChat(ctx, doer, { alertId, action: 'ESCALATE' });
    case 'create-channel':
      return openSlackRoom(ctx, doer, app, { alertId });
    case 'comment':
    case 'add-responder': {
      // The dialog would have been opened, were there one for them.
      const instead = await dialogOf(ctx, doer, { kind: press, alertId });
      return isDialog(instead) ? undefined : instead;
    }
  }
}

/** Ties and unties accounts. */
async function account(
  ctx: SlackWorkContext,
  who: ChatUser,
  doer: ChatDoer,
  command: 'link' | 'unlink',
): Promise<ChatAnswer> {
  const words = chatWords(doer.user.language);
  if (command === 'link') return { text: words.alreadyLinked(nameInChat(doer.user)) };
  await unlinkChatAccount(await actingAs(ctx, doer), doer.user.id, idOfChatAccount(who));
  return { text: words.unlinked };
}

/** What somebody is told whom nobody knows yet. */
function howToLink(ctx: Linking, who: ChatUser): ChatAnswer {
  const words = chatWords(nobodyIsLinked);
  return { text: words.notLinked, link: { text: words.link, url: linkAddress(ctx, who) } };
}

/** Tells the person alone: where Slack lets us answer, in the channel, or else in their own messages. */
async function say(ctx: SlackWorkContext, call: SlackCall, { token }: InSlack, answer: ChatAnswer): Promise<void> {
  const message = slackAnswer(answer);
  const { responseUrl, channel } = call;
  if (responseUrl !== undefined) {
    await ctx.slack.respond(responseUrl, { response_type: 'ephemeral', replace_original: false, ...message });
    return;
  }
  const { user } = call.who;
  const thread = call.kind === 'said' ? { thread_ts: call.thread } : {};
  const inChannel: SlackAnswer =
    channel === undefined
      ? { ok: false }
      : await ctx.slack.call(token, 'chat.postEphemeral', { channel, user, ...thread, ...message });
  if (inChannel.ok) return;
  const { ok, error } = await ctx.slack.call(token, 'chat.postMessage', { channel: user, ...message });
  if (!ok) ctx.log.warn('an answer did not reach somebody in Slack', { error });
}

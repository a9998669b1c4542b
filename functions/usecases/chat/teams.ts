import { cardVerbs } from '../../actions/chat/adaptive-card.ts';
import { idOfChatAccount } from '../../domain/chat/chat-account.ts';
import {
  type ChatAnswer,
  type ChatDialog,
  type ChatDialogKind,
  type ChatProblems,
  chatDialogs,
} from '../../domain/chat/chat-answer.ts';
import { alertIdIn, chatCommandIn } from '../../domain/chat/command.ts';
import type { TeamsCall, TeamsWish } from '../../domain/chat/teams-activity.ts';
import type { TeamsApp } from '../../domain/chat/teams-app.ts';
import type { Command } from '../../domain/reply/command.ts';
import type { Language } from '../../domain/user/user.ts';
import { wireIdOf } from '../../domain/wire-id.ts';
import type { Context } from '../../ports/context.ts';
import type { TeamsApi } from '../../ports/teams.ts';
import {
  answerCard,
  answerMessage,
  dialogCard,
  dialogTask,
  formVerb,
  messageWith,
  pressedCard,
  pressedWords,
  searchResults,
  wordsTask,
} from '../../render/chat/teams.ts';
import { chatWords } from '../../render/chat/words.ts';
import { inboundScope } from '../reply/inbound-scope.ts';
import { actingAs, type ChatContext, type ChatDoer, nameInChat } from './acting.ts';
import { runCommand } from './command.ts';
import { type DialogAsked, dialogOf, optionsFor, submitDialog } from './dialogs.ts';
import { chatUserOf, linkAddress, unlinkChatAccount } from './linking.ts';
import { answerInChat, commentInChat } from './press.ts';
import { refreshedCard } from './teams-card.ts';

export type TeamsContext = ChatContext & Context<'tokens'> & { readonly teams: TeamsApi };

/** What Teams is answered with; nothing where it waits for nothing. */
type Reply = object | undefined;
type Data = Readonly<Record<string, string>>;
type Card = ReturnType<typeof answerCard>;

/** Does what a call of Teams asks for, in the name of the user to whom its person is linked. A repeated call does nothing more. */
export async function answerTeams(ctx: TeamsContext, app: TeamsApp, call: TeamsCall): Promise<Reply> {
  await noteService(ctx, call);
  const { wish, person } = call;
  if (wish.kind === 'added') return welcome(ctx, app, call);
  if (wish.kind === 'removed') return undefined;
  const chat = { type: 'microsoft_teams', space: app.tenantId.toLowerCase(), user: person.id } as const;
  const user = await chatUserOf(ctx, chat);
  if (user === undefined) return tellHowToLink(ctx, app, call, { ...chat, ...(person.name && { name: person.name }) });
  return answerUser(ctx, app, call, { user, via: 'TEAMS', scope: scopeOf(call) });
}

/** The same activity has the same id; another person's, and another conversation's, are others. */
const scopeOf = ({ activity, person, place }: TeamsCall): string =>
  inboundScope('TEAMS', JSON.stringify([place.conversation, person.account, activity]));

/** Conversations move between Microsoft's regions: the last call says where they are. */
async function noteService({ store }: Context<'store'>, { serviceUrl }: TeamsCall): Promise<void> {
  if ((await store.chatApps.placeOf('microsoft_teams')) !== serviceUrl)
    await store.chatApps.notePlace('microsoft_teams', serviceUrl);
}

async function welcome(ctx: TeamsContext, app: TeamsApp, call: TeamsCall): Promise<Reply> {
  // Teams tells of an installation in two ways; one welcome for each conversation is enough.
  const scope = inboundScope('TEAMS', JSON.stringify(['welcome', call.place.conversation]));
  if (await ctx.store.conversations.firstSeen(scope, ctx.clock.now()))
    await say(ctx, app, call, { text: chatWords(languageOf(call)).welcome });
  return undefined;
}

const languageOf = ({ locale = 'en' }: Pick<TeamsCall, 'locale'>): Language => (/^de\b/i.test(locale) ? 'de' : 'en');

/** Says something where the call came from: in the thread of a channel, in a group, or alone. */
const say = (
  ctx: TeamsContext,
  app: TeamsApp,
  { serviceUrl, place }: TeamsCall,
  answer: ChatAnswer,
): Promise<boolean> => ctx.teams.post(app, { serviceUrl, conversation: place.conversation }, answerMessage(answer));

/** Shows a card there. */
const show = (ctx: TeamsContext, app: TeamsApp, { serviceUrl, place }: TeamsCall, card: Card, summary: string) =>
  ctx.teams.post(app, { serviceUrl, conversation: place.conversation }, messageWith(card, summary));

/** The link is for one person: where others read along it is written to them alone. */
async function tellHowToLink(
  ctx: TeamsContext,
  app: TeamsApp,
  call: TeamsCall,
  chat: Parameters<typeof linkAddress>[1],
): Promise<Reply> {
  const { wish, place, person, serviceUrl } = call;
  const words = chatWords(languageOf(call));
  if (wish.kind === 'search') return searchResults([]);
  if (wish.kind === 'said' && !wish.isAddressed) return undefined;
  const answer = () => ({ text: words.notLinked, link: { text: words.link, url: linkAddress(ctx, chat) } });
  if (wish.kind === 'dialog' || wish.kind === 'filled') return wordsTask(answer(), words.link);
  if (place.isPersonal) {
    await say(ctx, app, call, answer());
    return wish.kind === 'pressed' && wish.isAnswered ? pressedWords(words.notLinked) : undefined;
  }
  const isWritten = await ctx.teams.post(app, { serviceUrl, account: person.account }, answerMessage(answer()));
  const text = isWritten ? words.linkWritten : words.linkInChat;
  if (wish.kind === 'pressed' && wish.isAnswered) return pressedWords(text);
  await say(ctx, app, call, { text });
  return undefined;
}

function answerUser(ctx: TeamsContext, app: TeamsApp, call: TeamsCall, doer: ChatDoer): Promise<Reply> {
  const { wish } = call;
  switch (wish.kind) {
    case 'said':
      return hear(ctx, app, call, doer, wish);
    case 'pressed':
      return press(ctx, app, call, doer, wish);
    case 'dialog':
      return openDialog(ctx, doer, wish.data);
    case 'filled':
      return takeDialog(ctx, doer, wish.data);
    case 'search':
      return optionsFor(ctx, doer, wish).then(searchResults);
    case 'added':
    case 'removed':
      return Promise.resolve(undefined);
  }
}

/**
 * What is said to the bot is a command; what is said among people in the thread of an alert's card is a comment, or an answer
 * where it says no more than that. Of comments nobody is told: they stand there.
 */
async function hear(
  ctx: TeamsContext,
  app: TeamsApp,
  call: TeamsCall,
  doer: ChatDoer,
  { text, isAddressed }: Extract<TeamsWish, { kind: 'said' }>,
): Promise<Reply> {
  const thread = await ctx.store.actionDeliveries.alertOfThread(call.place.conversation);
  const { alertId } = thread ?? {};
  const command = chatCommandIn(text);
  if (!isAddressed && thread === undefined) return undefined;
  if (!isAddressed && !(command.kind === 'answer' && !command.alert)) {
    if (thread !== undefined) await commentInChat(ctx, doer, commentOf(text, thread));
    return undefined;
  }
  const answer = await runCommand(ctx, doer, { text, ...(alertId !== undefined && { alertId }) });
  if (!('kind' in answer)) await say(ctx, app, call, answer);
  else if (answer.kind === 'link' || answer.kind === 'unlink')
    await say(ctx, app, call, { text: await ofAccount(ctx, app, call, doer, answer.kind) });
  else await show(ctx, app, call, dialogCard(answer, { isInDialog: false }), answer.title);
  return undefined;
}

const longestComment = 3_000;

/** The action that has begun the thread is not told: what it would post stands there. */
const commentOf = (text: string, { alertId, actionId }: { readonly alertId: number; readonly actionId: number }) => ({
  alertId,
  content: text.slice(0, longestComment).toWellFormed(),
  toldBy: wireIdOf(actionId),
});

async function ofAccount(
  ctx: TeamsContext,
  app: TeamsApp,
  { person }: TeamsCall,
  doer: ChatDoer,
  asked: 'link' | 'unlink',
): Promise<string> {
  const { user } = doer;
  const words = chatWords(user.language);
  if (asked === 'link') return words.alreadyLinked(nameInChat(user));
  const account = { type: 'microsoft_teams', space: app.tenantId.toLowerCase(), user: person.id } as const;
  await unlinkChatAccount(await actingAs(ctx, doer), user.id, idOfChatAccount(account));
  return words.unlinked;
}

const commands: Readonly<Record<string, Command>> = {
  [cardVerbs.accept]: 'ACCEPT',
  [cardVerbs.resolve]: 'RESOLVE',
  [cardVerbs.escalate]: 'ESCALATE',
};
const dialogs: Readonly<Record<string, ChatDialogKind>> = {
  [cardVerbs.addResponder]: 'add-responder',
  [cardVerbs.comment]: 'comment',
};

const own = <T>(table: Readonly<Record<string, T>>, name: string | undefined): T | undefined =>
  name !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;

async function press(
  ctx: TeamsContext,
  app: TeamsApp,
  call: TeamsCall,
  doer: ChatDoer,
  { data, isAnswered }: Extract<TeamsWish, { kind: 'pressed' }>,
): Promise<Reply> {
  const alertId = alertIdIn(data.alertId ?? '');
  const action = own(commands, data.verb);
  if (action !== undefined && alertId !== undefined) {
    const answer = await answerInChat(ctx, doer, { alertId, action });
    if (!isAnswered) return say(ctx, app, call, answer).then(() => undefined);
    const card = answer.alertId === undefined ? undefined : await refreshedCard(ctx, { alertId, action });
    return card === undefined ? pressedWords(answer.text) : pressedCard(card);
  }
  const form = await formAfter(ctx, doer, data, alertId);
  if (form === undefined) return isAnswered ? pressedWords(chatWords(doer.user.language).unknown) : undefined;
  if (isAnswered) return pressedCard(form.card);
  await show(ctx, app, call, form.card, form.summary);
  return undefined;
}

/** What stands in the place of a form in a message once its button was pressed, or of a button that asks for one. */
async function formAfter(
  ctx: TeamsContext,
  doer: ChatDoer,
  data: Data,
  alertId: number | undefined,
): Promise<{ readonly card: Card; readonly summary: string } | undefined> {
  const kind = own(dialogs, data.verb);
  const shown = (next: ChatDialog | ChatAnswer, problems: ChatProblems['problems'] = {}) =>
    'kind' in next
      ? { card: dialogCard(next, { isInDialog: false, problems }), summary: next.title }
      : { card: answerCard(next), summary: next.text };
  if (kind !== undefined) return shown(await dialogOf(ctx, doer, { kind, ...(alertId !== undefined && { alertId }) }));
  if (data.verb !== formVerb) return undefined;
  const { asked, answer } = await submitted(ctx, doer, data);
  return 'problems' in answer ? shown(await dialogOf(ctx, doer, asked), answer.problems) : shown(answer);
}

async function openDialog(ctx: TeamsContext, doer: ChatDoer, data: Data): Promise<Reply> {
  const alertId = alertIdIn(data.alertId ?? '');
  const kind = own(dialogs, data.verb) ?? kindIn(data.form);
  const words = chatWords(doer.user.language);
  if (kind === undefined) return wordsTask({ text: words.unknown }, words.open);
  return taskOf(await dialogOf(ctx, doer, { kind, ...(alertId !== undefined && { alertId }) }));
}

const taskOf = (answer: ChatDialog | ChatAnswer, problems?: ChatProblems['problems']): object =>
  'kind' in answer
    ? dialogTask(answer.title, dialogCard(answer, { isInDialog: true, ...(problems && { problems }) }))
    : wordsTask(answer, answer.text);

async function takeDialog(ctx: TeamsContext, doer: ChatDoer, data: Data): Promise<Reply> {
  const { asked, answer } = await submitted(ctx, doer, data);
  return 'problems' in answer ? taskOf(await dialogOf(ctx, doer, asked), answer.problems) : taskOf(answer);
}

const kindIn = (text: string | undefined): ChatDialogKind | undefined => chatDialogs.find((kind) => kind === text);

/** What a form that was sent asks for, and what became of it. */
async function submitted(
  ctx: TeamsContext,
  doer: ChatDoer,
  data: Data,
): Promise<{ readonly asked: DialogAsked; readonly answer: ChatAnswer | ChatProblems }> {
  const kind = kindIn(data.form);
  const alertId = alertIdIn(data.alertId ?? '');
  if (kind === undefined) {
    const answer = { text: chatWords(doer.user.language).unknown };
    return { asked: { kind: 'raise' }, answer };
  }
  const text = data.summary;
  const asked = { kind, ...(alertId !== undefined && { alertId }), ...(text !== undefined && { text }) };
  return { asked, answer: await submitDialog(ctx, doer, asked, data) };
}

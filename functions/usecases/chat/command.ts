import type { ChatAnswer, ChatDialog } from '../../domain/chat/chat-answer.ts';
import { alertIdIn, type ChatCommand, chatCommandIn } from '../../domain/chat/command.ts';
import { type Instant, millisecondsOf } from '../../domain/time.ts';
import type { User } from '../../domain/user/user.ts';
import { wallTimeText } from '../../domain/wall-time.ts';
import { zoneOf } from '../../domain/zone.ts';
import { chatWords } from '../../render/chat/words.ts';
import { oneLine } from '../../render/plain.ts';
import { listAlerts } from '../alert/list.ts';
import { type OnCallEntry, onCallEntries } from '../on-call/entries.ts';
import { type ActingContext, actingAs, type ChatContext, type ChatDoer, nameInChat } from './acting.ts';
import { dialogOf } from './dialogs.ts';
import { answerInChat } from './press.ts';

export interface ChatLine {
  readonly text: string;
  /** The alert in whose thread it was said. */
  readonly alertId?: number;
}

/** What the words ask of the account itself; the chat's own part does that. */
export type AccountCommand = Extract<ChatCommand, { kind: 'link' | 'unlink' }>;

/** So many alerts, and so many people, are named. */
const mostNamed = 20;

/** Does what a line in a chat says, in the name and by the rights of who says it. */
export async function runCommand(
  ctx: ChatContext,
  doer: ChatDoer,
  { text, alertId }: ChatLine,
): Promise<ChatAnswer | ChatDialog | AccountCommand> {
  const words = chatWords(doer.user.language);
  const command = chatCommandIn(text);
  switch (command.kind) {
    case 'help':
      return { text: words.help };
    case 'unknown':
      return { text: words.unknown };
    case 'link':
    case 'unlink':
      return command;
    case 'raise':
      return dialogOf(ctx, doer, { kind: 'raise', text: command.summary });
    case 'on-call':
      return whoIsOnCall(await actingAs(ctx, doer), doer.user, command.name);
    case 'answer': {
      const meant = await alertMeant(await actingAs(ctx, doer), doer.user, command.alert, alertId);
      return typeof meant === 'number' ? answerInChat(ctx, doer, { alertId: meant, action: command.action }) : meant;
    }
  }
}

/** The alert that is named, or in whose thread this is said, or the only one that waits for them; else words that ask which. */
async function alertMeant(
  ctx: ActingContext,
  user: User,
  typed: string,
  ofThread: number | undefined,
): Promise<number | ChatAnswer> {
  const words = chatWords(user.language);
  if (typed !== '') return alertIdIn(typed) ?? { text: words.noSuchAlert };
  if (ofThread !== undefined) return ofThread;
  const query = { states: ['PENDING', 'ACCEPTED'] as const, responders: [String(user.id)] };
  const open = await listAlerts(ctx, query, { offset: 0, limit: mostNamed });
  const [first] = open;
  if (first === undefined) return { text: words.noAlert };
  if (open.length === 1) return first.id;
  return { text: [words.whichAlert, ...open.map(({ id, summary }) => `• ${id} ${oneLine(summary, 80)}`)].join('\n') };
}

async function whoIsOnCall(ctx: ActingContext, user: User, name: string): Promise<ChatAnswer> {
  const words = chatWords(user.language);
  const now = ctx.clock.now();
  const wanted = name.trim().toLowerCase();
  const entries = (await onCallEntries(ctx, { from: now, until: now })).filter(
    ({ policy, shift }) =>
      policy.name.toLowerCase().includes(wanted) || shift?.schedule.name.toLowerCase().includes(wanted),
  );
  if (entries.length === 0) return { text: words.nobodyOnCall };
  const shown = entries.slice(0, mostNamed).map((entry) => lineOf(entry, user));
  const left = entries.length - shown.length;
  return { text: [...shown, ...(left > 0 ? [words.more(left)] : [])].join('\n') };
}

function lineOf({ user, policy, level, shift }: OnCallEntry, reader: User): string {
  const words = chatWords(reader.language);
  const until = shift && words.onCallUntil(timeText(shift.end, reader));
  const where = [oneLine(policy.name, 80), words.level(level), shift && oneLine(shift.schedule.name, 80), until];
  return `• ${oneLine(nameInChat(user), 80)}: ${where.filter((part) => part !== undefined).join(', ')}`;
}

/** A time as the clock on the reader's wall shows it. */
const timeText = (at: Instant, { timezone }: User): string =>
  wallTimeText(zoneOf(timezone).wallTimeAt(millisecondsOf(at)))
    .slice(0, 16)
    .replace('T', ' ');

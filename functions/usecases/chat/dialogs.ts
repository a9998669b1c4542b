import type { UserActor } from '../../domain/access/actor.ts';
import { can } from '../../domain/access/can.ts';
import type { ChatAnswer, ChatDialog, ChatDialogKind, ChatField, ChatProblems } from '../../domain/chat/chat-answer.ts';
import { Priority } from '../../domain/event/event.ts';
import type { Language } from '../../domain/user/user.ts';
import type { Page } from '../../ports/page.ts';
import { chatWords } from '../../render/chat/words.ts';
import { oneLine } from '../../render/plain.ts';
import { alertAddress } from '../alert/address.ts';
import { createManualAlert } from '../alert/create-manual.ts';
import { mayBeOnCall } from '../user/check-person.ts';
import { visiblePage } from '../visible-page.ts';
import { actingAs, type ChatContext, type ChatDoer, isFirst, type LookingContext, nameInChat } from './acting.ts';
import { addInChat, commentInChat, isShown, refusalIn } from './press.ts';

/** What a dialog is to be about. */
export interface DialogAsked {
  readonly kind: ChatDialogKind;
  readonly alertId?: number;
  /** What was typed already: the summary of a new alert. */
  readonly text?: string;
}

/** What was filled in, by field. */
export type Filled = Readonly<Record<string, string | undefined>>;

type Looking = LookingContext & { readonly actor: UserActor };
type Words = ReturnType<typeof chatWords>;
type Option = Extract<ChatField, { kind: 'choice' }>['options'][number];

/** What a field of a chat holds; more has to be looked for by typing. */
export const mostOptions = 100;
const limits = { summary: 1_000, details: 3_000, comment: 3_000 } as const;

/** The form that somebody asks for; words where there is none for them. */
export async function dialogOf(
  ctx: LookingContext,
  doer: ChatDoer,
  asked: DialogAsked,
): Promise<ChatDialog | ChatAnswer> {
  const words = chatWords(doer.user.language);
  const acting = await actingAs(ctx, doer);
  const { kind, alertId, text } = asked;
  if (kind === 'raise') return raiseDialog(acting, words, text ?? '');
  if (alertId === undefined || !(await isShown(acting, alertId))) return { text: words.noSuchAlert };
  const { cancel } = words;
  if (kind === 'comment') {
    const field = { kind: 'text', id: 'content', label: words.text, limit: limits.comment, isLong: true } as const;
    return { kind, ...words.comment, cancel, fields: [field], alertId };
  }
  const options = await optionsOf(acting, 'person', '');
  return {
    kind,
    ...words.addResponder,
    cancel,
    fields: [{ kind: 'choice', id: 'person', label: words.person, options, ...searched(options) }],
    alertId,
  };
}

async function raiseDialog(ctx: Looking, words: Words, summary: string): Promise<ChatDialog | ChatAnswer> {
  const [sources, policies] = await Promise.all([optionsOf(ctx, 'source', ''), optionsOf(ctx, 'policy', '')]);
  const [first] = sources;
  if (first === undefined) return { text: words.noSources };
  const priorities = Priority.options.map((value) => ({ value, text: words.priorities[value] }));
  return {
    kind: 'raise',
    ...words.raise,
    cancel: words.cancel,
    fields: [
      {
        kind: 'text',
        id: 'summary',
        label: words.summary,
        limit: limits.summary,
        ...(summary !== '' && { value: oneLine(summary, limits.summary) }),
      },
      { kind: 'text', id: 'details', label: words.details, limit: limits.details, isLong: true, isOptional: true },
      {
        kind: 'choice',
        id: 'source',
        label: words.source,
        options: sources,
        ...searched(sources),
        ...(sources.length === 1 && { value: first.value }),
      },
      { kind: 'choice', id: 'policy', label: words.policy, options: policies, ...searched(policies), isOptional: true },
      { kind: 'choice', id: 'priority', label: words.priority, options: priorities, isOptional: true },
    ],
  };
}

/** The choices of a field that have what was typed in their name; at most a hundred. */
export async function optionsFor(
  ctx: LookingContext,
  doer: ChatDoer,
  { field, typed }: { readonly field: string; readonly typed: string },
): Promise<readonly Option[]> {
  return optionsOf(await actingAs(ctx, doer), field, typed);
}

const searched = (options: readonly Option[]) => (options.length < mostOptions ? {} : { isSearched: true });

const page = { offset: 0, limit: mostOptions };

function optionsOf(ctx: Looking, field: string, typed: string): Promise<Option[]> {
  const { actor, store } = ctx;
  const wanted = typed.trim().toLowerCase();
  const named = (name: string) => name.toLowerCase().includes(wanted);
  const found = <T extends { readonly id: number }>(
    read: (part: Page) => Promise<readonly T[]>,
    nameOf: (one: T) => string,
    isMeant: (one: T) => boolean,
  ): Promise<Option[]> =>
    visiblePage(read, (all) => all.filter((one) => isMeant(one) && named(nameOf(one))), page).then((all) =>
      all.map((one) => ({ value: String(one.id), text: oneLine(nameOf(one), 75) || String(one.id) })),
    );
  switch (field) {
    case 'source':
      return found(
        store.sources.list,
        ({ name }) => name,
        (source) => can(actor, 'alert:create', source),
      );
    case 'policy':
      return found(
        store.policies.list,
        ({ name }) => name,
        (policy) => can(actor, 'policy:read', policy),
      );
    case 'person':
      return found(store.users.list, nameInChat, (user) => can(actor, 'user:read', user) && mayBeOnCall(user));
    default:
      return Promise.resolve([]);
  }
}

const textIn = (filled: Filled, field: string): string => (filled[field] ?? '').trim();

/** What is missing in a form that was filled in; undefined when all is there. */
export function problemsIn(kind: ChatDialogKind, filled: Filled, language: Language): ChatProblems | undefined {
  const words = chatWords(language);
  const isText = (field: string) => textIn(filled, field) !== '';
  switch (kind) {
    case 'raise':
      if (!isText('summary')) return missing('summary', words);
      return idIn(filled.source) === undefined ? missing('source', words) : undefined;
    case 'comment':
      return isText('content') ? undefined : missing('content', words);
    case 'add-responder':
      return idIn(filled.person) === undefined ? missing('person', words) : undefined;
  }
}

/** Does what a form that was filled in asks for, once; tells what is missing in it. */
export async function submitDialog(
  ctx: ChatContext,
  doer: ChatDoer,
  { kind, alertId }: DialogAsked,
  filled: Filled,
): Promise<ChatAnswer | ChatProblems> {
  const words = chatWords(doer.user.language);
  const problems = problemsIn(kind, filled, doer.user.language);
  if (problems !== undefined) return problems;
  if (kind === 'raise') return raise(ctx, doer, filled, words);
  if (alertId === undefined) return { text: words.noSuchAlert };
  if (kind === 'comment')
    return commentInChat(ctx, doer, { alertId, content: textIn(filled, 'content').slice(0, limits.comment) });
  return addInChat(ctx, doer, { alertId, userId: idIn(filled.person) ?? 0 });
}

const missing = (field: string, words: Words): ChatProblems => ({ problems: { [field]: words.missing } });

function idIn(text = ''): number | undefined {
  const id = /^\d{1,16}$/.test(text) ? Number(text) : 0;
  return Number.isSafeInteger(id) && id > 0 ? id : undefined;
}

async function raise(ctx: ChatContext, doer: ChatDoer, filled: Filled, words: Words): Promise<ChatAnswer> {
  const summary = textIn(filled, 'summary').slice(0, limits.summary);
  const details = textIn(filled, 'details').slice(0, limits.details);
  const policyId = idIn(filled.policy);
  const priority = Priority.safeParse(filled.priority);
  const acting = await actingAs(ctx, doer);
  if (!(await isFirst(ctx, doer))) return { text: words.doneBefore };
  try {
    const alert = await createManualAlert(acting, {
      summary,
      sourceId: idIn(filled.source) ?? 0,
      ...(details !== '' && { details }),
      ...(policyId !== undefined && { policyId }),
      ...(priority.success && { priority: priority.data }),
    });
    const link = { text: words.open, url: alertAddress(ctx.settings, alert.id) };
    return { text: words.raised(alert.id, alert.summary), link, alertId: alert.id };
  } catch (error) {
    return { text: refusalIn(error, words) };
  }
}

import type { AuditKind } from '../../domain/audit/kind.ts';
import { InvalidInputError, NotFoundError } from '../../domain/errors.ts';
import { takesSubscribers } from '../../domain/page/rules.ts';
import type { StatusPage } from '../../domain/page/status-page.ts';
import { type PageSubscriber, subscriberId, type Target } from '../../domain/subscriber/page-subscriber.ts';
import type { Context } from '../../ports/context.ts';
import type { Page } from '../../ports/page.ts';
import { authorized } from '../configuration/change.ts';
import { recordOf } from '../configuration/record.ts';
import { statusPageKind } from '../page/kind.ts';
import type { SubscribersImport } from './inputs.ts';
import { subscriberKind } from './kind.ts';
import { servicesFrom } from './services.ts';
import { targetFrom } from './target.ts';

type ManageContext = Context<'store' | 'settings' | 'actor'>;

/** The page, for whoever may know who subscribes to it: those who may write it. */
export const pageOfSubscribers = (ctx: Context<'store' | 'actor'>, pageId: number): Promise<StatusPage> =>
  authorized(ctx, statusPageKind, 'status-page:write', { id: pageId });

/** Who subscribes to a page from outside, oldest first. */
export async function listSubscribers(
  ctx: Context<'store' | 'actor'>,
  pageId: number,
  { offset, limit }: Page,
): Promise<PageSubscriber[]> {
  const page = await pageOfSubscribers(ctx, pageId);
  const found = await ctx.store.subscribers.ofPage(page.id);
  return found.sort(byAge).slice(offset, offset + limit);
}

const byAge = (a: PageSubscriber, b: PageSubscriber): number => a.createdAt.localeCompare(b.createdAt) || a.id - b.id;

/** Removes a subscriber; nothing is sent to them any more. */
export async function removeSubscriber(ctx: Context<'store' | 'actor'>, pageId: number, id: number): Promise<void> {
  const page = await pageOfSubscribers(ctx, pageId);
  const subscriber = await ctx.store.subscribers.get(page.id, id);
  if (subscriber === undefined) throw new NotFoundError('subscriber', id);
  await ctx.store.subscribers.delete(subscriber, recordOf(ctx, subscriberKind, { what: 'delete', before: subscriber }));
}

interface Import {
  readonly id: number;
  readonly name: string;
  readonly imported: number;
}

const importKind: AuditKind<Import> = {
  kind: 'subscriber',
  idOf: ({ id }) => id,
  nameOf: ({ name }) => name,
  members: { id: 'unsaid', name: 'unsaid', imported: 'told' },
};

/** A subscription that somebody inside names, read. */
export interface Named extends Target {
  readonly locale: PageSubscriber['locale'];
  readonly services: number[];
}

/** Reads those that are named; throws InvalidInputError that names the first wrong member. Each target comes once, as named last. */
export async function namedSubscribers(
  ctx: ManageContext,
  page: StatusPage,
  input: SubscribersImport,
): Promise<Named[]> {
  if (page.visibility !== 'PUBLIC') throw new InvalidInputError('visibility', 'the page is not public');
  const named = new Map<string, Named>();
  for (const [index, { target, type, locale, services }] of input.entries()) {
    const said = { type: type || ('EMAIL' as const), target, locale: locale || ('en-GB' as const) };
    try {
      const read = { ...(await targetFrom(ctx, said)), locale: said.locale, services: servicesFrom(page, services) };
      named.set(`${read.type} ${read.target}`, read);
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      throw new InvalidInputError(`[${index}].${error.field}`, error.message.slice(error.field.length + 2));
    }
  }
  const blocked = await ctx.store.subscribers.blocked([...named.values()]);
  const isBlocked = ({ type, target }: Target) => blocked.some((one) => one.type === type && one.target === target);
  return [...named.values()].filter((one) => !isBlocked(one));
}

/** Asks those who are named whether they want to be told of the page, as if they had asked for it themselves. */
export async function inviteSubscribers(
  ctx: ManageContext,
  pageId: number,
  read: () => SubscribersImport,
): Promise<void> {
  const page = await pageOfSubscribers(ctx, pageId);
  const named = await namedSubscribers(ctx, page, read());
  if (!takesSubscribers(page)) throw new InvalidInputError('import', 'must be true: nobody can subscribe to this page');
  const at = ctx.clock.now();
  for (const one of named) await ctx.store.tellings.request({ id: ctx.ids.ulid(), pageId, ...one, at });
}

/**
 * Takes over subscribers who have confirmed elsewhere: they are told from now on, and asked nothing. Who has complained of our messages
 * is left out. Those that are there already keep when they came.
 */
export async function importSubscribers(
  ctx: ManageContext,
  pageId: number,
  read: () => SubscribersImport,
): Promise<PageSubscriber[]> {
  const page = await pageOfSubscribers(ctx, pageId);
  const named = await namedSubscribers(ctx, page, read());
  const known = new Map((await ctx.store.subscribers.ofPage(pageId)).map((one) => [one.id, one]));
  const now = ctx.clock.now();
  const imported = named.map((one): PageSubscriber => {
    const id = subscriberId(pageId, one);
    const { createdAt = now, confirmedAt = now, version = -1 } = known.get(id) ?? {};
    return { id, version: version + 1, pageId, ...one, status: 'CONFIRMED', createdAt, confirmedAt };
  });
  const audit = recordOf(ctx, importKind, {
    what: 'import',
    after: { id: page.id, name: page.name, imported: imported.length },
  });
  if (imported.length > 0) await ctx.store.subscribers.putAll(imported, audit);
  return imported;
}

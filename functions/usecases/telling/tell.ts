import { pageUrl } from '../../domain/page/address.ts';
import type { StatusPage } from '../../domain/page/status-page.ts';
import type { Service } from '../../domain/service/service.ts';
import { recipientsOf } from '../../domain/telling/recipients.ts';
import { nextRoundAt } from '../../domain/telling/rounds.ts';
import {
  countsOf,
  type Recipient,
  recipientsOfPart,
  servicesTold,
  type Telling,
  type TellingPart,
} from '../../domain/telling/telling.ts';
import type { Instant } from '../../domain/time.ts';
import type { SendResult } from '../../ports/channels.ts';
import { type SubscriberWords, toldText } from '../../render/subscriber-texts.ts';
import type { TellContext } from '../subscriber/context.ts';
import { manageLink, removalLink, sendMessage } from '../subscriber/send.ts';
import { wordsOfError } from '../words-of-error.ts';
import { audiencesOf } from './audiences.ts';
import { webhookBody } from './webhook-body.ts';

/**
 * Tells everybody whom a telling concerns, in parts that are marked before and noted after they go out. What is taken up again goes on where
 * it stood; of a part that was marked and not noted everybody who is left is told once more, and counted. Who could not be told is
 * tried again later, for more than a day.
 */
export async function tell(ctx: TellContext, telling: Telling, deadline: Instant): Promise<void> {
  const current = await ctx.store.tellings.get(telling.scope, telling.id);
  if (current === undefined || current.endedAt !== undefined) return;
  const planned = current.parts === undefined ? await plan(ctx, current) : current;
  const facts = await factsOf(ctx, planned);
  const told: Recipient[] = [];
  for (const part of await ctx.store.tellings.parts(planned)) {
    const isInTime = ctx.clock.now() < deadline;
    told.push(...(isInTime ? await tellPart(ctx, planned, part, facts) : part.recipients));
  }
  await note(ctx, planned, told, ctx.clock.now() >= deadline);
}

/** Finds out who is told, and writes it down before anybody is. */
async function plan(ctx: TellContext, telling: Telling): Promise<Telling> {
  const { told, scope, id } = telling;
  const incident = told.kind === 'INCIDENT' ? await ctx.store.incidents.get(told.incidentId) : undefined;
  const audiences = await audiencesOf(ctx, {
    services: servicesTold(told),
    followers: incident?.subscribers ?? [],
  });
  const plannedAt = ctx.clock.now();
  const recipients = recipientsOf(audiences, plannedAt);
  const parts = Math.ceil(recipients.length / recipientsOfPart);
  for (let part = 0; part < parts; part += 1) {
    const some = recipients.slice(part * recipientsOfPart, (part + 1) * recipientsOfPart);
    await ctx.store.tellings.putPart({ scope, id, part, recipients: some, plannedAt });
  }
  return ctx.store.tellings.save({ ...telling, parts }, telling);
}

interface Facts {
  readonly services: ReadonlyMap<number, Service>;
  /** Who is told by no page has none. */
  readonly pages: ReadonlyMap<number | undefined, StatusPage>;
}

/** The names and addresses that messages are made of. */
async function factsOf(ctx: TellContext, { told }: Telling): Promise<Facts> {
  const ids = servicesTold(told);
  const [services, showing] = await Promise.all([ctx.store.services.getMany(ids), ctx.store.publication.pagesOf(ids)]);
  const pages = showing.length === 0 ? [] : await ctx.store.statusPages.getMany(showing.map(({ id }) => id));
  return {
    services: new Map(services.map((service) => [service.id, service])),
    pages: new Map(pages.map((page) => [page.id, page])),
  };
}

async function tellPart(ctx: TellContext, telling: Telling, part: TellingPart, facts: Facts): Promise<Recipient[]> {
  const open = part.recipients.filter(({ state }) => state === undefined);
  if (open.length === 0) return part.recipients;
  // Whoever marked it has died before it was noted what had gone out.
  if (part.startedAt !== undefined) ctx.metrics.count('RepeatedSends', open.length);
  const { startedAt: _before, ...unmarked } = part;
  await ctx.store.tellings.putPart({ ...unmarked, startedAt: ctx.clock.now() });
  const recipients = await Promise.all(
    part.recipients.map(async (recipient) =>
      recipient.state === undefined ? after(recipient, await tellOne(ctx, telling, recipient, facts)) : recipient,
    ),
  );
  await ctx.store.tellings.putPart({ ...unmarked, recipients });
  return recipients;
}

function after(recipient: Recipient, result: SendResult): Recipient {
  const { error: _before, ...rest } = recipient;
  if (result.outcome === 'sent') return { ...rest, state: 'SENT' };
  const error = result.error.slice(0, 100);
  return result.outcome === 'rejected' ? { ...rest, state: 'FAILED', error } : { ...rest, error };
}

/** A message of which nobody knows whether it went out is sent once more, in the next round. */
async function tellOne(ctx: TellContext, telling: Telling, recipient: Recipient, facts: Facts): Promise<SendResult> {
  try {
    if (telling.round > 0 && !(await isStillThere(ctx, recipient)))
      return { outcome: 'rejected', error: 'UNSUBSCRIBED' };
    return await sendMessage(ctx, messageTo(ctx, telling, recipient, facts));
  } catch (error) {
    ctx.log.warn('nobody knows whether a subscriber was told', { scope: telling.scope, id: telling.id, error });
    ctx.metrics.count('RepeatedSends');
    return { outcome: 'postponed', error: wordsOfError(error) };
  }
}

async function isStillThere(ctx: TellContext, { pageId, subscriberId }: Recipient): Promise<boolean> {
  if (pageId === undefined || subscriberId === undefined) return true;
  return (await ctx.store.subscribers.get(pageId, subscriberId)) !== undefined;
}

function messageTo(ctx: TellContext, telling: Telling, recipient: Recipient, facts: Facts) {
  const { channel, target, language, pageId, subscriberId } = recipient;
  const page = facts.pages.get(pageId);
  const subscriber = pageId === undefined || subscriberId === undefined ? undefined : { pageId, id: subscriberId };
  const removal = page && subscriber && removalLink(ctx, page, subscriber);
  const about = `${telling.scope}-${telling.id}`.replaceAll(/[^A-Za-z0-9-]/g, '-');
  return {
    channel,
    target,
    language,
    about,
    words: wordsFor(
      ctx,
      telling,
      recipient,
      { page, removal, manage: page && subscriber && manageLink(ctx, page, subscriber) },
      facts,
    ),
    webhook: webhookBody(telling, namedServices(recipient, facts), page && pageUrl(ctx.settings, page)),
    fromName: page?.name,
    removal,
    subscriber,
  };
}

const namedServices = ({ services }: Recipient, facts: Facts): { readonly id: number; readonly name: string }[] =>
  services.flatMap((id) => {
    const name = facts.services.get(id)?.name;
    return name === undefined ? [] : [{ id, name }];
  });

function wordsFor(
  ctx: TellContext,
  { told }: Telling,
  recipient: Recipient,
  {
    page,
    removal,
    manage,
  }: {
    readonly page?: StatusPage | undefined;
    readonly removal?: string | undefined;
    readonly manage?: string | undefined;
  },
  facts: Facts,
): SubscriberWords {
  const shown = page && { name: page.name, url: pageUrl(ctx.settings, page) };
  const named = namedServices(recipient, facts);
  const base = {
    page: shown,
    timezone: page?.timezone ?? 'UTC',
    summary: told.summary,
    manage,
    remove: removal,
  };
  if (told.kind === 'MAINTENANCE')
    return toldText(
      {
        ...base,
        message: told.description,
        status: { moment: told.moment, start: told.start, end: told.end },
        services: named,
        link: shown && `${shown.url}maintenances/${told.windowId}`,
      },
      recipient.language,
    );
  return toldText(
    {
      ...base,
      message: told.message,
      status: told.status,
      services: named.map(({ id, name }) => {
        const impact = told.affected.find(({ serviceId }) => serviceId === id)?.impact;
        return { name, ...(impact !== undefined && told.status !== 'RESOLVED' && { impact }) };
      }),
      link: shown && `${shown.url}incidents/${told.incidentId}`,
    },
    recipient.language,
  );
}

/** What is left: nothing; some for whom time ran out; or some who are tried again later. */
async function note(
  ctx: TellContext,
  telling: Telling,
  recipients: readonly Recipient[],
  isLate: boolean,
): Promise<void> {
  const { dueAt: _due, ...rest } = telling;
  const now = ctx.clock.now();
  const isOpen = recipients.some(({ state }) => state === undefined);
  if (isOpen && isLate) {
    await ctx.store.tellings.save({ ...rest, dueAt: now }, telling);
    return;
  }
  const again = isOpen ? nextRoundAt(telling.round, now) : undefined;
  if (again !== undefined) {
    await ctx.store.tellings.save({ ...rest, round: telling.round + 1, dueAt: again }, telling);
    return;
  }
  const counts = countsOf(recipients);
  const left = counts.recipients - counts.sent;
  if (left > 0) ctx.log.warn('subscribers were not told', { scope: telling.scope, id: telling.id, left });
  await ctx.store.tellings.save(
    { ...rest, counts: { ...counts, failed: counts.recipients - counts.sent }, endedAt: now },
    telling,
  );
}

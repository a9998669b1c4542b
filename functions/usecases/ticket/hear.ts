import type { TicketNews } from '../../actions/inbound/reader.ts';
import { markOf } from '../../actions/tickets.ts';
import type { ToolActor } from '../../domain/access/actor.ts';
import type { Alert } from '../../domain/alert/alert.ts';
import { resolve } from '../../domain/alert/transitions.ts';
import { notificationId } from '../../domain/notification/id.ts';
import { numberOfWireId } from '../../domain/wire-id.ts';
import type { Context } from '../../ports/context.ts';
import { changeAlert } from '../alert/change.ts';
import { isOfOurs } from './ours.ts';

/** What a tool tells of a ticket that an alert action has opened: which action, named as on the wire, and what the timeline calls the tool. */
export interface Heard {
  readonly actionId: string;
  readonly tool: string;
  readonly news: TicketNews;
}

/** What came of it; `why`, where that is nothing. */
export type HeardOutcome =
  | { readonly kind: 'done'; readonly alertId: number; readonly did: readonly ('resolved' | 'commented')[] }
  | { readonly kind: 'nothing'; readonly why: string };

/** The ticket is one that an action is just opening: who tells of it again in a minute finds it. */
export class TicketNotNotedYetError extends Error {
  constructor(ticket: string) {
    super(`the ticket ${ticket} is being opened, and not noted yet`);
    this.name = new.target.name;
  }
}

type HearContext = Context<'store' | 'workflow'>;

const nothing = (why: string): HeardOutcome => ({ kind: 'nothing', why });

/**
 * Takes to an alert what has become of its ticket: closed resolves it unless it is over, what was said is commented once, and that a
 * ticket is open again is noted at an alert that is over, for it cannot be opened again. What Tocsin has written there itself does
 * nothing. Told twice, or late, it does no more than told once. Throws TicketNotNotedYetError.
 */
export async function hearOfTicket(ctx: HearContext, heard: Heard): Promise<HeardOutcome> {
  const { actionId, tool, news } = heard;
  const action = numberOfWireId(actionId);
  if (action === undefined) return nothing('there is no such action');
  const alertId = await ctx.store.actionDeliveries.alertOfTicket(action, news.ticket);
  if (alertId === undefined) {
    const why = await whyUnknown(ctx, { actionId, action, news });
    return why === undefined ? hearOfTicket(ctx, heard) : nothing(why);
  }
  const alert = await ctx.store.alerts.get(alertId);
  if (alert === undefined) return nothing('the alert is gone');
  const actor: ToolActor = { kind: 'tool', alertId, actionId, tool, name: news.by ?? tool, via: 'TICKET' };
  const acting = { ...ctx, actor };

  const did: ('resolved' | 'commented')[] = [];
  const say = async (comment: string) => {
    await comments(acting, { alert, news, comment });
    did.push('commented');
  };
  const { comment } = news;
  if (comment !== undefined && !(await isOfOurs(ctx, { alertId, actionId: action, comment }))) await say(comment);
  if (news.what === 'reopened' && alert.status === 'RESOLVED') await say(openAgain(tool, news));
  if (news.what === 'closed') {
    let isResolved = false;
    await changeAlert(acting, alertId, (current) => {
      const resolved = resolve(current, actor, ctx.clock.now());
      isResolved = resolved !== undefined;
      return resolved;
    });
    if (isResolved) did.push('resolved');
  }
  return did.length > 0 ? { kind: 'done', alertId, did } : nothing('the alert knows it');
}

/** Whether news may be of a ticket of this action: tools tell of all that they have. One read. */
export async function mayConcern(ctx: Context<'store'>, { actionId, news }: Omit<Heard, 'tool'>): Promise<boolean> {
  if (news.mark?.startsWith(markOf({ action: { id: actionId }, alert: { id: 0 } }).slice(0, -1))) return true;
  const action = numberOfWireId(actionId);
  return action !== undefined && (await ctx.store.actionDeliveries.alertOfTicket(action, news.ticket)) !== undefined;
}

/**
 * Why no alert has the ticket; undefined where it has been noted by now. It may call before whoever opened it has noted it: then it
 * bears the mark of an alert that has none of this action yet. Throws TicketNotNotedYetError.
 */
async function whyUnknown(
  ctx: HearContext,
  { actionId, action, news }: { readonly actionId: string; readonly action: number; readonly news: TicketNews },
): Promise<string | undefined> {
  const alertId = Number(/-(\d{1,16})$/.exec(news.mark ?? '')?.[1]);
  const isOurs =
    Number.isSafeInteger(alertId) && news.mark === markOf({ action: { id: actionId }, alert: { id: alertId } });
  if (!isOurs) return 'the ticket is none that this action has opened';
  const [alert, reference] = await Promise.all([
    ctx.store.alerts.get(alertId),
    ctx.store.actionDeliveries.reference(alertId, action),
  ]);
  if (alert !== undefined && reference === undefined) throw new TicketNotNotedYetError(news.name ?? news.ticket);
  const isNoted = (await ctx.store.actionDeliveries.alertOfTicket(action, news.ticket)) !== undefined;
  return isNoted ? undefined : 'the ticket only looks like one of this action';
}

const openAgain = (tool: string, { name, ticket, status }: TicketNews): string =>
  `${name ?? ticket} is open in ${tool}${status === undefined ? '' : `: ${status}`}`;

/** Adds a comment once, however often it is told. */
async function comments(
  ctx: HearContext & { readonly actor: ToolActor },
  { alert, news, comment }: { readonly alert: Alert; readonly news: TicketNews; readonly comment: string },
): Promise<void> {
  const { actor } = ctx;
  const id = notificationId([
    'TICKET',
    actor.actionId,
    news.ticket,
    comment === news.comment ? '' : news.what,
    news.occasion,
  ]);
  const entry = {
    id,
    alertId: alert.id,
    timestamp: ctx.clock.now(),
    type: 'AlertCommentAddedBySystemLogEntry',
    vars: {
      user: actor.name,
      via: actor.via,
      ...(actor.tool !== actor.name && { tool: actor.tool }),
      actionId: actor.actionId,
      comment,
    },
  } as const;
  await ctx.store.alerts.addLog([entry], alert);
}

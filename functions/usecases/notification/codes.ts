import type { Channel, Notification } from '../../domain/notification/notification.ts';
import type { Conversation } from '../../domain/notification/windows.ts';
import { giveCodes } from '../../domain/reply/short-codes.ts';
import type { Context } from '../../ports/context.ts';
import { namedInSms } from '../../render/sms.ts';
import { retryOnConflict } from '../retry.ts';
import type { AlertFacts } from './facts.ts';

/** The short code of each alert that a message names, by alert id. */
export type Codes = ReadonlyMap<number, number>;

export const noCodes: Codes = new Map();

/** The alerts that a message on this channel names with a code to answer each. */
export function alertsWithCode(
  { settings }: Context<'settings'>,
  channel: Channel,
  { kind, news, text = '' }: Notification,
  { alert, alerts }: AlertFacts,
): number[] {
  if (channel !== 'SMS' || !settings.twoWaySms) return [];
  if (kind === 'SUMMARY') return alerts.slice(0, namedInSms).map(({ id }) => id);
  return alert === undefined || (text !== '' && news === undefined) ? [] : [alert.id];
}

/** The alerts of a summary that can be accepted all at once: when it names several, `A all` is offered. */
const offeredBy = ({ kind }: Notification, { alerts }: AlertFacts): number[] =>
  kind === 'SUMMARY' && alerts.length > 1 ? alerts.map(({ id }) => id) : [];

/** Gives codes out of a conversation that was read; without `conversation` there is nothing to remember. */
export function codesFrom(
  ctx: Context<'settings'>,
  notification: Notification,
  facts: AlertFacts,
  known: Conversation | undefined,
): { readonly codes: Codes; readonly conversation?: Conversation } {
  const alertIds = alertsWithCode(ctx, notification.channel, notification, facts);
  if (alertIds.length === 0) return { codes: noCodes };
  const { target: address, userId = 0 } = notification;
  const all = offeredBy(notification, facts);
  return giveCodes(known, { address, alertIds, userId, all }, ctx.clock.now());
}

const maxAttempts = 10;

/**
 * The codes by which this number answers, remembered before anything is sent: whatever reaches the phone can be
 * answered. No call when all are known already.
 */
export async function codesFor(
  ctx: Context<'store' | 'settings'>,
  channel: Channel,
  notification: Notification,
  facts: AlertFacts,
  known: Codes,
): Promise<Codes> {
  const alertIds = alertsWithCode(ctx, channel, notification, facts);
  if (alertIds.every((id) => known.has(id))) return known;
  const { target: address, userId = 0 } = notification;
  const all = offeredBy(notification, facts);
  return retryOnConflict(async () => {
    const before = await ctx.store.conversations.get(address);
    const { codes, conversation } = giveCodes(before, { address, alertIds, userId, all }, ctx.clock.now());
    await ctx.store.conversations.save(conversation);
    return codes;
  }, maxAttempts);
}

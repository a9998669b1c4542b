import type { Alert } from '../alert/alert.ts';
import { isOpen } from '../alert/alert.ts';
import type { Command, ReadReply } from './command.ts';
import type { GivenCode, Offered } from './short-codes.ts';

export type ReplyDecision =
  | { readonly kind: 'act'; readonly command: Command; readonly given: GivenCode }
  /** All alerts that summaries offered are accepted. */
  | { readonly kind: 'accept-all'; readonly offered: readonly Offered[] }
  /** Nothing is done; the choices are all alerts that can be answered by their codes. */
  | { readonly kind: 'choices'; readonly reason: 'NOT_UNDERSTOOD' | 'UNKNOWN_CODE' | 'AMBIGUOUS' | 'NOTHING_OPEN' };

/**
 * Which alert a text message means (design.md §2). A code means the alert it was given to; a bare command counts only
 * when exactly one alert was sent to the number in 24 hours and it is open. `A all` counts when a summary offered it. Everything
 * else changes nothing.
 */
export function decideReply(
  reply: ReadReply | undefined,
  given: readonly GivenCode[],
  alertsById: ReadonlyMap<number, Pick<Alert, 'status'>>,
  offered: readonly Offered[] = [],
): ReplyDecision {
  if (reply?.all && reply.command === 'ACCEPT' && offered.length > 0) return { kind: 'accept-all', offered };
  const isAnswerable = ({ alertId }: GivenCode): boolean => {
    const alert = alertsById.get(alertId);
    return alert !== undefined && isOpen(alert);
  };
  if (!given.some(isAnswerable) && reply?.code === undefined) return { kind: 'choices', reason: 'NOTHING_OPEN' };
  if (reply === undefined || reply.all) return { kind: 'choices', reason: 'NOT_UNDERSTOOD' };

  if (reply.code !== undefined) {
    const meant = given.find(({ code, alertId }) => code === reply.code && alertsById.has(alertId));
    if (meant === undefined) return { kind: 'choices', reason: 'UNKNOWN_CODE' };
    return { kind: 'act', command: reply.command, given: meant };
  }
  const [only, ...others] = given;
  if (others.length > 0) return { kind: 'choices', reason: 'AMBIGUOUS' };
  // Some alert is answerable, so it is this one.
  return { kind: 'act', command: reply.command, given: only as GivenCode };
}

import type { Instant } from '../time.ts';
import { isMuted, type User } from '../user/user.ts';
import { reach } from './reachability.ts';
import { type SendingMeans, sendingOf } from './sending.ts';

/** Why a page may not wake somebody. */
export type ReachabilityProblem =
  /** They are named, and do not exist any more. */
  | 'DELETED'
  /** They are called and may answer, but have no role that handles alerts. */
  | 'NOT_A_RESPONDER'
  | 'NO_VERIFIED_PHONE'
  | 'NO_HIGH_PRIORITY_RULE'
  | 'NO_WORKING_RULE'
  /** A contact that a high-priority rule uses was locked (its owner texted STOP) or blocked (mail bounced). */
  | 'CONTACT_LOCKED'
  /** A number that a high-priority rule uses cannot exist. */
  | 'INVALID_NUMBER'
  /** A number that a high-priority rule uses is of a country, or of a kind, that is neither texted nor called. */
  | 'COUNTRY_NOT_ALLOWED'
  /** Only texts through SNS, which vanish without a word when the month's budget is spent. */
  | 'ONLY_SNS_TEXTS'
  | 'MUTED';

/** What this deployment can send, and what is known of the numbers. */
export interface Means extends SendingMeans {
  /** Texts go out through End User Messaging, with receipts. */
  readonly twoWaySms: boolean;
}

/** Why a page may not wake the person at any of these times, or ever; none when all is well. */
export function reachabilityProblems(
  user: User,
  {
    times,
    now,
    mayHandle,
    means,
  }: {
    readonly times: readonly Instant[];
    readonly now: Instant;
    readonly mayHandle: boolean;
    readonly means: Means;
  },
): ReachabilityProblem[] {
  const rules = user.preferences.alerts.filter(({ type }) => type === 'HIGH_PRIORITY');
  const isUsed = ({ id }: { readonly id: number }): boolean => rules.some(({ contactId }) => contactId === id);
  const numbers = user.phones.filter(isUsed).map(({ e164 }) => e164);
  const isDead = (e164: string): boolean => means.unreachableNumbers.has(e164);
  const isRefused = (e164: string): boolean => means.refusedNumbers.has(e164);
  const rings = (e164: string): boolean => !isDead(e164) && !isRefused(e164);
  const hasPhone = user.phones.some(({ verified, status, e164 }) => verified && status === 'OK' && rings(e164));
  const ways = waysOf(user, now, means);
  const problems: readonly (readonly [ReachabilityProblem, boolean])[] = [
    ['NOT_A_RESPONDER', !mayHandle],
    ['NO_VERIFIED_PHONE', !hasPhone],
    ['NO_HIGH_PRIORITY_RULE', rules.length === 0],
    ['NO_WORKING_RULE', rules.length > 0 && ways.length === 0],
    ['CONTACT_LOCKED', [...user.emails, ...user.phones].some((contact) => isUsed(contact) && contact.status !== 'OK')],
    ['INVALID_NUMBER', numbers.some(isDead)],
    ['COUNTRY_NOT_ALLOWED', numbers.some(isRefused)],
    ['ONLY_SNS_TEXTS', !means.twoWaySms && ways.length > 0 && ways.every((way) => way === 'SMS')],
    ['MUTED', times.some((time) => isMuted(user, time))],
  ];
  return problems.flatMap(([problem, isThere]) => (isThere ? [problem] : []));
}

/** On which channels high-priority pages really go out. */
function waysOf(user: User, now: Instant, means: Means): string[] {
  const { mutedUntil: _muted, ...heard } = user;
  return reach(heard, 'HIGH', now).notifications.flatMap((planned) => {
    const { sentAs, problem } = sendingOf(planned, means);
    return problem === undefined ? [sentAs ?? planned.method] : [];
  });
}

import type { Conversation } from '../notification/windows.ts';
import { type Instant, minus } from '../time.ts';

export type GivenCode = Conversation['codes'][number];

/** How long a short code means an alert. */
const codesLast = { hours: 24 };

/** The codes given to this number in the last 24 hours. */
export const codesInUse = (conversation: Conversation | undefined, now: Instant): GivenCode[] =>
  conversation?.codes.filter(({ sentAt }) => sentAt > minus(now, codesLast)) ?? [];

/**
 * The short codes by which the owner of this number answers these alerts, by alert id: the one an alert has already, else
 * the smallest that no other alert of the last 24 hours has. One digit for the first nine.
 */
export function giveCodes(
  conversation: Conversation | undefined,
  whom: { readonly address: string; readonly alertIds: readonly number[]; readonly userId: number },
  now: Instant,
): { readonly codes: ReadonlyMap<number, number>; readonly conversation: Conversation } {
  const { address, alertIds, userId } = whom;
  const codes = new Map<number, number>();
  let given = codesInUse(conversation, now);
  for (const alertId of alertIds) {
    const code = given.find((one) => one.alertId === alertId)?.code ?? smallestFree(given);
    codes.set(alertId, code);
    given = [...given.filter((one) => one.alertId !== alertId), { code, alertId, userId, sentAt: now }];
  }
  return { codes, conversation: { address, version: conversation?.version ?? 0, codes: given } };
}

function smallestFree(given: readonly GivenCode[]): number {
  const taken = new Set(given.map(({ code }) => code));
  let free = 1;
  while (taken.has(free)) free += 1;
  return free;
}

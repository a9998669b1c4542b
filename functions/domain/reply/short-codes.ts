import type { Conversation } from '../notification/windows.ts';
import { type Instant, minus } from '../time.ts';

export type GivenCode = Conversation['codes'][number];

/** How long a short code means an alert. */
const codesLast = { hours: 24 };

/** The codes given to this number in the last 24 hours. */
export const codesInUse = (conversation: Conversation | undefined, now: Instant): GivenCode[] =>
  conversation?.codes.filter(({ sentAt }) => sentAt > minus(now, codesLast)) ?? [];

/**
 * The short code by which the owner of this number answers an alert: the one it has already, else the smallest that no
 * other alert of the last 24 hours has. One digit for the first nine.
 */
export function giveCode(
  conversation: Conversation | undefined,
  { address, alertId, userId }: { readonly address: string; readonly alertId: number; readonly userId: number },
  now: Instant,
): { readonly code: number; readonly conversation: Conversation } {
  const inUse = codesInUse(conversation, now);
  const others = inUse.filter((given) => given.alertId !== alertId);
  const taken = new Set(others.map(({ code }) => code));
  let code = inUse.find((given) => given.alertId === alertId)?.code;
  for (let free = 1; code === undefined; free++) if (!taken.has(free)) code = free;
  return {
    code,
    conversation: {
      address,
      version: conversation?.version ?? 0,
      codes: [...others, { code, alertId, userId, sentAt: now }],
    },
  };
}

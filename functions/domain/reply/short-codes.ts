import type { Conversation } from '../notification/windows.ts';
import { type Instant, minus } from '../time.ts';

export type GivenCode = Conversation['codes'][number];

/** How long a short code means an alert. */
const codesLast = { hours: 24 };

/** The codes given to this number in the last 24 hours. */
export const codesInUse = (conversation: Conversation | undefined, now: Instant): GivenCode[] =>
  conversation?.codes.filter(({ sentAt }) => sentAt > minus(now, codesLast)) ?? [];

export type Offered = NonNullable<Conversation['offered']>[number];

/** So many alerts of summaries can be accepted at once. */
const maxOffered = 500;

/** The alerts that this number may accept all at once: those that its summaries of the last 24 hours named or counted. */
export const offeredTo = (conversation: Conversation | undefined, now: Instant): Offered[] =>
  conversation?.offered?.filter(({ sentAt }) => sentAt > minus(now, codesLast)) ?? [];

/**
 * The short codes by which the owner of this number answers these alerts, by alert id: the one an alert has already, else
 * the smallest that no other alert of the last 24 hours has. One digit for the first nine. `all` are offered to be accepted
 * at once.
 */
export function giveCodes(
  conversation: Conversation | undefined,
  whom: {
    readonly address: string;
    readonly alertIds: readonly number[];
    readonly userId: number;
    readonly all?: readonly number[];
  },
  now: Instant,
): { readonly codes: ReadonlyMap<number, number>; readonly conversation: Conversation } {
  const { address, alertIds, userId, all = [] } = whom;
  const codes = new Map<number, number>();
  let given = codesInUse(conversation, now);
  for (const alertId of alertIds) {
    const code = given.find((one) => one.alertId === alertId)?.code ?? smallestFree(given);
    codes.set(alertId, code);
    given = [...given.filter((one) => one.alertId !== alertId), { code, alertId, userId, sentAt: now }];
  }
  const before = offeredTo(conversation, now).filter(({ alertId }) => !all.includes(alertId));
  const offered = [...before, ...all.map((alertId) => ({ alertId, userId, sentAt: now }))].slice(-maxOffered);
  const remembered = { address, version: conversation?.version ?? 0, codes: given };
  return { codes, conversation: { ...remembered, ...(offered.length > 0 && { offered }) } };
}

function smallestFree(given: readonly GivenCode[]): number {
  const taken = new Set(given.map(({ code }) => code));
  let free = 1;
  while (taken.has(free)) free += 1;
  return free;
}

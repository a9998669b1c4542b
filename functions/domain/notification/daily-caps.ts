import * as z from 'zod';
import type { Instant } from '../time.ts';
import type { Channel, Notification } from './notification.ts';

/** The channels that cost money with every message. */
export type CostlyChannel = Extract<Channel, 'SMS' | 'VOICE'>;

export const isCostly = (channel: Channel): channel is CostlyChannel => channel === 'SMS' || channel === 'VOICE';

/** How many texts and calls may go out on one day (UTC), to one person and to all together; 0: as many as there are. */
export interface DailyCaps {
  readonly perUser: Readonly<Record<CostlyChannel, number>>;
  readonly all: Readonly<Record<CostlyChannel, number>>;
}

/** What went out on one day; `asked` is the part of it that somebody had asked for. */
export const DayCount = z.object({
  SMS: z.number().default(0),
  VOICE: z.number().default(0),
  askedSMS: z.number().default(0),
  askedVOICE: z.number().default(0),
});
export type DayCount = z.infer<typeof DayCount>;

/** What somebody asks for may take this part of a day's cap, so that the rest is there for pages. */
const shareOfAsked = 1 / 3;

const askedFor: readonly Notification['kind'][] = ['VERIFICATION', 'TEST', 'CONFIRMATION'];

/** Codes, tests and confirmations go out because somebody asks for them; strangers can, too. */
export const isAskedFor = ({ kind }: Pick<Notification, 'kind'>): boolean => askedFor.includes(kind);

/** Whose count it is, of which day (UTC); without a user, everybody's. */
export const dayOf = (now: Instant, userId?: number): string =>
  `${now.slice(0, 10)}#${userId === undefined ? 'ALL' : `USER#${userId}`}`;

/** Which cap keeps a message from being sent. The words are the `reason` of the timeline entry. */
export type CapReached =
  | 'TEXTS_OF_PERSON_USED_UP'
  | 'CALLS_OF_PERSON_USED_UP'
  | 'TEXTS_USED_UP'
  | 'CALLS_USED_UP'
  /** Of codes, tests and confirmations; pages still go out. */
  | 'REQUESTED_OF_PERSON_USED_UP'
  | 'REQUESTED_USED_UP';

/** Whether a cap is about one person. */
export const isOfPerson = (cap: CapReached): boolean => cap.includes('_OF_PERSON_');

const words: Readonly<Record<CostlyChannel, 'TEXTS' | 'CALLS'>> = { SMS: 'TEXTS', VOICE: 'CALLS' };

/**
 * The cap that one more message on this channel would exceed; undefined: it may be sent. The person's comes first, and
 * what is asked for stops at its share.
 */
export function capReached(
  { perUser, all }: DailyCaps,
  today: { readonly user: DayCount | undefined; readonly all: DayCount | undefined },
  { channel, isAsked }: { readonly channel: CostlyChannel; readonly isAsked: boolean },
): CapReached | undefined {
  const isUsedUp = (most: number, count = 0): boolean => most > 0 && count >= most;
  const shareOf = (most: number): number => Math.ceil(most * shareOfAsked);
  if (isUsedUp(perUser[channel], today.user?.[channel])) return `${words[channel]}_OF_PERSON_USED_UP`;
  if (isUsedUp(all[channel], today.all?.[channel])) return `${words[channel]}_USED_UP`;
  if (!isAsked) return undefined;
  if (isUsedUp(shareOf(perUser[channel]), today.user?.[`asked${channel}`])) return 'REQUESTED_OF_PERSON_USED_UP';
  return isUsedUp(shareOf(all[channel]), today.all?.[`asked${channel}`]) ? 'REQUESTED_USED_UP' : undefined;
}

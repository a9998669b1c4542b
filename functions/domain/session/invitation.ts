import * as z from 'zod';
import { type Duration, Instant, plus } from '../time.ts';
import type { User } from '../user/user.ts';

/** That somebody was invited and has not been in yet: the newest one counts, and is over with their first session. */
export const Invitation = z.object({
  /** A ULID; what stands for it outside is signed. */
  id: z.string(),
  userId: z.number(),
  /** Where it was sent, in lower case: it is worth nothing once they have another address. */
  email: z.string(),
  sentAt: Instant,
  /** Exclusive. */
  expiresOn: Instant,
});
export type Invitation = z.infer<typeof Invitation>;

/**
 * How long an invitation lets somebody in. Nobody waits for it, and people are away for a week; longer, and it would lie about in
 * mailboxes that others get to see.
 */
const invitationLife = { days: 7 };

/** How many invitations one address gets within so long. */
export const invitationQuota = { most: 5, within: { hours: 1 } } as const satisfies {
  readonly most: number;
  readonly within: Duration;
};

/** An invitation that goes out now. */
export const newInvitation = (id: string, user: Pick<User, 'id' | 'email'>, now: Instant): Invitation => ({
  id,
  userId: user.id,
  email: user.email.toLowerCase(),
  sentAt: now,
  expiresOn: plus(now, invitationLife),
});

/** Whether an invitation that is the newest one still lets this user in. */
export const letsIn = (invitation: Invitation, user: Pick<User, 'id' | 'email'>, now: Instant): boolean =>
  invitation.userId === user.id && invitation.email === user.email.toLowerCase() && now < invitation.expiresOn;

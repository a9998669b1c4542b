import * as z from 'zod';
import { Instant, millisecondsIn, millisecondsOf, plus } from '../time.ts';

/** How somebody proved who they are. */
export const SignInMethod = z.enum(['LINK', 'PASSKEY', 'OIDC', 'INVITATION']);
export type SignInMethod = z.infer<typeof SignInMethod>;

/**
 * Somebody who is signed in on one browser. The browser holds a secret in a cookie, of which only the SHA-256 is kept;
 * `id` is for lists, and lets nobody in.
 */
export const Session = z.object({
  id: z.string(),
  hash: z.string(),
  /** Absent: somebody who is let in by their address alone. */
  userId: z.number().optional(),
  email: z.string(),
  /** A session on a status page's host is for that page alone; absent: for the API and the console. */
  page: z.number().optional(),
  method: SignInMethod,
  userAgent: z.string(),
  createdAt: Instant,
  lastSeenAt: Instant,
});
export type Session = z.infer<typeof Session>;

const idleLife = { hours: 12 };
const wholeLife = { days: 30 };
/** Seeing it again is noted at most so often. */
const touchedEvery = { minutes: 5 };

/** When the session ends unless it is used before: 12 hours after it was last seen, 30 days after it began. */
export function endOfSession({ createdAt, lastSeenAt }: Pick<Session, 'createdAt' | 'lastSeenAt'>): Instant {
  const idleEnd = plus(lastSeenAt, idleLife);
  const end = plus(createdAt, wholeLife);
  return idleEnd < end ? idleEnd : end;
}

/** Whether the session still lets its browser in; its end is exclusive. */
export const isAlive = (session: Session, now: Instant): boolean => now < endOfSession(session);

/** The session as seen now; undefined when it was seen less than five minutes ago, which is not worth a write. */
export function seenAgain(session: Session, now: Instant): Session | undefined {
  const since = millisecondsOf(now) - millisecondsOf(session.lastSeenAt);
  return since >= millisecondsIn(touchedEvery) ? { ...session, lastSeenAt: now } : undefined;
}

/** A browser's name for itself, as far as it is kept. */
export const keptUserAgent = (text: string | undefined): string => (text ?? '').slice(0, 300).toWellFormed();

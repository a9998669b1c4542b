import type { Notification } from '../domain/notification/notification.ts';
import type { SignInAttempt } from '../domain/session/attempt.ts';
import type { Invitation } from '../domain/session/invitation.ts';
import type { Passkey } from '../domain/session/passkey.ts';
import type { Session } from '../domain/session/session.ts';
import type { Instant } from '../domain/time.ts';
import type { AuditEntries } from './configuration-store.ts';

/** Sessions by the hash of their secret. What has ended is not found, whether or not it is still stored. */
export interface SessionStore {
  byHash(hash: string): Promise<Session | undefined>;
  /** Those that are alive, oldest first; read consistently. */
  ofUser(userId: number): Promise<Session[]>;
  /**
   * One transaction: the session begins, the attempt that it ends is used up, an older session of the same browser ends, and so does
   * the invitation of its user. False, and nothing is changed, when the attempt was used up or has expired, or `invitation`, by which they
   * came, is not their newest one any more.
   */
  create(
    session: Session,
    together?: {
      readonly attempt?: SignInAttempt | undefined;
      readonly before?: Session | undefined;
      readonly invitation?: Invitation | undefined;
    },
  ): Promise<boolean>;
  /** Notes when it was last seen, unless it has ended meanwhile. */
  touch(session: Session): Promise<void>;
  /** Ended ones stay ended. False when it had ended before. */
  end(session: Session, audit: AuditEntries): Promise<boolean>;
  endAllOf(userId: number): Promise<void>;
}

/** What browsers have begun; forgotten when it expires. */
export interface SignInAttemptStore {
  get(id: string): Promise<SignInAttempt | undefined>;
  /** Writes it unless it is there. */
  create(attempt: SignInAttempt): Promise<void>;
  /** Uses it up; true for one caller only. */
  use(attempt: SignInAttempt, at: Instant): Promise<boolean>;
}

/** What tells of a change, written with it. */
interface Told {
  readonly audit: AuditEntries;
  readonly mails?: readonly Notification[];
}

/** Passkeys by the device's name for them; a user's are noted in the table itself, so that none is missed. */
export interface PasskeyStore {
  byCredential(credentialId: string): Promise<Passkey | undefined>;
  /** Oldest first. */
  ofUser(userId: number): Promise<Passkey[]>;
  /** Throws ConflictError when the device's key is known already. */
  create(passkey: Passkey, besides: Told): Promise<void>;
  /** Changes what it is called. False when it is gone. */
  rename(passkey: Passkey, name: string, audit: AuditEntries): Promise<boolean>;
  /** Notes its use, unless it is gone. */
  used(passkey: Passkey, use: Pick<Passkey, 'counter' | 'lastUsedAt'>): Promise<void>;
  /** False when it was gone before. */
  delete(passkey: Passkey, besides: Told): Promise<boolean>;
}

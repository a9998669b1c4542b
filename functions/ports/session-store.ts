import type { SignInAttempt } from '../domain/session/attempt.ts';
import type { Passkey } from '../domain/session/passkey.ts';
import type { Session } from '../domain/session/session.ts';
import type { Instant } from '../domain/time.ts';

/** Sessions by the hash of their secret. What has ended is not found, whether or not it is still stored. */
export interface SessionStore {
  byHash(hash: string): Promise<Session | undefined>;
  /** Those that are alive, oldest first; read consistently. */
  ofUser(userId: number): Promise<Session[]>;
  /**
   * One transaction: the session begins, the attempt that it ends is used up, and an older session of the same browser
   * ends. False, and nothing is changed, when the attempt was used up or has expired.
   */
  create(
    session: Session,
    together?: { readonly attempt?: SignInAttempt | undefined; readonly before?: Session | undefined },
  ): Promise<boolean>;
  /** Notes when it was last seen, unless it has ended meanwhile. */
  touch(session: Session): Promise<void>;
  /** Ended ones stay ended. */
  end(session: Session): Promise<void>;
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

/** Passkeys by the device's name for them; a user's are noted in the table itself, so that none is missed. */
export interface PasskeyStore {
  byCredential(credentialId: string): Promise<Passkey | undefined>;
  /** Oldest first. */
  ofUser(userId: number): Promise<Passkey[]>;
  /** Throws ConflictError when the device's key is known already. */
  create(passkey: Passkey): Promise<void>;
  /** Changes what it is called, or notes its use, unless it is gone. */
  update(passkey: Passkey, change: Partial<Pick<Passkey, 'name' | 'counter' | 'lastUsedAt'>>): Promise<void>;
  delete(passkey: Passkey): Promise<void>;
}

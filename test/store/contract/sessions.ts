import { describe, expect, it } from 'vitest';
import { ConflictError } from '../../../functions/domain/errors.ts';
import type { SignInAttempt } from '../../../functions/domain/session/attempt.ts';
import type { Passkey } from '../../../functions/domain/session/passkey.ts';
import type { Session } from '../../../functions/domain/session/session.ts';
import { plus } from '../../../functions/domain/time.ts';
import { tenOClock } from '../../support/factories.ts';
import type { NewTable } from '../contract.ts';
import { newStore } from './subject.ts';

const aSession = (id: string, facts: Partial<Session> = {}): Session => ({
  id,
  hash: `hash-of-${id}`,
  userId: 1,
  email: 'ada@example.com',
  method: 'LINK',
  userAgent: 'Firefox',
  createdAt: tenOClock,
  lastSeenAt: tenOClock,
  ...facts,
});

const attempt: SignInAttempt = {
  id: '01ATTEMPT',
  kind: 'LINK',
  browserHash: 'hash-of-browser',
  userId: 1,
  email: 'ada@example.com',
  to: '/alerts',
  details: { nonce: 'n' },
  createdAt: tenOClock,
  expiresOn: plus(tenOClock, { minutes: 10 }),
};

export function sessionContract(newTable: NewTable): void {
  describe('sessions', () => {
    it('are found by their hash, and by their user as soon as they begin', async () => {
      const { store } = await newStore(newTable);
      const [first, second] = [aSession('01A'), aSession('01B')];
      const other = aSession('01C', { userId: 2 });
      const nobodys = aSession('01D', { userId: undefined });
      for (const session of [second, first, other, nobodys]) expect(await store.sessions.create(session)).toBe(true);
      expect(await store.sessions.byHash(first.hash)).toEqual(first);
      expect(await store.sessions.byHash(nobodys.hash)).toEqual(aSession('01D', { userId: undefined }));
      expect(await store.sessions.byHash('another')).toBeUndefined();
      expect(await store.sessions.ofUser(1)).toEqual([first, second]);
      expect(await store.sessions.ofUser(3)).toEqual([]);
    });

    it('are over when they end, and are not seen again', async () => {
      const { store, clock } = await newStore(newTable);
      const session = aSession('01A');
      await store.sessions.create(session);
      expect(await store.sessions.end(session)).toBe(true);
      expect(await store.sessions.end(session)).toBe(false);
      clock.advance({ minutes: 10 });
      await store.sessions.touch({ ...session, lastSeenAt: clock.now() });
      expect(await store.sessions.byHash(session.hash)).toBeUndefined();
      expect(await store.sessions.ofUser(1)).toEqual([]);
    });

    it('are over 12 hours after they were last seen', async () => {
      const { store, clock } = await newStore(newTable);
      const [seen, forgotten] = [aSession('01A'), aSession('01B')];
      for (const session of [seen, forgotten]) await store.sessions.create(session);
      clock.advance({ hours: 11 });
      const again = { ...seen, lastSeenAt: clock.now() };
      await store.sessions.touch(again);
      clock.advance({ hours: 1 });
      expect(await store.sessions.byHash(forgotten.hash)).toBeUndefined();
      expect(await store.sessions.ofUser(1)).toEqual([again]);
      clock.advance({ hours: 11 });
      expect(await store.sessions.ofUser(1)).toEqual([]);
    });

    it('of one user end together, those of others go on', async () => {
      const { store } = await newStore(newTable);
      const other = aSession('01C', { userId: 2 });
      for (const session of [aSession('01A'), aSession('01B'), other]) await store.sessions.create(session);
      await store.sessions.endAllOf(1);
      await store.sessions.endAllOf(1);
      expect(await store.sessions.ofUser(1)).toEqual([]);
      expect(await store.sessions.byHash('hash-of-01A')).toBeUndefined();
      expect(await store.sessions.byHash(other.hash)).toEqual(other);
    });

    it('take the place of an older one of the browser', async () => {
      const { store } = await newStore(newTable);
      const [before, after] = [aSession('01A'), aSession('01B', { userId: 2 })];
      await store.sessions.create(before);
      await store.sessions.create(after, { before });
      expect(await store.sessions.byHash(before.hash)).toBeUndefined();
      expect(await store.sessions.ofUser(1)).toEqual([]);
      expect(await store.sessions.ofUser(2)).toEqual([after]);
    });

    it('use up the attempt they end, once', async () => {
      const { store } = await newStore(newTable);
      await store.signInAttempts.create(attempt);
      expect(await store.sessions.create(aSession('01A'), { attempt })).toBe(true);
      expect(await store.sessions.create(aSession('01B'), { attempt })).toBe(false);
      expect((await store.sessions.ofUser(1)).map(({ id }) => id)).toEqual(['01A']);
      expect(await store.signInAttempts.get(attempt.id)).toBeUndefined();
      await store.signInAttempts.create(attempt);
      expect(await store.signInAttempts.get(attempt.id)).toBeUndefined();
    });

    it('do not begin by an attempt that has expired, or that nobody made', async () => {
      const { store, clock } = await newStore(newTable);
      expect(await store.sessions.create(aSession('01A'), { attempt })).toBe(false);
      await store.signInAttempts.create(attempt);
      clock.advance({ minutes: 10 });
      expect(await store.sessions.create(aSession('01A'), { attempt })).toBe(false);
      expect(await store.sessions.ofUser(1)).toEqual([]);
    });
  });

  describe('attempts to sign in', () => {
    it('are found until they expire', async () => {
      const { store, clock } = await newStore(newTable);
      await store.signInAttempts.create(attempt);
      expect(await store.signInAttempts.get(attempt.id)).toEqual(attempt);
      expect(await store.signInAttempts.get('another')).toBeUndefined();
      clock.advance({ minutes: 9, seconds: 59 });
      expect(await store.signInAttempts.get(attempt.id)).toEqual(attempt);
      clock.advance({ seconds: 1 });
      expect(await store.signInAttempts.get(attempt.id)).toBeUndefined();
      expect(await store.signInAttempts.use(attempt, clock.now())).toBe(false);
    });

    it('are used by one of several', async () => {
      const { store } = await newStore(newTable);
      await store.signInAttempts.create(attempt);
      const used = await Promise.all([1, 2, 3].map(() => store.signInAttempts.use(attempt, tenOClock)));
      expect(used.filter((one) => one)).toHaveLength(1);
      expect(await store.signInAttempts.get(attempt.id)).toBeUndefined();
    });
  });

  describe('passkeys', () => {
    const passkey = (id: string, facts: Partial<Passkey> = {}): Passkey => ({
      id,
      credentialId: `credential-${id}`,
      publicKey: 'a-key',
      counter: 0,
      transports: ['internal'],
      userId: 1,
      name: 'Laptop',
      createdAt: tenOClock,
      ...facts,
    });

    it('are found by the name the device has for them, and by their user', async () => {
      const { store } = await newStore(newTable);
      for (const one of [passkey('01B'), passkey('01A'), passkey('01C', { userId: 2 })])
        await store.passkeys.create(one);
      expect(await store.passkeys.byCredential('credential-01C')).toEqual(passkey('01C', { userId: 2 }));
      expect(await store.passkeys.byCredential('another')).toBeUndefined();
      expect(await store.passkeys.ofUser(1)).toEqual([passkey('01A'), passkey('01B')]);
    });

    it('belong to who registered them first', async () => {
      const { store } = await newStore(newTable);
      await store.passkeys.create(passkey('01A'));
      const again = passkey('01B', { credentialId: 'credential-01A', userId: 2 });
      await expect(store.passkeys.create(again)).rejects.toThrow(ConflictError);
      expect(await store.passkeys.byCredential('credential-01A')).toEqual(passkey('01A'));
      expect(await store.passkeys.ofUser(2)).toEqual([]);
    });

    it('are renamed, counted, and gone for good', async () => {
      const { store } = await newStore(newTable);
      await store.passkeys.create(passkey('01A'));
      expect(await store.passkeys.rename(passkey('01A'), 'Phone')).toBe(true);
      await store.passkeys.used(passkey('01A'), { counter: 7, lastUsedAt: tenOClock });
      const changed = passkey('01A', { name: 'Phone', counter: 7, lastUsedAt: tenOClock });
      expect(await store.passkeys.ofUser(1)).toEqual([changed]);
      expect(await store.passkeys.delete(changed)).toBe(true);
      expect(await store.passkeys.delete(changed)).toBe(false);
      expect(await store.passkeys.rename(changed, 'Watch')).toBe(false);
      await store.passkeys.used(changed, { counter: 8 });
      expect(await store.passkeys.byCredential('credential-01A')).toBeUndefined();
      expect(await store.passkeys.ofUser(1)).toEqual([]);
    });
  });
}

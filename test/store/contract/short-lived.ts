import { describe, expect, it } from 'vitest';
import { VersionConflictError } from '../../../functions/domain/errors.ts';
import type { Conversation, Window } from '../../../functions/domain/notification/windows.ts';
import { plus } from '../../../functions/domain/time.ts';
import { tenOClock } from '../../support/factories.ts';
import type { NewTable } from '../contract.ts';
import { newStore } from './subject.ts';

const conversation: Conversation = {
  address: '+49151000001',
  version: 0,
  codes: [{ code: 7, alertId: 700, userId: 1, sentAt: tenOClock }],
};
const window: Window = {
  id: 'SMS#+49151000001',
  version: 0,
  startedAt: tenOClock,
  endsAt: plus(tenOClock, { minutes: 5 }),
  admitted: [],
  aggregated: [],
};

export function shortLivedContract(newTable: NewTable): void {
  describe('conversations', () => {
    it('are saved by whoever read the last version', async () => {
      const { store } = await newStore(newTable);
      await store.conversations.save(conversation);
      const read = await store.conversations.get('+49151000001');
      expect(read).toEqual({ ...conversation, version: 1 });
      await expect(store.conversations.save(conversation)).rejects.toThrow(VersionConflictError);
      await store.conversations.save({ ...conversation, version: 1, codes: [] });
      await expect(store.conversations.save({ ...conversation, version: 1 })).rejects.toThrow(VersionConflictError);
      expect(await store.conversations.get('+49151000001')).toMatchObject({ version: 2, codes: [] });
    });

    it('are forgotten after two days and may then begin anew', async () => {
      const { store, clock } = await newStore(newTable);
      await store.conversations.save(conversation);
      clock.advance({ days: 2, seconds: 1 });
      expect(await store.conversations.get('+49151000001')).toBeUndefined();
      await store.conversations.save(conversation);
      expect(await store.conversations.get('+49151000001')).toMatchObject({ version: 1 });
    });

    it('see an inbound message once a week', async () => {
      const { store } = await newStore(newTable);
      expect(await store.conversations.firstSeen('inbound-1', tenOClock)).toBe(true);
      expect(await store.conversations.firstSeen('inbound-1', plus(tenOClock, { days: 6 }))).toBe(false);
      expect(await store.conversations.firstSeen('inbound-2', tenOClock)).toBe(true);
      expect(await store.conversations.firstSeen('inbound-1', plus(tenOClock, { days: 8 }))).toBe(true);
    });
  });

  describe('windows', () => {
    it('are saved by whoever read the last version, and forgotten a day after their end', async () => {
      const { store, clock } = await newStore(newTable);
      await store.windows.save(window);
      expect(await store.windows.get(window.id)).toEqual({ ...window, version: 1 });
      await expect(store.windows.save(window)).rejects.toThrow(VersionConflictError);
      await store.windows.save({ ...window, version: 1 });
      clock.advance({ days: 1, minutes: 6 });
      expect(await store.windows.get(window.id)).toBeUndefined();
      await store.windows.save(window);
      expect(await store.windows.get(window.id)).toMatchObject({ version: 1 });
    });
  });
}

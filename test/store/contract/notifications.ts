import { describe, expect, it } from 'vitest';
import { plus } from '../../../functions/domain/time.ts';
import { tenOClock } from '../../support/factories.ts';
import type { NewTable } from '../contract.ts';
import { aLogEntry, aNotification, newStore } from './subject.ts';

const later = plus(tenOClock, { minutes: 1 });

export function notificationContract(newTable: NewTable): void {
  describe('notifications', () => {
    it('are added once; the ids that were new come back', async () => {
      const { store } = await newStore(newTable);
      const all = Array.from({ length: 130 }, (_, index) => aNotification({ id: index + 1 }));
      expect(await store.notifications.add(all.slice(0, 3))).toEqual(new Set([1, 2, 3]));
      const added = await store.notifications.add([...all, ...all.slice(0, 2)]);
      expect([...added].sort((a, b) => a - b)).toEqual(all.slice(3).map(({ id }) => id));
      expect(await store.notifications.add([])).toEqual(new Set());
      expect(await store.notifications.list('ALERT#700')).toHaveLength(130);
    });

    it('are listed by the time they are for', async () => {
      const { store } = await newStore(newTable);
      await store.notifications.add([aNotification({ id: 3 }), aNotification({ id: 2, at: later }), aNotification()]);
      expect((await store.notifications.list('ALERT#700')).map(({ id }) => id)).toEqual([1, 3, 2]);
      expect(await store.notifications.list('USER#1')).toEqual([]);
    });

    it('move only from the state they were read in, and then with their log entries', async () => {
      const { store } = await newStore(newTable);
      await store.notifications.add([aNotification()]);
      const sending = aNotification({ status: 'SENDING', sendingSince: tenOClock, attempts: 1 });
      expect(await store.notifications.move(sending, { status: 'QUEUED' })).toBe(true);
      expect(await store.notifications.move(sending, { status: 'QUEUED' })).toBe(false);
      const sent = aNotification({ status: 'SENT', sentAt: later });
      const entry = aLogEntry({ type: 'NotificationLogEntry' });
      expect(await store.notifications.move(sent, { status: 'SENDING', sendingSince: later }, [entry])).toBe(false);
      expect(await store.alerts.log(700, { offset: 0, limit: 10 })).toEqual([]);
      expect(await store.notifications.move(sent, { status: 'SENDING', sendingSince: tenOClock }, [entry])).toBe(true);
      expect(await store.notifications.get('ALERT#700', 1)).toEqual(sent);
      expect(await store.alerts.log(700, { offset: 0, limit: 10 })).toEqual([entry]);
    });

    it('are found by the id their provider gave them', async () => {
      const { store } = await newStore(newTable);
      await store.notifications.add([aNotification()]);
      const sent = aNotification({ status: 'SENT', driver: 'sms.eum', providerId: 'message-1' });
      await store.notifications.move(sent, { status: 'QUEUED' });
      expect(await store.notifications.byProviderId('sms.eum', 'message-1')).toEqual(sent);
      expect(await store.notifications.byProviderId('voice.eum', 'message-1')).toBeUndefined();
    });
  });
}

import { describe, expect, it } from 'vitest';
import { notificationId } from '../../../functions/domain/notification/id.ts';
import { canSendMail } from '../../../functions/usecases/notification/account-mail.ts';
import { newsNotifications } from '../../../functions/usecases/notification/news.ts';
import { anAlert, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const planned = {
  userId: 1,
  contactId: 12,
  ruleId: 100,
  method: 'SMS',
  target: '+491',
  language: 'en' as const,
  at: tenOClock,
};
const news = { at: tenOClock, names: ['db-2'], count: 1 };

describe('what tells of news', () => {
  it.each([
    [news, 'GREW'],
    [{ ...news, isRaised: true }, 'RAISED'],
  ])('of %j says that it %s, in ready-made words too', (one, change) => {
    const [told] = newsNotifications(anAlert(), { news: one, notifications: [planned] }, tenOClock);
    expect(told).toMatchObject({ kind: 'UPDATE', change, news: one, text: expect.stringContaining('db-2') });
  });

  it('is the same for the same piece of news, and another for another', () => {
    const idAt = (at: typeof tenOClock) =>
      newsNotifications(anAlert(), { news: { ...news, at }, notifications: [planned] }, tenOClock)[0]?.id;
    // The version before has told it by this id.
    expect(idAt(tenOClock)).toBe(notificationId([anAlert().id, 'NEWS', tenOClock, 1, 12, 100]));
    expect(idAt('2026-11-21T10:01:00.000Z' as typeof tenOClock)).not.toBe(idAt(tenOClock));
  });
});

describe('whether mails can be sent', () => {
  it('is said by the channels that were set up; all are unless somebody says', async () => {
    const { ctx } = await aWorld();
    const can = (configuredChannels?: ('EMAIL' | 'SMS')[]) =>
      canSendMail({ ...ctx, settings: { ...ctx.settings, ...(configuredChannels && { configuredChannels }) } });
    expect([can(), can(['EMAIL', 'SMS']), can(['SMS'])]).toEqual([true, true, false]);
  });
});

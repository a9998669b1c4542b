import { describe, expect, it } from 'vitest';
import type { PhoneContact } from '../../functions/domain/user/user.ts';
import { aPolicy, aUser } from '../support/factories.ts';
import { aSendingWorld } from './sending-world.ts';

type Rules = Parameters<typeof aUser>[2];

/** User 1 has a number in France, stored before only Germany was called. */
async function world(rules: Rules, country?: string) {
  const far = (user: ReturnType<typeof aUser>) => ({
    ...user,
    phones: user.phones.map(
      (phone): PhoneContact => ({
        ...phone,
        target: '+33612345678',
        e164: '+33612345678',
        ...(country && { country }),
      }),
    ),
  });
  const sending = await aSendingWorld({
    users: [far(aUser(1, {}, rules)), aUser(2)],
    policy: aPolicy([[1], [2]], { minutes: 60 }),
  });
  Object.assign(sending.ctx.settings, { phoneCountries: new Set(['DE']) });
  return sending;
}

describe('a number in a country that is not called', () => {
  it.each(['FR', undefined])('is passed over, and the next rule comes at once (country %s stored)', async (country) => {
    const rules = [{ method: 'SMS' }, { method: 'EMAIL', delayMin: 30 }] as const;
    const sending = await world(rules, country);
    const alertId = await sending.arrive();
    await sending.advance({ seconds: 10 });
    expect(sending.told()).toEqual([expect.stringMatching(/^EMAIL 1/)]);
    expect(await sending.notified(alertId)).toEqual(['SMS FAILED COUNTRY_NOT_ALLOWED', 'EMAIL SENT']);
  });

  it('is not reached as a text in place of the call either', async () => {
    const sending = await world([{ method: 'VOICE' }, { method: 'PUSH', delayMin: 30 }]);
    const alertId = await sending.arrive();
    await sending.advance({ seconds: 10 });
    expect(sending.told()).toEqual([expect.stringMatching(/^PUSH 1/)]);
    expect(await sending.notified(alertId)).toEqual(['VOICE FAILED COUNTRY_NOT_ALLOWED', 'PUSH SENT']);
  });

  it('is nobody reached: the next level starts at once', async () => {
    const sending = await world([{ method: 'SMS' }, { method: 'VOICE', delayMin: 1 }]);
    const alertId = await sending.arrive();
    await sending.advance({ seconds: 30 });
    expect(sending.told()).toEqual([expect.stringMatching(/^SMS 2/)]);
    const reasons = (await sending.store.alerts.log(alertId, { offset: 0, limit: 100 })).flatMap(({ type, vars }) =>
      type === 'LevelSkippedLogEntry' ? [vars.reason] : [],
    );
    expect(reasons).toEqual(['ALL_SENDS_FAILED']);
  });
});

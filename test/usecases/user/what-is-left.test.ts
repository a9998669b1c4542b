import { describe, expect, it } from 'vitest';
import type { CoverageRequest } from '../../../functions/domain/coverage/coverage-request.ts';
import { plus } from '../../../functions/domain/time.ts';
import { withDevices } from '../../../functions/usecases/contact/devices.ts';
import { endRequestsOf } from '../../../functions/usecases/coverage/end.ts';
import { endGrantsOf } from '../../../functions/usecases/oauth/grants.ts';
import { aUser, tenOClock } from '../../support/factories.ts';
import { aGrant } from '../../support/grants.ts';
import { aWorld } from '../../support/world.ts';

const shifts = [{ scheduleId: 500, start: plus(tenOClock, { days: 1 }), end: plus(tenOClock, { days: 2 }) }];
const aRequest = (id: number, facts: Partial<CoverageRequest>): CoverageRequest => ({
  ...{ id, version: 0, requesterId: 1, colleagueId: 2, shifts, state: 'PENDING' },
  ...{ createdAt: tenOClock, updatedAt: tenOClock },
  ...facts,
});

describe('what somebody who is gone leaves behind', () => {
  it('is taken back where they asked, declined where they were asked, and else as it was', async () => {
    const { store, as, clock } = await aWorld();
    await store.coverage.create(aRequest(1, {}));
    await store.coverage.create(aRequest(2, { requesterId: 2, colleagueId: 1 }));
    await store.coverage.create(aRequest(3, { state: 'ACCEPTED' }));
    await store.coverage.create(aRequest(4, { requesterId: 2, colleagueId: 3 }));
    clock.advance({ minutes: 1 });
    await endRequestsOf(as(3), 1);
    await endRequestsOf(as(3), 1);
    const requests = await Promise.all([1, 2, 3, 4].map((id) => store.coverage.get(id)));
    expect(requests.map((one) => one?.state)).toEqual(['CANCELLED', 'DECLINED', 'ACCEPTED', 'PENDING']);
    expect(requests.map((one) => one?.updatedAt === clock.now())).toEqual([true, true, false, false]);
  });

  it('stays as it was answered meanwhile, whatever a list that lags behind says', async () => {
    const { store, as } = await aWorld();
    await store.coverage.create(aRequest(1, { state: 'DECLINED', requesterId: 2, colleagueId: 1 }));
    store.coverage.ofUser = async () => [aRequest(1, { requesterId: 2, colleagueId: 1 }), aRequest(2, {})];
    const before = await store.coverage.get(1);
    await endRequestsOf(as(3), 1);
    expect([await store.coverage.get(1), await store.coverage.get(2)]).toEqual([before, undefined]);
  });

  it('are no apps that act for them, while those of others go on', async () => {
    const { ctx, store, clock, as } = await aWorld();
    const of = (userId: number) => aGrant({ store, clock, ids: ctx.ids }, { userId, appId: 5 });
    await of(1);
    await of(1);
    await of(2);
    await endGrantsOf(as(3), 1);
    expect([await store.grants.ofUser(1), (await store.grants.ofUser(2)).length]).toEqual([[], 1]);
  });
});

describe('the devices of somebody', () => {
  const app = (id: number) => ({ id, platform: 'GCM' as const, token: `t${id}`, createdAt: tenOClock });
  const browser = (id: number, seen: number) => ({
    ...{ id, endpoint: `https://push.example.com/${id}`, p256dh: 'x', auth: 'x', createdAt: tenOClock },
    lastSeenAt: plus(tenOClock, { minutes: seen }),
  });

  it('are twenty apps, the newest', () => {
    const all = Array.from({ length: 21 }, (_, index) => app(index + 1));
    const { devices } = withDevices(aUser(1), all);
    expect([devices.length, devices[0]?.id, devices.at(-1)?.id]).toEqual([20, 2, 21]);
  });

  it('are ten browsers, those seen last, in the order in which they came', () => {
    const all = Array.from({ length: 12 }, (_, index) =>
      browser(index + 1, index === 0 ? 99 : index === 11 ? -1 : index),
    );
    const { browsers = [] } = withDevices(aUser(1), all);
    expect(browsers.map(({ id }) => id)).toEqual([1, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it('are no browsers where there were never any', () => {
    expect(withDevices(aUser(1), [app(1)])).not.toHaveProperty('browsers');
    expect(withDevices(aUser(1), [browser(2, 0)])).toMatchObject({ devices: [], browsers: [{ id: 2 }] });
    expect(withDevices(aUser(1, { browsers: [browser(2, 0)] }), [app(1)])).toMatchObject({ browsers: [] });
  });
});

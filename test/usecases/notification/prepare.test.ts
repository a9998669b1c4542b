import { describe, expect, it } from 'vitest';
import { VersionConflictError } from '../../../functions/domain/errors.ts';
import type { Notification } from '../../../functions/domain/notification/notification.ts';
import { conversationWindowId } from '../../../functions/domain/notification/window-ids.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import { phoneCountriesIn } from '../../../functions/domain/user/phone-countries.ts';
import type { PhoneContact } from '../../../functions/domain/user/user.ts';
import { createTokens } from '../../../functions/platform/tokens.ts';
import { takeDueSteps } from '../../../functions/usecases/escalation/take-due-steps.ts';
import { processEvent } from '../../../functions/usecases/event/process.ts';
import { prepareSend } from '../../../functions/usecases/notification/prepare.ts';
import { anEventMessage } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

/** A page to person 1 that was just queued, and what is to be done with it once it is changed like this. */
async function queued() {
  const world = await aWorld();
  const { store, clock, sent } = world;
  await processEvent(world.ctx, anEventMessage());
  const [alert] = await store.alerts.list({}, { offset: 0, limit: 1 });
  await takeDueSteps(world.ctx, { alertId: alert?.id ?? expect.fail('no alert') });
  const [message] = sent;
  const { scope, id } = message ?? expect.fail('nothing was queued');
  const ctx = { ...world.ctx, tokens: createTokens('a test secret', clock) };
  const page = async () => (await store.notifications.get(scope, id)) ?? expect.fail('no page');
  return {
    ...world,
    ctx,
    page,
    prepare: async (facts: Partial<Notification> = {}, store = ctx.store) => {
      const read: typeof store.sending.read = async (keys) => {
        const found = await store.sending.read(keys);
        return { ...found, notification: found.notification && { ...found.notification, ...facts } };
      };
      return prepareSend({ ...ctx, store: { ...store, sending: { ...store.sending, read } } }, { v: 1, scope, id });
    },
  };
}

describe('a page that is to be sent', () => {
  it('is marked, with when it is tried again if nobody hears of it', async () => {
    const { prepare, page, clock, counted } = await queued();
    expect(await prepare()).toMatchObject({ kind: 'deliver', sending: { status: 'SENDING' } });
    const now = clock.now();
    expect(await page()).toMatchObject({ sendingSince: now, attempts: 1, dueAt: plus(now, { seconds: 120 }) });
    expect(counted.filter(([name]) => name === 'RepeatedSends')).toEqual([]);
  });

  it.each<[string, (now: Notification['at']) => Partial<Notification>, string]>([
    ['that is for later', (now) => ({ at: plus(now, { milliseconds: 1 }) }), 'done'],
    ['that somebody is sending', (now) => ({ status: 'SENDING', sendingSince: minus(now, { seconds: 119 }) }), 'again'],
    [
      'that somebody began to send at an unknown time',
      (now) => ({ status: 'SENDING', createdAt: minus(now, { seconds: 119 }) }),
      'again',
    ],
    ['that is repeated later', (now) => ({ status: 'SENDING', retryAt: plus(now, { milliseconds: 1 }) }), 'done'],
    ['that has failed', () => ({ status: 'FAILED' }), 'failed'],
    ['that was sent', () => ({ status: 'SENT' }), 'done'],
    ['that has come', () => ({ status: 'DELIVERED' }), 'done'],
    ['that was kept back', () => ({ status: 'SUPPRESSED' }), 'done'],
    ['that is part of a summary', () => ({ status: 'AGGREGATED' }), 'done'],
    ['that is not wanted any more', () => ({ status: 'CANCELLED' }), 'done'],
  ])('%s is not sent now', async (_what, facts, kind) => {
    const { prepare, page, clock } = await queued();
    expect(await prepare(facts(clock.now()))).toMatchObject({ kind });
    expect(await page()).toMatchObject({ status: 'QUEUED', attempts: 0 });
  });

  it('was sent by who is dead by now: it is sent once more, which is counted', async () => {
    const { prepare, clock, ctx, page, counted } = await queued();
    await prepare();
    clock.advance({ seconds: 120 });
    const { scope, id } = await page();
    expect(await prepareSend(ctx, { v: 1, scope, id })).toMatchObject({ kind: 'deliver', sending: { attempts: 2 } });
    expect(counted.filter(([name]) => name === 'RepeatedSends')).toHaveLength(1);
  });

  it('was sent by who is dead by now, and goes out once more though its window holds back whatever is new', async () => {
    const { prepare, clock, ctx, page, store } = await queued();
    await prepare();
    const before = await page();
    const id = conversationWindowId(before, before.sourceId ?? expect.fail('of no source'));
    const window = (await store.windows.get(id)) ?? expect.fail('no window');
    const others = [1, 2, 3].map((other) => ({ scope: 'ALERT#999', id: other, at: clock.now() }));
    await store.windows.save({ ...window, admitted: others });
    clock.advance({ seconds: 120 });
    const { scope, id: pageId } = before;
    expect(await prepareSend(ctx, { v: 1, scope, id: pageId })).toMatchObject({ kind: 'deliver' });
    expect((await store.windows.get(id))?.aggregated).toEqual([]);
  });

  it.each([
    [9, undefined, 'deliver', undefined],
    [10, undefined, 'end', { status: 'FAILED', reason: 'NO_ANSWER_FROM_PROVIDER' }],
    [10, 'socket hang up', 'end', { status: 'FAILED', reason: 'socket hang up' }],
  ])('tried %i times before (%s) is to %s', async (attempts, error, kind, ending) => {
    const { prepare } = await queued();
    const prepared = await prepare({ attempts, ...(error !== undefined && { error }) });
    expect(prepared).toMatchObject({ kind, ...(ending && { ending }) });
  });

  it.each([
    [14, 'deliver'],
    [15, 'crowded'],
  ])('for which others were %i times faster is to %s', async (conflicts, kind) => {
    const { prepare, store } = await queued();
    let left = conflicts;
    const mark: typeof store.sending.mark = async (...asked) => {
      left -= 1;
      if (left >= 0) throw new VersionConflictError('window');
      return store.sending.mark(...asked);
    };
    const sending = { ...store.sending, mark };
    expect(await prepare({}, { ...store, sending })).toMatchObject({ kind });
  });

  it('that somebody else has marked is theirs', async () => {
    const { prepare, store } = await queued();
    const sending = { ...store.sending, mark: async () => false };
    expect(await prepare({}, { ...store, sending })).toEqual({ kind: 'done' });
  });
});

describe('a number of a country that is not texted', () => {
  const number = '+4915123450001';
  async function texted(facts: Partial<Notification>, phone: Partial<PhoneContact> = {}) {
    const { ctx, store, prepare, clock } = await queued();
    const user = (await store.users.get(1)) ?? expect.fail('nobody is there');
    const phones = user.phones.map((one) => ({ ...one, target: number, e164: number, ...phone }));
    await store.users.save({ ...user, phones, updatedAt: clock.now() }, user);
    Object.assign(ctx.settings, { phoneCountries: phoneCountriesIn('GB') });
    return prepare({ channel: 'SMS', target: number, ...facts });
  }
  const refused = { kind: 'end', ending: { status: 'FAILED', reason: 'COUNTRY_NOT_ALLOWED' } };

  it('is not texted, and counts as of the country that its owner has it with', async () => {
    expect(await texted({})).toMatchObject(refused);
    expect(await texted({}, { country: 'GB' })).toMatchObject({ kind: 'deliver' });
  });

  it('is not texted whoever asks, also where that is nobody', async () => {
    expect(await texted({ kind: 'VERIFICATION', userId: undefined, contactId: undefined })).toMatchObject(refused);
  });
});

it('a message that names nothing is done', async () => {
  const { ctx } = await queued();
  expect(await prepareSend(ctx, { v: 1, scope: 'ALERT#1', id: 1 })).toEqual({ kind: 'done' });
});

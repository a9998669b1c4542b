import { expect, it } from 'vitest';
import { minus, plus } from '../../../functions/domain/time.ts';
import { recordAhead } from '../../../functions/usecases/event/ahead.ts';
import { processEvent } from '../../../functions/usecases/event/process.ts';
import { anEventMessage, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const resolve = { eventType: 'RESOLVE', summary: 'over', alertKey: 'db-1/disk' } as const;
const message = (facts: object = {}) => anEventMessage(resolve, { eventId: 'end-1', ...facts });

it('a RESOLVE of nothing is recorded with why, so that what arrived before it opens nothing', async () => {
  const { ctx, store } = await aWorld();
  expect(await recordAhead(ctx, message(), resolve)).toEqual({ kind: 'done', outcome: 'NO_OPEN_ALERT' });
  expect(await store.events.get('end-1')).toMatchObject({
    outcome: 'NO_OPEN_ALERT',
    note: 'nothing is open; what arrived before it opens no alert any more',
  });
  const receivedAt = minus(tenOClock, { seconds: 1 });
  await processEvent(ctx, anEventMessage({}, { eventId: 'late', receivedAt }));
  expect(await store.alerts.count({})).toBe(0);
  await processEvent(ctx, anEventMessage({}, { eventId: 'next', receivedAt: plus(tenOClock, { seconds: 1 }) }));
  expect(await store.alerts.count({})).toBe(1);
});

it('keeps the note that the event came with', async () => {
  const { ctx, store } = await aWorld();
  await recordAhead(ctx, message({ note: 'mended' }), resolve);
  expect(await store.events.get('end-1')).toMatchObject({ note: 'mended' });
});

it('says what was opened meanwhile, and records nothing then', async () => {
  const { ctx, store } = await aWorld();
  await processEvent(ctx, anEventMessage({}, { eventId: 'begin' }));
  expect(await recordAhead(ctx, message(), resolve)).toMatchObject({ kind: 'locked', lock: { state: 'OPEN' } });
  expect(await store.events.get('end-1')).toBeUndefined();
});

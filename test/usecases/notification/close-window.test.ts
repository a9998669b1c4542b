import { expect, it } from 'vitest';
import type { Window } from '../../../functions/domain/notification/windows.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import { closeWindow } from '../../../functions/usecases/notification/close-window.ts';
import { anAlert, anEscalation, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const ended = minus(tenOClock, { seconds: 1 });
const owing: Window = {
  id: 'SMS#+491510000012#800',
  version: 0,
  startedAt: minus(tenOClock, { minutes: 3 }),
  endsAt: ended,
  admitted: [],
  aggregated: [{ scope: 'ALERT#700', id: 1, alertId: 700 }],
  summary: { channel: 'SMS', target: '+491510000012', userId: 1, contactId: 12, language: 'en' },
  dueAt: ended,
};

/** How often a summary went on its way once the window is closed, and what the window is then. */
async function closing(facts: Partial<Window>) {
  const { ctx, store, sent } = await aWorld();
  await store.alerts.create(anAlert({ escalation: anEscalation() }), { log: [] });
  await store.windows.save({ ...owing, ...facts });
  await closeWindow(ctx, { id: owing.id });
  return { summaries: sent.length, window: (await store.windows.get(owing.id)) ?? expect.fail('the window is gone') };
}

it('a window that has ended tells what it has held back, and owes nothing any more', async () => {
  const { summaries, window } = await closing({});
  expect(summaries).toBe(1);
  expect(window).toMatchObject({ aggregated: [] });
  expect(window).not.toHaveProperty('dueAt');
});

it.each<[string, Partial<Window>]>([
  ['is not at its end', { endsAt: plus(tenOClock, { milliseconds: 1 }) }],
  ['owes nothing', { dueAt: undefined }],
])('a window that %s is left as it is', async (_what, facts) => {
  const { summaries, window } = await closing(facts);
  expect(summaries).toBe(0);
  expect(window.aggregated).toEqual(owing.aggregated);
});

it('a window that would tell nobody is closed', async () => {
  const { summaries, window } = await closing({ summary: undefined });
  expect([summaries, window.aggregated]).toEqual([0, []]);
});

it('a window that there is not is none', async () => {
  const { ctx, sent } = await aWorld();
  await closeWindow(ctx, { id: owing.id });
  expect(sent).toEqual([]);
});

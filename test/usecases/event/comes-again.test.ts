import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../functions/domain/alert/alert.ts';
import type { EventRecord } from '../../../functions/domain/event/event.ts';
import { alertScope, type Notification } from '../../../functions/domain/notification/notification.ts';
import { plus } from '../../../functions/domain/time.ts';
import { resume } from '../../../functions/usecases/event/create.ts';
import { anAlert, anEscalation, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const takenUntil = plus(tenOClock, { minutes: 5 });
const started = { stepId: 1, takenUntil } as const;
const event: EventRecord = {
  id: 'e-0',
  sourceId: 800,
  integration: 'api',
  receivedAt: tenOClock,
  outcome: 'CREATED',
  alertId: 700,
};

const aPage = (id: number, facts: Partial<Notification> = {}): Notification => ({
  scope: alertScope(700),
  id,
  kind: 'PAGE',
  channel: 'SMS',
  target: '+49151000001',
  language: 'en',
  alertId: 700,
  userId: id,
  run: 1,
  status: 'QUEUED',
  at: tenOClock,
  attempts: 0,
  createdAt: tenOClock,
  ...facts,
});

/** What is done when the event comes again whose alert is this by now, of which these pages are written. */
async function comesAgain(facts: Partial<Alert>, pages: readonly Notification[] = [aPage(1)], record = event) {
  const { ctx, store, told, calls } = await aWorld();
  await store.alerts.create(anAlert({ escalation: anEscalation(started), ...facts }), { log: [] });
  await store.notifications.add(pages);
  return { outcome: await resume(ctx, record), told: await told(), started: calls.length };
}

describe('an event that comes again', () => {
  it('has the first messages of its alert queued and its execution started, once more', async () => {
    expect(await comesAgain({})).toEqual({ outcome: 'CREATED', told: ['SMS 1'], started: 1 });
  });

  it('has those queued that wait and are due, and no other', async () => {
    const pages = [
      aPage(1, { at: takenUntil }),
      aPage(2, { at: plus(takenUntil, { milliseconds: 1 }) }),
      aPage(3, { status: 'SENT' }),
      aPage(4),
    ];
    expect((await comesAgain({}, pages)).told.toSorted()).toEqual(['SMS 1', 'SMS 4']);
  });

  it.each<[string, Partial<Alert>]>([
    ['is accepted', { status: 'ACCEPTED' }],
    ['is resolved', { status: 'RESOLVED', resolvedAt: tenOClock }],
    ['is at its second step', { escalation: anEscalation({ ...started, stepId: 2 }) }],
    ['escalates anew', { escalation: anEscalation({ ...started, generation: 2 }) }],
  ])('does nothing once its alert %s', async (_what, facts) => {
    expect(await comesAgain(facts)).toEqual({ outcome: 'CREATED', told: [], started: 0 });
  });

  it('does nothing for an alert that it has not created', async () => {
    const joined: EventRecord = { ...event, outcome: 'APPENDED' };
    expect(await comesAgain({}, [aPage(1)], joined)).toEqual({ outcome: 'APPENDED', told: [], started: 0 });
  });
});

import { describe, expect, it } from 'vitest';
import type { PlannedNotification } from '../../../functions/domain/alert/alert.ts';
import { plus } from '../../../functions/domain/time.ts';
import { pageOf, plannedNotification, toldBeside } from '../../../functions/usecases/notification/planned.ts';
import { anAlert, tenOClock } from '../../support/factories.ts';

const planned: PlannedNotification = {
  userId: 1,
  contactId: 12,
  ruleId: 100,
  method: 'SMS',
  target: '+491510000012',
  language: 'en',
  at: plus(tenOClock, { minutes: 2 }),
};
const { contactId: _none, ...withoutContact } = planned;
const step = { stepId: 3, run: 2 };
const idOf = (facts: Partial<PlannedNotification>, reason: readonly (string | number)[] = [3], alertId = 700) =>
  plannedNotification(
    { id: alertId, source: { id: 800 } },
    { ...planned, ...facts },
    {
      kind: 'PAGE',
      reason,
      createdAt: tenOClock,
    },
  ).id;

describe('a planned page', () => {
  it('waits for its time, in the due index half a minute longer', () => {
    expect(pageOf(anAlert(), step, planned, tenOClock)).toEqual({
      scope: 'ALERT#700',
      id: idOf({}),
      kind: 'PAGE',
      channel: 'SMS',
      target: '+491510000012',
      language: 'en',
      alertId: 700,
      userId: 1,
      contactId: 12,
      ruleId: 100,
      sourceId: 800,
      run: 2,
      stepId: 3,
      status: 'QUEUED',
      at: plus(tenOClock, { minutes: 2 }),
      dueAt: plus(tenOClock, { minutes: 2, seconds: 30 }),
      attempts: 0,
      createdAt: tenOClock,
    });
  });

  it('of the canary is handed over to nobody', () => {
    expect(pageOf(anAlert({ hidden: true }), step, planned, tenOClock).channel).toBe('NULL');
  });

  it('names no contact where its rule has none', () => {
    expect(pageOf(anAlert(), step, withoutContact, tenOClock)).not.toHaveProperty('contactId');
  });
});

/* A version that comes meets steps of the one before it, half written out: another id would wake people twice. */
describe('the id of a planned notification', () => {
  it('is what former versions made of the same plan', () => {
    expect(idOf({})).toBe(1_218_975_731_918_512);
    const facts = { kind: 'PAGE', reason: [3], createdAt: tenOClock } as const;
    expect(plannedNotification(anAlert(), withoutContact, facts).id).toBe(1_153_827_079_945_315);
  });

  it.each<[string, number]>([
    ['person', idOf({ userId: 2 })],
    ['contact', idOf({ contactId: 13 })],
    ['rule', idOf({ ruleId: 101 })],
    ['reason', idOf({}, [4])],
    ['alert', idOf({}, [3], 701)],
  ])('is another for another %s', (_what, id) => {
    expect(id).not.toBe(idOf({}));
  });

  it('is the same whenever it is planned, and wherever it goes', () => {
    expect(idOf({ at: tenOClock, target: 'elsewhere', language: 'de' })).toBe(idOf({}));
  });
});

describe('what is told beside an escalation', () => {
  const told = (minutes: number, seconds = 0) =>
    toldBeside(
      anAlert(),
      { ...planned, at: plus(tenOClock, { minutes, seconds }) },
      { kind: 'ASSIGNMENT', reason: ['ASSIGNMENT'], now: tenOClock },
    );

  it('is in the queue’s hands as long as that can hold it back', () => {
    expect(told(15)).toMatchObject({ kind: 'ASSIGNMENT', dueAt: plus(tenOClock, { minutes: 15, seconds: 30 }) });
    expect(told(0).dueAt).toBe(plus(tenOClock, { seconds: 30 }));
  });

  it('is taken up by the tick at its time where it is further ahead', () => {
    expect(told(15, 1).dueAt).toBe(plus(tenOClock, { minutes: 15, seconds: 1 }));
  });
});

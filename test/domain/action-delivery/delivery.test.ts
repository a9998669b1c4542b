import { describe, expect, it } from 'vitest';
import {
  ActionDelivery,
  afterAttempt,
  begun,
  type Outcome,
  queued,
} from '../../../functions/domain/action-delivery/delivery.ts';
import { Instant, plus } from '../../../functions/domain/time.ts';

const now = Instant.parse('2026-11-29T03:00:00.000Z');
const due = (at: Instant = now, occasion = '9') => ({
  actionId: 5,
  at,
  happening: { trigger: 'alert-created' as const, occasion, at: now, by: 'Prometheus' },
});
const fresh = (at?: Instant) => queued(1, due(at), now);
const down: Outcome = { kind: 'later', why: 'HTTP 503', isUncertain: false };
const lost: Outcome = { kind: 'later', why: 'no whole answer within 10 seconds', isUncertain: true };

/** Begins and ends an attempt when it is due. */
function attempt(delivery: ActionDelivery, outcome: Outcome): ActionDelivery {
  const started = begun(delivery, delivery.at);
  if (started === undefined) throw new Error('not due');
  return afterAttempt(started, outcome, started.sendingSince as Instant);
}

describe('a delivery', () => {
  it('is the same when it is found twice, and another for another occasion', () => {
    expect(queued(1, due(), now).id).toBe(queued(1, due(), plus(now, { minutes: 3 })).id);
    expect(queued(1, due(now, '10'), now).id).not.toBe(fresh().id);
    expect(queued(2, due(), now).id).not.toBe(fresh().id);
    expect(ActionDelivery.parse(fresh())).toEqual(fresh());
  });

  it('is in the due index until its end', () => {
    const sending = begun(fresh(), now) as ActionDelivery;
    expect([fresh().dueAt, sending.dueAt, attempt(fresh(), down).dueAt].every((at) => at !== undefined)).toBe(true);
    for (const end of [
      { kind: 'done', said: 'HTTP 200' },
      { kind: 'nothing', why: 'x' },
      { kind: 'refused', why: 'x' },
    ] satisfies Outcome[])
      expect(attempt(fresh(), end)).not.toHaveProperty('dueAt');
  });

  it('begins neither before its time, nor while another attempt may be under way, nor after its end', () => {
    expect(begun(fresh(plus(now, { minutes: 5 })), now)).toBeUndefined();
    const sending = begun(fresh(), now) as ActionDelivery;
    expect(begun(sending, plus(now, { seconds: 139 }))).toBeUndefined();
    expect(begun(attempt(fresh(), { kind: 'done', said: 'HTTP 200' }), plus(now, { days: 1 }))).toBeUndefined();
    expect(begun(attempt(fresh(), { kind: 'refused', why: 'HTTP 404' }), plus(now, { days: 1 }))).toBeUndefined();
  });

  it('knows of a repeat after which nobody can tell whether the target acted', () => {
    const sending = begun(fresh(), now) as ActionDelivery;
    expect(sending.isUncertain).toBeUndefined();
    expect(begun(sending, plus(now, { seconds: 140 }))).toMatchObject({ isUncertain: true, attempts: 2 });
    const unanswered = attempt(fresh(), lost);
    expect(begun(unanswered, unanswered.at)).toMatchObject({ isUncertain: true });
    // What was uncertain once stays so, whatever the target says later.
    const afterwards = attempt(unanswered, down);
    expect(begun(afterwards, afterwards.at)).toMatchObject({ isUncertain: true });
    const told = attempt(fresh(), down);
    expect(begun(told, told.at)?.isUncertain).toBeUndefined();
  });
});

describe('a target that is down', () => {
  it('is tried with longer and longer pauses, an hour at most, for a day', () => {
    const times: Instant[] = [];
    let delivery = fresh();
    while (delivery.status === 'QUEUED') {
      times.push(delivery.at);
      delivery = attempt(delivery, down);
    }
    expect(delivery).toMatchObject({ status: 'FAILED', said: 'HTTP 503' });
    expect(times.slice(0, 4)).toEqual([0, 30, 90, 210].map((seconds) => plus(now, { seconds })));
    const pauses = times.slice(1).map((at, index) => Date.parse(at) - Date.parse(times[index] as Instant));
    expect(Math.max(...pauses)).toBe(3_600_000);
    const whole = Date.parse(times.at(-1) as Instant) - Date.parse(now);
    expect(whole).toBeGreaterThan(22.9 * 3_600_000);
    expect(whole).toBeLessThanOrEqual(24 * 3_600_000);
  });

  it('is left alone for as long as it asks', () => {
    expect(attempt(fresh(), { ...down, after: 7_200 }).at).toBe(plus(now, { hours: 2 }));
    expect(attempt(fresh(), { ...down, after: 1 }).at).toBe(plus(now, { seconds: 30 }));
  });

  it('has its day from when the action was due, not from when it was found', () => {
    const late = plus(now, { days: 3 });
    expect(attempt(fresh(late), down)).toMatchObject({ status: 'QUEUED' });
  });
});

import { describe, expect, it } from 'vitest';
import {
  autoResolutionNow,
  autoResolutionOf,
  autoResolvesAt,
} from '../../../functions/domain/alert/auto-resolution.ts';
import {
  type AutoResolutionTimeout,
  autoResolutionTimeouts,
} from '../../../functions/domain/alert/auto-resolution-timeouts.ts';
import { autoResolve } from '../../../functions/domain/alert/transitions.ts';
import { plus } from '../../../functions/domain/time.ts';
import { anAlert, anEscalation, aSource, tenOClock } from '../../support/factories.ts';

const lasting = (timeout: unknown) => aSource({ extras: { autoResolutionTimeout: timeout } });

describe('auto-resolution', () => {
  it('is due so long after the alert was made', () => {
    const minutes = autoResolutionTimeouts.map((timeout) => {
      const due = autoResolvesAt({ timeout, since: tenOClock });
      return (Date.parse(due) - Date.parse(tenOClock)) / 60_000;
    });
    expect(minutes).toEqual([10, 20, 30, 40, 50, 60, 90, 120, 180, 240, 300, 360, 720, 1440]);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['another length', 'PT11M'],
    ['no text', 10],
  ])('is not for alerts of a source that says %s', (_what, timeout) => {
    expect(autoResolutionOf(lasting(timeout), tenOClock)).toBeUndefined();
  });

  it("is not for the canary's alerts", () => {
    expect(autoResolutionOf({ ...lasting('PT10M'), hidden: true }, tenOClock)).toBeUndefined();
    expect(autoResolutionOf(lasting('PT10M'), tenOClock)).toEqual({ timeout: 'PT10M', since: tenOClock });
  });

  it.each<[AutoResolutionTimeout, AutoResolutionTimeout | undefined, string | undefined]>([
    ['PT30M', 'PT30M', 'PT30M'],
    ['PT30M', 'PT2H', 'PT2H'],
    ['PT90M', 'PT2H', 'PT2H'],
    ['PT2H', 'PT30M', 'PT2H'],
    ['PT2H', 'PT90M', 'PT2H'],
    ['PT60M', undefined, undefined],
  ])('made with %s is, where the source says %s now, %s', (timeout, changed, counts) => {
    const now = autoResolutionNow({ timeout, since: tenOClock }, lasting(changed));
    expect(now).toEqual(counts && { timeout: counts, since: tenOClock });
  });

  it('stays where the source is gone', () => {
    const made = { timeout: 'PT10M', since: tenOClock } as const;
    expect(autoResolutionNow(made, undefined)).toEqual(made);
  });

  const over = { timeout: 'PT10M', since: tenOClock } as const;
  const now = plus(tenOClock, { minutes: 10 });

  it.each([
    ['pending', anAlert({ escalation: anEscalation({ nextAt: now, nextLevelAt: now }) })],
    ['accepted', anAlert({ status: 'ACCEPTED', acceptedAt: tenOClock })],
    ['asleep', anAlert({ status: 'ACCEPTED', snoozedUntil: plus(now, { hours: 1 }) })],
  ])('resolves an alert that is %s, and is told from what people do', (_state, alert) => {
    const transition = autoResolve(alert, over, now) ?? expect.fail('not resolved');
    expect(transition.alert).toMatchObject({
      status: 'RESOLVED',
      resolvedAt: now,
      resolvedBy: { kind: 'system', name: 'Tocsin' },
      isAutoResolved: true,
    });
    expect(transition.alert).not.toHaveProperty('snoozedUntil');
    expect(transition.alert.escalation.nextAt).toBeUndefined();
    expect(transition.ends).toBe('Resolved');
    expect(transition.log).toEqual([
      { type: 'AlertAutoResolvedLogEntry', vars: { source: 'Prometheus', timeout: 'PT10M' } },
    ]);
  });

  it('leaves a resolved alert as it is', () => {
    expect(autoResolve(anAlert({ status: 'RESOLVED' }), over, now)).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import {
  dependsOnSupportHours,
  inlineSupportHours,
  raisesAlerts,
  supportHoursIdOf,
} from '../../../functions/domain/alert-source/support.ts';
import { aSource } from '../../support/factories.ts';

const days = { MONDAY: { start: '09:00', end: '17:00' } };
const during = (extras: Record<string, unknown> = {}) =>
  aSource({ alertPriorityRule: 'HIGH_DURING_SUPPORT_HOURS', extras });

describe('what a source has to do with support hours', () => {
  it.each([
    ['HIGH', false],
    ['LOW', false],
    ['HIGH_DURING_SUPPORT_HOURS', true],
    ['LOW_DURING_SUPPORT_HOURS', true],
  ] as const)('the rule %s asks for them: %s', (alertPriorityRule, expected) => {
    expect(dependsOnSupportHours({ alertPriorityRule })).toBe(expected);
  });

  it('it refers to them, or brings its own, or has none', () => {
    expect(supportHoursIdOf(during({ supportHours: { id: 7 } }))).toBe(7);
    expect(supportHoursIdOf(during({ supportHours: { id: null } }))).toBeUndefined();
    expect(supportHoursIdOf(during())).toBeUndefined();
    expect(inlineSupportHours(during({ supportHours: { id: 7 } }))).toBeUndefined();
    expect(inlineSupportHours(during())).toBeUndefined();
    const own = { timezone: 'Europe/Berlin', supportDays: days };
    expect(inlineSupportHours(during({ supportHours: own }))).toEqual({ ...own, exceptions: [] });
    expect(inlineSupportHours(during({ supportHours: { supportDays: days } }))?.timezone).toBe('UTC');
    expect(inlineSupportHours(during({ supportHours: { timezone: '', supportDays: days } }))?.timezone).toBe('UTC');
  });

  it.each([
    [{ autoRaiseAlerts: true }, true],
    [{ supportHours: { autoRaiseAlerts: true } }, true],
    [{ autoRaiseAlerts: false, supportHours: { autoRaiseAlerts: true } }, false],
    [{ autoRaiseAlerts: null, supportHours: { autoRaiseAlerts: true } }, true],
    [{ autoRaiseAlerts: 'true' }, false],
    [{}, false],
  ])('with %j it raises alerts: %s', (extras, expected) => {
    expect(raisesAlerts(during(extras))).toBe(expected);
    expect(raisesAlerts(aSource({ alertPriorityRule: 'LOW', extras }))).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { AlertSource, AlertSourceStatus } from '../../../functions/domain/alert-source/alert-source.ts';
import { SourceWarning, warningKinds } from '../../../functions/domain/alert-source/warnings.ts';
import { aSource, tenOClock as ten } from '../../support/factories.ts';

describe('an alert source', () => {
  it.each([
    [{}, true],
    [{ severity: 1 }, true],
    [{ severity: 5 }, true],
    [{ severity: 0 }, false],
    [{ severity: 6 }, false],
    [{ severity: 1.5 }, false],
    [{ alertPriorityRule: 'HIGH' }, true],
    [{ alertPriorityRule: 'LOW' }, true],
    [{ alertPriorityRule: 'HIGH_DURING_SUPPORT_HOURS' }, true],
    [{ alertPriorityRule: 'LOW_DURING_SUPPORT_HOURS' }, true],
    [{ alertPriorityRule: 'OTHER' }, false],
  ])('with %j is one: %s', (more, isOne) => {
    expect(AlertSource.safeParse({ ...aSource(), ...more }).success).toBe(isOne);
  });

  it('is in one of five states, and has four kinds of warnings', () => {
    const states = ['PENDING', 'ALL_ACCEPTED', 'ALL_RESOLVED', 'IN_MAINTENANCE', 'DISABLED'];
    expect(AlertSourceStatus.options).toEqual(states);
    expect(warningKinds).toEqual(['UNKNOWN_TOOL', 'OTHER_TOOL', 'EMPTY_GROUP_KEY', 'RATE_LIMITED']);
    const seen = { kind: 'RATE_LIMITED', firstSeenAt: ten, lastSeenAt: ten, count: 1 };
    expect(SourceWarning.parse(seen)).toEqual(seen);
  });
});

import { describe, expect, it } from 'vitest';
import type { Affected, Incident } from '../../../functions/domain/incident/incident.ts';
import {
  isSameEffect,
  withAlert,
  withImpactOf,
  withImpacts,
  withoutOpenAlert,
} from '../../../functions/domain/incident/links.ts';
import { begin } from '../../../functions/domain/incident/write.ts';
import { tenOClock as ten } from '../../support/factories.ts';

const { incident: plain } = begin(
  { summary: 'Down', status: 'INVESTIGATING', sendNotification: false, affected: [] },
  { now: ten, id: 5, updateId: 'u1' },
);
const incident = (facts: Partial<Incident>): Incident => ({ ...plain, ...facts });
const affected = (...all: readonly [number, Affected['impact']][]): Affected[] =>
  all.map(([serviceId, impact]) => ({ serviceId, impact }));

describe('an incident and the alerts it comes from', () => {
  it('names each once, and counts those that are open', () => {
    const one = withAlert(plain, 71);
    expect(one).toEqual({ ...plain, alerts: [71], openAlerts: 1 });
    expect(withAlert(one, 72)).toMatchObject({ alerts: [71, 72], openAlerts: 2 });
    expect(withAlert(one, 71)).toMatchObject({ alerts: [71], openAlerts: 2 });
  });

  it('names a hundred, and counts on', () => {
    const many = incident({ alerts: Array.from({ length: 99 }, (_, index) => index + 1), openAlerts: 99 });
    const full = withAlert(many, 100);
    expect(full.alerts).toHaveLength(100);
    expect(withAlert(full, 101)).toMatchObject({ alerts: full.alerts, openAlerts: 101 });
  });

  it.each([
    [2, 1],
    [1, 0],
    [0, 0],
    [undefined, 0],
  ])('has of %s open alerts %s when one was resolved', (openAlerts, left) => {
    expect(withoutOpenAlert(incident({ alerts: [1], openAlerts }))).toEqual(
      incident({ alerts: [1], openAlerts: left }),
    );
  });
});

describe('what an incident does to services', () => {
  it('becomes at least as bad as what is added, and no better', () => {
    const known = affected([1, 'DEGRADED'], [2, 'MAJOR_OUTAGE'], [3, 'DEGRADED']);
    const added = affected([4, 'OPERATIONAL'], [2, 'DEGRADED'], [1, 'PARTIAL_OUTAGE']);
    expect(withImpacts(known, added)).toEqual(
      affected([1, 'PARTIAL_OUTAGE'], [2, 'MAJOR_OUTAGE'], [3, 'DEGRADED'], [4, 'OPERATIONAL']),
    );
    expect(withImpacts([], added)).toEqual(added);
    const twice = affected([1, 'OPERATIONAL'], [1, 'MAJOR_OUTAGE']);
    expect(withImpacts(affected([1, 'DEGRADED']), twice)).toEqual(affected([1, 'MAJOR_OUTAGE']));
    expect(withImpacts(known, [])).toEqual(known);
  });

  it('can be said anew of services that it affects, and of no others', () => {
    const known = affected([1, 'MAJOR_OUTAGE'], [2, 'MAJOR_OUTAGE']);
    expect(withImpactOf(known, [2, 9], 'OPERATIONAL')).toEqual(affected([1, 'MAJOR_OUTAGE'], [2, 'OPERATIONAL']));
    expect(withImpactOf(known, [], 'OPERATIONAL')).toEqual(known);
  });

  it.each([
    [affected([1, 'DEGRADED']), affected([1, 'DEGRADED']), true],
    [affected([1, 'DEGRADED'], [2, 'DEGRADED']), affected([1, 'DEGRADED'], [2, 'DEGRADED']), true],
    [[], [], true],
    [affected([1, 'DEGRADED']), affected([2, 'DEGRADED']), false],
    [affected([1, 'DEGRADED']), affected([1, 'OPERATIONAL']), false],
    [affected([1, 'DEGRADED'], [2, 'DEGRADED']), affected([1, 'DEGRADED'], [2, 'OPERATIONAL']), false],
    [affected([1, 'DEGRADED'], [2, 'DEGRADED']), affected([3, 'DEGRADED'], [2, 'DEGRADED']), false],
    [affected([1, 'DEGRADED']), affected([1, 'DEGRADED'], [2, 'DEGRADED']), false],
    [affected([1, 'DEGRADED'], [2, 'DEGRADED']), affected([1, 'DEGRADED']), false],
    [[], affected([1, 'DEGRADED']), false],
  ])('%j and %j are the same: %s', (one, other, isSame) => {
    expect(isSameEffect(one, other)).toBe(isSame);
  });
});

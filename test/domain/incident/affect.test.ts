import { describe, expect, it } from 'vitest';
import { affectServices } from '../../../functions/domain/incident/affect.ts';
import type { Affected, Incident } from '../../../functions/domain/incident/incident.ts';
import { begin } from '../../../functions/domain/incident/write.ts';
import { withHold, withStatus } from '../../../functions/domain/service/service.ts';
import { aService, at, tenOClock as ten } from '../../support/factories.ts';

const eleven = at('2026-11-21T11:00:00Z');
const noon = at('2026-11-21T12:00:00Z');

function incident(impacts: Readonly<Record<number, Affected['impact']>>, facts: Partial<Incident> = {}): Incident {
  const affected = Object.entries(impacts).map(([id, impact]) => ({ serviceId: Number(id), impact }));
  const said = { summary: 'Down', status: 'INVESTIGATING' as const, sendNotification: false, affected };
  return { ...begin(said, { now: ten, id: 5, updateId: 'u1' }).incident, ...facts };
}

/** A service that the incident affects, with what was set by hand before. */
const held = (id: number, impact: Affected['impact']) =>
  withHold(withStatus(aService(id), 'DEGRADED', ten), 5, impact, ten);
const told = (changed: ReturnType<typeof affectServices>) =>
  changed.map(({ service: { id, status, holds } }) => [id, status, holds.map(({ impact }) => impact)]);

describe('services that an incident affects', () => {
  it('have its impact while it is open, beside that of others', () => {
    const other = withHold(aService(2), 9, 'DEGRADED', ten);
    const changed = affectServices(
      [aService(1), other, aService(3)],
      { next: incident({ 1: 'DEGRADED', 2: 'MAJOR_OUTAGE' }) },
      eleven,
    );
    expect(changed).toEqual([
      {
        service: {
          ...aService(1),
          holds: [{ incidentId: 5, impact: 'DEGRADED' }],
          changes: [{ at: eleven, status: 'DEGRADED' }],
        },
        previous: aService(1),
      },
      {
        service: expect.objectContaining({
          holds: [
            { incidentId: 9, impact: 'DEGRADED' },
            { incidentId: 5, impact: 'MAJOR_OUTAGE' },
          ],
        }),
        previous: other,
      },
    ]);
  });

  it('are left out where nothing differs, and are there where only the impact does', () => {
    const services = [held(1, 'MAJOR_OUTAGE'), held(2, 'OPERATIONAL')];
    const previous = incident({ 1: 'MAJOR_OUTAGE', 2: 'OPERATIONAL' });
    expect(affectServices(services, { next: previous, previous }, eleven)).toEqual([]);
    const next = incident({ 1: 'MAJOR_OUTAGE', 2: 'UNDER_MAINTENANCE' });
    expect(told(affectServices(services, { next, previous }, eleven))).toEqual([
      [2, 'DEGRADED', ['UNDER_MAINTENANCE']],
    ]);
  });

  it('are released when they are taken out, and keep what was set by hand', () => {
    const previous = incident({ 1: 'MAJOR_OUTAGE' });
    const changed = affectServices([held(1, 'MAJOR_OUTAGE')], { next: incident({}), previous }, eleven);
    expect(told(changed)).toEqual([[1, 'DEGRADED', []]]);
  });

  it('are operational when it is resolved, unless something was set by hand since', () => {
    const previous = incident({ 1: 'MAJOR_OUTAGE', 2: 'MAJOR_OUTAGE', 3: 'MAJOR_OUTAGE' });
    const next = { ...previous, status: 'RESOLVED' as const, resolvedAt: eleven };
    const later = withStatus(held(2, 'MAJOR_OUTAGE'), 'PARTIAL_OUTAGE', at('2026-11-21T11:00:01Z'));
    const exactly = withStatus(held(3, 'MAJOR_OUTAGE'), 'PARTIAL_OUTAGE', eleven);
    const changed = affectServices([held(1, 'MAJOR_OUTAGE'), later, exactly], { next, previous }, noon);
    expect(told(changed)).toEqual([
      [1, 'OPERATIONAL', []],
      [2, 'PARTIAL_OUTAGE', []],
      [3, 'OPERATIONAL', []],
    ]);
    const { resolvedAt: _resolvedAt, ...undated } = next;
    expect(told(affectServices([later], { next: undated, previous }, noon))).toEqual([[2, 'OPERATIONAL', []]]);
  });

  it('are only released by an incident that was over before, or that is deleted', () => {
    const over = incident({ 1: 'MAJOR_OUTAGE' }, { status: 'RESOLVED', resolvedAt: eleven });
    const service = held(1, 'MAJOR_OUTAGE');
    expect(told(affectServices([service], { next: over, previous: over }, noon))).toEqual([[1, 'DEGRADED', []]]);
    expect(told(affectServices([service], { previous: over }, noon))).toEqual([[1, 'DEGRADED', []]]);
    const open = incident({ 1: 'MAJOR_OUTAGE' });
    expect(told(affectServices([service], { previous: open }, noon))).toEqual([[1, 'DEGRADED', []]]);
  });

  it('are operational by one that is written down when it is over', () => {
    const next = incident({ 1: 'MAJOR_OUTAGE' }, { status: 'RESOLVED', resolvedAt: eleven });
    expect(told(affectServices([held(1, 'MAJOR_OUTAGE')], { next }, noon))).toEqual([[1, 'OPERATIONAL', []]]);
    const other = { ...next, affected: [] };
    expect(told(affectServices([held(1, 'MAJOR_OUTAGE')], { next: other }, noon))).toEqual([[1, 'DEGRADED', []]]);
  });

  it('are there, too, when something else happens to them with it', () => {
    const alertHolds = [{ status: 'OPERATIONAL' as const, alerts: 1 }];
    const changed = affectServices([aService(1), aService(2)], { next: incident({}) }, eleven, (service) =>
      service.id === 1 ? { ...service, alertHolds } : service,
    );
    expect(changed).toEqual([{ service: { ...aService(1), alertHolds }, previous: aService(1) }]);
    const renamed = affectServices([aService(1)], { next: incident({}) }, eleven, (service) => ({
      ...service,
      status: 'DEGRADED',
    }));
    expect(told(renamed)).toEqual([[1, 'DEGRADED', []]]);
    const next = incident({ 1: 'MAJOR_OUTAGE' });
    const beneath = affectServices([held(1, 'MAJOR_OUTAGE')], { next, previous: next }, eleven, (service) => ({
      ...service,
      status: 'OPERATIONAL',
    }));
    expect(told(beneath)).toEqual([[1, 'OPERATIONAL', ['MAJOR_OUTAGE']]]);
  });
});

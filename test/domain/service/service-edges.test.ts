import { describe, expect, it } from 'vitest';
import {
  saidByAlert,
  stillCounts,
  withAlertSaidForGood,
  withAlertSaying,
} from '../../../functions/domain/service/alert-holds.ts';
import {
  newService,
  recorded,
  type Service,
  trackedSince,
  withHold,
  withoutIncident,
  withStatus,
} from '../../../functions/domain/service/service.ts';
import { downtime, historyFrom, outagesIn, percentage, within } from '../../../functions/domain/service/uptime.ts';
import { type Instant, plus } from '../../../functions/domain/time.ts';
import { aService } from '../../support/factories.ts';

const start = '2026-11-01T10:00:00.000Z' as Instant;
const second = (seconds: number): Instant => plus(start, { seconds });
const fresh = aService(1, { createdAt: start, statusSetAt: start });
const statusesOf = ({ changes }: Service) => changes.map(({ status }) => status);

describe('a service', () => {
  it('of which nobody has said anything is operational, and shows its past', () => {
    expect(newService({ id: 5, name: 'Shop', teams: [7] }, start)).toEqual({
      id: 5,
      name: 'Shop',
      teams: [7],
      version: 0,
      status: 'OPERATIONAL',
      statusSetAt: start,
      holds: [],
      changes: [],
      oneOpenIncidentOnly: false,
      showUptimeHistory: true,
      dependencies: [],
      subscribers: [],
      createdAt: start,
      updatedAt: start,
    });
  });

  it('is tracked since it was made, or since an override that begins earlier', () => {
    expect(trackedSince({ ...fresh, firstOverrideFrom: second(-1) })).toBe(second(-1));
    expect(trackedSince({ ...fresh, firstOverrideFrom: second(1) })).toBe(start);
  });

  it('is as it was when somebody sets what it is in', () => {
    expect(withStatus(fresh, 'OPERATIONAL', second(5))).toBe(fresh);
    expect(withStatus(fresh, 'DEGRADED', second(5))).toMatchObject({ status: 'DEGRADED', statusSetAt: second(5) });
  });

  it('forgets what alerts have said when somebody sets it, even to the same', () => {
    const held = { ...fresh, alertHolds: [{ status: 'DEGRADED' as const, alerts: 2 }] };
    const set = withStatus(held, 'OPERATIONAL', second(5));
    expect(set).toMatchObject({ status: 'OPERATIONAL', statusSetAt: second(5), overruled: 1 });
    expect(set).not.toHaveProperty('alertHolds');
    expect(withStatus(held, 'MAJOR_OUTAGE', second(5)).status).toBe('MAJOR_OUTAGE');
    expect(withStatus({ ...held, overruled: 1 }, 'DEGRADED', second(5)).overruled).toBe(2);
  });

  it('has what each incident says once, in the order in which they came', () => {
    const two = withHold(withHold(fresh, 7, 'DEGRADED', second(1)), 8, 'DEGRADED', second(2));
    expect(withHold(two, 7, 'MAJOR_OUTAGE', second(3)).holds).toEqual([
      { incidentId: 7, impact: 'MAJOR_OUTAGE' },
      { incidentId: 8, impact: 'DEGRADED' },
    ]);
    expect(withHold(two, 7, undefined, second(3)).holds).toEqual([{ incidentId: 8, impact: 'DEGRADED' }]);
  });

  it('loses what was set in the very moment of the end of an incident', () => {
    const set = withStatus(withHold(fresh, 7, 'DEGRADED', second(1)), 'MAJOR_OUTAGE', second(5));
    expect(withoutIncident(set, 7, second(5), second(5)).status).toBe('OPERATIONAL');
    expect(withoutIncident(set, 7, second(4.999), second(5)).status).toBe('MAJOR_OUTAGE');
  });

  it('notes a second that ends as the one before it as nothing', () => {
    const flicker = [
      { at: second(-9), status: 'DEGRADED' as const },
      { at: second(0.1), status: 'MAJOR_OUTAGE' as const },
    ];
    const back = recorded({ ...fresh, status: 'DEGRADED', changes: flicker }, second(0.9));
    expect(statusesOf(back)).toEqual(['DEGRADED']);
    const only = { ...fresh, changes: [{ at: second(0.1), status: 'DEGRADED' as const }] };
    expect(recorded(only, second(0.5)).changes).toEqual([]);
    expect(recorded(only, second(1)).changes).toHaveLength(2);
  });

  it('keeps of its changes those of 94 days, and the one before them', () => {
    const days = (...ago: number[]) =>
      ago.map((day, index) => ({
        at: plus(start, { days: -day }),
        status: index % 2 === 0 ? ('DEGRADED' as const) : ('OPERATIONAL' as const),
      }));
    const kept = (...ago: number[]) =>
      recorded({ ...fresh, status: 'MAJOR_OUTAGE', changes: days(...ago) }, start).changes.length - 1;
    expect(kept(100, 95, 94, 93)).toBe(2);
    expect(kept(100, 95, 93.9, 93)).toBe(3);
    expect(kept(50, 40)).toBe(2);
  });
});

describe('what alerts say of a service', () => {
  const said = (status: 'DEGRADED' | 'MAJOR_OUTAGE', overruled = 0) => ({ status, overruled });

  it('is counted, and over with the last of them', () => {
    const one = withAlertSaying(fresh, { next: 'DEGRADED' }, second(1));
    const two = withAlertSaying(one, { next: 'DEGRADED' }, second(2));
    expect(two.alertHolds).toEqual([{ status: 'DEGRADED', alerts: 2 }]);
    expect(withAlertSaying(two, { before: said('DEGRADED') }, second(3)).alertHolds).toEqual(one.alertHolds);
    const none = withAlertSaying(one, { before: said('DEGRADED') }, second(3));
    expect(none).not.toHaveProperty('alertHolds');
    expect(statusesOf(none)).toEqual(['DEGRADED', 'OPERATIONAL']);
    const other = withAlertSaying(two, { next: 'MAJOR_OUTAGE', before: said('DEGRADED') }, second(3));
    expect(other.alertHolds).toEqual([
      { status: 'DEGRADED', alerts: 1 },
      { status: 'MAJOR_OUTAGE', alerts: 1 },
    ]);
  });

  it('before somebody set it by hand is over already', () => {
    expect(saidByAlert(fresh, 'DEGRADED')).toEqual(said('DEGRADED'));
    expect(saidByAlert({ ...fresh, overruled: 3 }, 'DEGRADED')).toEqual(said('DEGRADED', 3));
    expect(stillCounts({ ...fresh, overruled: 1 }, said('DEGRADED'))).toBe(false);
    expect(stillCounts(fresh, said('DEGRADED'))).toBe(true);
    const held = withAlertSaying({ ...fresh, overruled: 1 }, { next: 'DEGRADED' }, second(1));
    expect(withAlertSaying(held, { before: said('DEGRADED') }, second(2)).alertHolds).toEqual(held.alertHolds);
  });

  it('may stay for good, as if somebody had set it', () => {
    const held = withAlertSaying(fresh, { next: 'MAJOR_OUTAGE' }, second(1));
    const stays = withAlertSaidForGood(held, said('MAJOR_OUTAGE'), second(2));
    expect(stays).toMatchObject({ status: 'MAJOR_OUTAGE', statusSetAt: second(2) });
    expect(stays).not.toHaveProperty('alertHolds');
    const worse = { ...held, status: 'MAJOR_OUTAGE' as const };
    expect(withAlertSaidForGood(worse, said('DEGRADED'), second(2)).statusSetAt).toBe(start);
    const overruled = { ...held, overruled: 1 };
    expect(withAlertSaidForGood(overruled, said('MAJOR_OUTAGE'), second(2))).toBe(overruled);
  });
});

describe('the outages of a timeline', () => {
  const part = (from: number, until: number, status: 'MAJOR_OUTAGE' | 'PARTIAL_OUTAGE' | 'DEGRADED') => ({
    from: second(from),
    until: second(until),
    status,
  });

  it('last a minute together, or are none', () => {
    expect(outagesIn([part(0, 60, 'MAJOR_OUTAGE')])).toHaveLength(1);
    expect(outagesIn([part(0, 59.999, 'MAJOR_OUTAGE')])).toHaveLength(0);
    expect(outagesIn([part(0, 30, 'MAJOR_OUTAGE'), part(30, 60, 'PARTIAL_OUTAGE')])).toHaveLength(2);
    expect(outagesIn([part(0, 30, 'MAJOR_OUTAGE'), part(31, 61, 'PARTIAL_OUTAGE')])).toHaveLength(0);
    expect(
      outagesIn([part(0, 30, 'MAJOR_OUTAGE'), part(30, 31, 'DEGRADED'), part(31, 61, 'PARTIAL_OUTAGE')]),
    ).toHaveLength(0);
    expect(outagesIn([part(0, 5, 'DEGRADED'), part(5, 65, 'MAJOR_OUTAGE')])).toHaveLength(1);
  });

  it('count within a range only, partial ones for three tenths', () => {
    const range = { from: second(0), until: second(1000) };
    expect(within(part(-10, 0, 'MAJOR_OUTAGE'), range)).toBeUndefined();
    expect(within(part(-10, 10, 'MAJOR_OUTAGE'), range)).toEqual(part(0, 10, 'MAJOR_OUTAGE'));
    expect(within(part(990, 2000, 'MAJOR_OUTAGE'), range)).toEqual(part(990, 1000, 'MAJOR_OUTAGE'));
    const outages = [
      part(-50, 50, 'MAJOR_OUTAGE'),
      part(900, 1100, 'PARTIAL_OUTAGE'),
      part(1000, 2000, 'MAJOR_OUTAGE'),
    ];
    expect(downtime(outages, range)).toEqual({ major: 50_000, partial: 100_000 });
    expect(percentage(outages, range)).toBe(92);
    expect(percentage([], range)).toBe(100);
    expect(percentage(outages, { from: second(5), until: second(5) })).toBe(100);
    expect(percentage([part(0, 0.001, 'PARTIAL_OUTAGE')], range)).toBe(99.999);
  });
});

it('the past is known from three days before what is told, for outages that reach into it', () => {
  expect(historyFrom('2026-11-28T12:00:00.000Z' as Instant)).toBe('2026-08-27T12:00:00.000Z');
});

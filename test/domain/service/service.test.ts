import { describe, expect, it } from 'vitest';
import {
  type Service,
  statusNow,
  trackedSince,
  withHold,
  withoutIncident,
  withStatus,
} from '../../../functions/domain/service/service.ts';
import { type Instant, plus } from '../../../functions/domain/time.ts';
import { aService } from '../../support/factories.ts';

const start = '2026-11-01T10:00:00.000Z' as Instant;
const second = (seconds: number): Instant => plus(start, { seconds });
const fresh = aService(1, { createdAt: start, statusSetAt: start });
const changesOf = ({ changes }: Service) => changes.map(({ at, status }) => `${at.slice(14, 23)} ${status}`);

describe('what a service is in', () => {
  const window = { start: second(10), end: second(20) };
  it.each<[string, Partial<Service>, number, string]>([
    ['by itself', {}, 0, 'OPERATIONAL'],
    ['set by hand', { status: 'DEGRADED' }, 0, 'DEGRADED'],
    [
      'the worst of its incidents',
      { status: 'DEGRADED', holds: [hold(5, 'PARTIAL_OUTAGE'), hold(6, 'DEGRADED')] },
      0,
      'PARTIAL_OUTAGE',
    ],
    ['a hand worse than its incident', { status: 'MAJOR_OUTAGE', holds: [hold(5, 'DEGRADED')] }, 0, 'MAJOR_OUTAGE'],
    ['just before planned work', {}, 9, 'OPERATIONAL'],
    ['as planned work begins', {}, 10, 'UNDER_MAINTENANCE'],
    ['worse during planned work', { status: 'DEGRADED' }, 15, 'DEGRADED'],
    ['as planned work ends', {}, 20, 'OPERATIONAL'],
  ])('%s', (_case, facts, seconds, expected) => {
    expect(statusNow({ ...fresh, ...facts }, [window], second(seconds))).toBe(expected);
  });
});

function hold(incidentId: number, impact: 'DEGRADED' | 'PARTIAL_OUTAGE') {
  return { incidentId, impact };
}

describe('the history of a service', () => {
  it('notes what changes, and nothing else', () => {
    let service = withStatus(fresh, 'DEGRADED', second(1));
    service = withStatus(service, 'DEGRADED', second(2));
    service = withHold(service, 7, 'DEGRADED', second(3));
    service = withHold(service, 7, 'MAJOR_OUTAGE', second(4));
    service = withHold(service, 8, 'PARTIAL_OUTAGE', second(5));
    service = withHold(service, 7, undefined, second(6));
    expect(changesOf(service)).toEqual(['00:01.000 DEGRADED', '00:04.000 MAJOR_OUTAGE', '00:06.000 PARTIAL_OUTAGE']);
  });

  it('keeps of one second what it ended with', () => {
    const at = (milliseconds: number) => plus(start, { milliseconds });
    const flicker = withStatus(withStatus(fresh, 'MAJOR_OUTAGE', at(100)), 'OPERATIONAL', at(900));
    expect(changesOf(flicker)).toEqual([]);
    const worse = withStatus(withStatus(fresh, 'DEGRADED', at(100)), 'MAJOR_OUTAGE', at(900));
    expect(changesOf(worse)).toEqual(['00:00.900 MAJOR_OUTAGE']);
    expect(changesOf(withStatus(worse, 'DEGRADED', at(1100)))).toEqual([
      '00:00.900 MAJOR_OUTAGE',
      '00:01.100 DEGRADED',
    ]);
  });

  it('keeps all that was before a second in which it changed twice', () => {
    const at = (milliseconds: number) => plus(start, { milliseconds });
    const first = withStatus(withStatus(fresh, 'DEGRADED', at(100)), 'PARTIAL_OUTAGE', at(5100));
    expect(changesOf(withStatus(first, 'MAJOR_OUTAGE', at(5900)))).toEqual([
      '00:00.100 DEGRADED',
      '00:05.900 MAJOR_OUTAGE',
    ]);
  });

  it('never goes back in time', () => {
    const service = withStatus(withStatus(fresh, 'DEGRADED', second(10)), 'MAJOR_OUTAGE', second(5));
    expect(changesOf(service)).toEqual(['00:10.000 MAJOR_OUTAGE']);
  });

  it('forgets what is older than is told, but for the last before that', () => {
    let service = fresh;
    for (let day = 0; day < 200; day += 10)
      service = withStatus(service, day % 20 === 0 ? 'DEGRADED' : 'OPERATIONAL', plus(start, { days: day }));
    expect(service.changes[0]?.at).toBe(plus(start, { days: 90 }));
    expect(service.changes).toHaveLength(11);
  });

  it('is tracked since the service was made, or since an earlier override', () => {
    expect(trackedSince(fresh)).toBe(start);
    expect(trackedSince({ ...fresh, firstOverrideFrom: second(-5) })).toBe(second(-5));
    expect(trackedSince({ ...fresh, firstOverrideFrom: second(5) })).toBe(start);
  });
});

describe('a resolved incident', () => {
  it('takes with it what was set by hand until then', () => {
    const held = withHold(withStatus(fresh, 'MAJOR_OUTAGE', second(1)), 7, 'PARTIAL_OUTAGE', second(2));
    expect(withoutIncident(held, 7, second(3), second(3))).toMatchObject({ status: 'OPERATIONAL', holds: [] });
    expect(changesOf(withoutIncident(held, 7, second(3), second(3))).at(-1)).toBe('00:03.000 OPERATIONAL');
  });

  it('leaves what was set by hand later, and what other incidents say', () => {
    const later = withStatus(withHold(fresh, 7, 'DEGRADED', second(1)), 'PARTIAL_OUTAGE', second(5));
    expect(withoutIncident(later, 7, second(3), second(6))).toMatchObject({ status: 'PARTIAL_OUTAGE', holds: [] });
    const twice = withHold(withHold(fresh, 7, 'MAJOR_OUTAGE', second(1)), 8, 'DEGRADED', second(1));
    const left = withoutIncident(twice, 7, second(3), second(3));
    expect(left.holds).toEqual([{ incidentId: 8, impact: 'DEGRADED' }]);
    expect(changesOf(left).at(-1)).toBe('00:03.000 DEGRADED');
  });
});

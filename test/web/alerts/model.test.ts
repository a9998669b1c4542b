import { describe, expect, it } from 'vitest';
import { arrange } from '../../../web/screens/alerts/arrange.ts';
import {
  type Alert,
  byUrgency,
  type Deed,
  eachOnce,
  foreseen,
  holdersOf,
  isOf,
  isPossible,
  splitMine,
  stateOf,
} from '../../../web/screens/alerts/model.ts';

const anAlert = (id: number, more: Partial<Alert> = {}): Alert => ({
  id,
  summary: `Alert ${id}`,
  reportTime: `2026-11-29T10:0${id % 10}:00.000Z`,
  status: 'PENDING',
  priority: 'HIGH',
  alertSource: { id: 1, name: 'Shop' },
  nextEscalation: null,
  services: [],
  mergeState: 'NONE',
  ...more,
});
const person = (id: number) => ({ id, firstName: 'P', lastName: String(id) });
const told = (id: number) => ({ user: person(id), status: 'PENDING' });
const accepted = (id: number, acceptedAt: string) => ({ user: person(id), status: 'ACCEPTED', acceptedAt });
const now = '2026-11-29T11:00:00.000Z';

describe('an alert', () => {
  it('sleeps while it is snoozed, whatever its status says', () => {
    const states = [
      anAlert(1),
      anAlert(1, { status: 'ACCEPTED' }),
      anAlert(1, { status: 'ACCEPTED', snoozedUntil: now }),
      anAlert(1, { snoozedUntil: now }),
      anAlert(1, { status: 'RESOLVED' }),
    ].map(stateOf);
    expect(states).toEqual(['pending', 'accepted', 'snoozed', 'snoozed', 'resolved']);
  });

  it('is held by who accepted it last', () => {
    const responders = [told(3), accepted(1, '2026-11-29T10:00:00Z'), accepted(2, '2026-11-29T10:05:00Z')];
    expect(holdersOf({ responders }).map(({ id }) => id)).toEqual([2, 1]);
  });

  it('is mine when it is assigned to me, or when I am told of it', () => {
    expect(isOf(anAlert(1, { assignedTo: person(7) }), 7)).toBe(true);
    expect(isOf(anAlert(1, { responders: [told(7)] }), 7)).toBe(true);
    expect(isOf(anAlert(1, { responders: [told(8)], assignedTo: person(8) }), 7)).toBe(false);
  });

  it.each([
    ['accept', {}, true],
    ['accept', { status: 'ACCEPTED' }, true],
    ['accept', { status: 'ACCEPTED', responders: [accepted(7, now)] }, false],
    ['accept', { status: 'ACCEPTED', responders: [accepted(7, now)], snoozedUntil: now }, true],
    ['resolve', { status: 'ACCEPTED' }, true],
    ['resolve', { status: 'RESOLVED' }, false],
    ['escalate', {}, false],
    ['escalate', { escalationPolicy: { id: 5 } }, true],
    ['raise', {}, false],
    ['raise', { priority: 'LOW' }, true],
    ['snooze', {}, true],
  ] satisfies readonly (readonly [Deed['kind'], Partial<Alert>, boolean])[])(
    '%s with %j: %s',
    (kind, more, expected) => {
      expect(isPossible(kind, anAlert(1, more), 7)).toBe(expected);
    },
  );
});

describe('what is shown before the API has answered', () => {
  const alert = anAlert(1, { responders: [told(8)], nextEscalation: now, snoozedUntil: now });

  it('is that I have it', () => {
    const seen = foreseen(alert, { kind: 'accept' }, person(7), now);
    expect([stateOf(seen), holdersOf(seen).map(({ id }) => id), seen.nextEscalation]).toEqual(['accepted', [7], null]);
  });

  it('is that it is over, sleeps, is urgent, or is pending again', () => {
    const of = (deed: Parameters<typeof foreseen>[1]) => foreseen(alert, deed, person(7), now);
    expect(stateOf(of({ kind: 'resolve' }))).toBe('resolved');
    expect(of({ kind: 'snooze', until: '2026-11-29T12:00:00Z' }).snoozedUntil).toBe('2026-11-29T12:00:00Z');
    expect(foreseen(anAlert(1, { priority: 'LOW' }), { kind: 'raise' }, person(7), now).priority).toBe('HIGH');
    expect(stateOf(of({ kind: 'escalate' }))).toBe('pending');
  });
});

describe('the order of alerts', () => {
  it('is pending before accepted, high before low, the newest first, and mine apart', () => {
    const all = [
      anAlert(1, { status: 'ACCEPTED' }),
      anAlert(2, { priority: 'LOW' }),
      anAlert(3),
      anAlert(4, { responders: [told(7)], status: 'ACCEPTED' }),
      anAlert(5),
    ];
    expect(all.toSorted(byUrgency).map(({ id }) => id)).toEqual([5, 3, 2, 4, 1]);
    const { mine, others } = splitMine(all, 7);
    expect([mine.map(({ id }) => id), others.map(({ id }) => id)]).toEqual([[4], [5, 3, 2, 1]]);
  });

  it('names each once, as it was read first', () => {
    const all = eachOnce([anAlert(1, { summary: 'new' })], undefined, [anAlert(1, { summary: 'old' }), anAlert(2)]);
    expect(all.map(({ id, summary }) => `${id} ${summary}`)).toEqual(['1 new', '2 Alert 2']);
  });

  it('stands still while somebody is about to press something', () => {
    expect(arrange([1, 2], [3, 2], false)).toEqual({ ids: [1, 2], waiting: 1 });
    expect(arrange([1, 2], [3, 2], true)).toEqual({ ids: [3, 2], waiting: 0 });
    expect(arrange([], [3, 2], false)).toEqual({ ids: [3, 2], waiting: 0 });
  });
});

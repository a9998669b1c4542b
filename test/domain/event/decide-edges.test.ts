import { describe, expect, it } from 'vitest';
import type { LockInEffect } from '../../../functions/domain/alert/key-lock.ts';
import { decideEvent, outcomeOfNothing } from '../../../functions/domain/event/decide.ts';
import type { EventMessage, EventRecord } from '../../../functions/domain/event/event.ts';
import { isOpen, matchOf } from '../../../functions/domain/event/search.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import { tenOClock as ten } from '../../support/factories.ts';

const message = (facts: Partial<EventMessage> = {}): EventMessage => ({
  v: 1,
  eventId: 'e1',
  sourceId: 7,
  integration: 'email',
  receivedAt: ten,
  event: { eventType: 'RESOLVE', summary: 'Disk full', alertKey: 'disk' },
  ...facts,
});
const before = minus(ten, { seconds: 1 });
const after = plus(ten, { seconds: 1 });
const decided = (
  one: EventMessage,
  lock?: LockInEffect,
  maintenance: { start: typeof ten; end: typeof ten }[] = [],
) => {
  const decision = decideEvent(one, { source: { active: true }, lock, maintenance });
  return decision.kind === 'record' ? decision.outcome : decision.kind;
};

describe('a RESOLVE that finds nothing open', () => {
  const resolved = { state: 'RESOLVED', alertId: 5, resolvedAt: before } as const;
  it.each<[string, EventMessage, LockInEffect | undefined, string]>([
    ['may have overtaken its ALERT as a mail', message(), undefined, 'ahead'],
    ['may have as a text', message({ integration: 'sms' }), undefined, 'ahead'],
    ['has not where events keep their order', message({ integration: 'api' }), undefined, 'NO_OPEN_ALERT'],
    ['may have after an earlier alert was over', message(), resolved, 'ahead'],
    ['comes too late for what was over by then', message(), { ...resolved, resolvedAt: ten }, 'NO_OPEN_ALERT'],
    ['has not where the key was one of several', message(), { ...resolved, isMember: true }, 'NO_OPEN_ALERT'],
    [
      'has not without a key',
      message({ event: { eventType: 'RESOLVE', summary: 'Disk full' } }),
      undefined,
      'NO_OPEN_ALERT',
    ],
    [
      'has not with a key of blanks',
      message({ event: { eventType: 'RESOLVE', summary: 'Disk full', alertKey: '  ' } }),
      undefined,
      'NO_OPEN_ALERT',
    ],
    [
      'has not when it accepts',
      message({ event: { eventType: 'ACCEPT', summary: 'Disk full', alertKey: 'disk' } }),
      undefined,
      'NO_OPEN_ALERT',
    ],
  ])('%s', (_what, one, lock, expected) => expect(decided(one, lock)).toBe(expected));
});

describe('an ALERT and planned work', () => {
  const alert = message({ event: { eventType: 'ALERT', summary: 'Disk full', alertKey: 'disk' } });
  it.each([
    ['before', after, plus(after, { seconds: 1 }), 'create'],
    ['at its begin', ten, after, 'IN_MAINTENANCE'],
    ['at its end', before, ten, 'create'],
  ])('%s', (_when, start, end, expected) => expect(decided(alert, undefined, [{ start, end }])).toBe(expected));

  it('is quiet while there is work, and not otherwise', () => {
    const open = { state: 'OPEN', alertId: 5, reportTime: before } as const;
    const over = { ...open, hasMembers: true, overAt: before } as const;
    const situation = { source: { active: true }, maintenance: [{ start: ten, end: after }] };
    expect(decideEvent(alert, { ...situation, lock: open })).toMatchObject({
      kind: 'repeat',
      isQuiet: true,
      lock: open,
    });
    expect(decideEvent(alert, { ...situation, maintenance: [], lock: open })).toMatchObject({ isQuiet: false });
    expect(decideEvent(alert, { ...situation, maintenance: [], lock: over })).toMatchObject({
      kind: 'repeat',
      isQuiet: false,
      lock: over,
    });
  });
});

it.each([
  ['refused: the key is wrong', 'REFUSED'],
  ['dropped by the event filter', 'FILTERED'],
  ['dropped: no key is found in it', 'NO_KEY'],
  ['unreadable: no JSON', 'UNREADABLE'],
  ['ignored: it is an automatic answer', 'IGNORED'],
  ['not refused', 'IGNORED'],
] as const)('what asks for no event (%s) comes to %s', (note, outcome) => {
  expect(outcomeOfNothing({ note })).toBe(outcome);
});

describe('an event is looked for', () => {
  const event: EventRecord = {
    id: 'request-0',
    sourceId: 800,
    integration: 'grafana',
    receivedAt: ten,
    event: { eventType: 'ALERT', summary: 'Disk full', customDetails: { list: ['rack', null], none: undefined } },
    outcome: 'CREATED',
    alertId: 5,
  };

  it('by the alert that it led to', () => {
    expect(matchOf({ alertId: 5 }, event)).toBe('yes');
    expect(matchOf({ alertId: 6 }, event)).toBe('no');
    expect(isOpen({ alertId: 5 })).toBe(false);
  });

  it('by what is there, and not by words for what is missing or where it stands', () => {
    expect(matchOf({ text: 'rack' }, event)).toBe('yes');
    for (const text of ['null', 'undefined', '0']) expect(matchOf({ text }, event)).toBe('body');
    expect(matchOf({ alertKey: ' ' }, event)).toBe('no');
  });
});

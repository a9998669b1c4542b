import { describe, expect, it } from 'vitest';
import { DayCount, isAskedFor, isCostly } from '../../../functions/domain/notification/daily-caps.ts';
import {
  Channel,
  messageOf,
  NotificationKind,
  NotificationMessage,
  UpdateMessage,
} from '../../../functions/domain/notification/notification.ts';
import { hungUp, paceCall } from '../../../functions/domain/notification/pacing-calls.ts';
import { pacePush } from '../../../functions/domain/notification/pacing-push.ts';
import { admitWithin } from '../../../functions/domain/notification/quota.ts';
import { readReference, referenceTo } from '../../../functions/domain/notification/reference.ts';
import { openedWindow, Window } from '../../../functions/domain/notification/windows.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import { tenOClock as now } from '../../support/factories.ts';

const admitted = (scope: string, seconds = 0, id = 0) => ({ scope, id, at: minus(now, { seconds }) });
const aWindow = (facts: Partial<Window> = {}): Window => ({
  id: 'w',
  version: 7,
  startedAt: now,
  endsAt: plus(now, { minutes: 1 }),
  admitted: [],
  aggregated: [],
  ...facts,
});

describe('a quota', () => {
  const quota = { most: 2, within: { minutes: 1 } };
  const ask = (scope: string, window?: Window) => admitWithin(quota, window, { id: 'q', scope, now });

  it('begins with one, and counts those that are not over yet', () => {
    const first = { id: 'q', version: 0, startedAt: now, endsAt: plus(now, { minutes: 1 }), aggregated: [] };
    expect(ask('a')).toEqual({ ...first, admitted: [admitted('a')] });
    const over = aWindow({ admitted: [admitted('x', 60), admitted('y', 59)] });
    expect(ask('a', over)).toEqual({ ...first, version: 7, admitted: [admitted('y', 59), admitted('a')] });
    expect(ask('a', aWindow({ admitted: [admitted('x', 1), admitted('y', 1)] }))).toBeUndefined();
  });

  it('admits the same again without counting', () => {
    const window = aWindow({ admitted: [admitted('x', 61), admitted('y', 1), admitted('a', 1)] });
    expect(ask('a', window)).toEqual({ ...window, admitted: [admitted('y', 1), admitted('a', 1)] });
  });
});

describe('the line to a number', () => {
  const call = { scope: 'b', id: 2 };
  const line = aWindow({ admitted: [admitted('a', 5, 1)] });
  const pace = (window?: Window) => paceCall(window, call, { windowId: 'w', now });

  it('is taken when it is free, for three minutes at most', () => {
    const taken = {
      kind: 'admit',
      window: { ...aWindow({ admitted: [admitted('b', 0, 2)], endsAt: plus(now, { minutes: 3 }) }), version: 0 },
    };
    expect(pace()).toEqual(taken);
    expect(pace({ ...line, endsAt: now })).toEqual({ ...taken, window: { ...taken.window, version: 7 } });
  });

  it('is waited for until its call ends, and looked at again within five seconds', () => {
    expect(pace(line)).toEqual({ kind: 'wait', until: plus(now, { seconds: 5 }) });
    expect(pace({ ...line, endsAt: plus(now, { seconds: 2 }) })).toEqual({
      kind: 'wait',
      until: plus(now, { seconds: 2 }),
    });
  });

  it('is that of a call that was admitted, among others', () => {
    const shared = { ...line, admitted: [...line.admitted, admitted('b', 1, 2)] };
    expect(pace(shared)).toMatchObject({ kind: 'admit' });
    expect(hungUp(shared, call, now)).toEqual({ ...shared, endsAt: now });
    expect(hungUp(line, call, now)).toBeUndefined();
    expect(hungUp({ ...shared, endsAt: now }, call, now)).toBeUndefined();
    expect(hungUp(undefined, call, now)).toBeUndefined();
  });
});

it('a push that was admitted among others is admitted again', () => {
  const window = aWindow({ admitted: [admitted('a', 5, 1), admitted('b', 5, 2)] });
  const push = { scope: 'b', id: 2, digest: 'd' };
  expect(pacePush(window, push, { windowId: 'w', now })).toEqual({ kind: 'admit' });
});

it('a window that opens takes the version of the one before it', () => {
  const { version: _version, aggregated: _aggregated, ...content } = aWindow();
  expect(openedWindow(undefined, content)).toEqual({ ...content, version: 0, aggregated: [] });
  expect(openedWindow(aWindow({ version: 8 }), content).version).toBe(8);
  expect(Window.shape.summary.unwrap().shape.channel.options).toEqual(['SMS', 'VOICE', 'EMAIL']);
});

describe('what goes out', () => {
  it('costs money by text and call, and counts as asked for by its kind', () => {
    expect(Channel.options.filter(isCostly)).toEqual(['SMS', 'VOICE']);
    const asked = NotificationKind.options.filter((kind) => isAskedFor({ kind }));
    expect(asked).toEqual(['CONFIRMATION', 'VERIFICATION', 'TEST']);
    expect(DayCount.parse({})).toEqual({ SMS: 0, VOICE: 0, askedSMS: 0, askedVOICE: 0 });
  });

  it('is asked for by a message that says what else will be looked at', () => {
    const about = {
      kind: 'PAGE' as const,
      channel: 'SMS' as const,
      target: '+49151',
      alertId: 1,
      userId: 2,
      sourceId: 3,
    };
    const message = messageOf({ scope: 'ALERT#1', id: 5, ...about });
    expect(message).toEqual({ v: 1, scope: 'ALERT#1', id: 5, about });
    expect(NotificationMessage.parse(message)).toEqual(message);
    expect(UpdateMessage.shape.announce.options).toEqual(['ACCEPTED', 'RESOLVED', 'ESCALATED']);
    expect(UpdateMessage.shape.v.value).toBe(1);
  });

  it.each([
    ['5 ALERT#1', { scope: 'ALERT#1', id: 5 }],
    ['x5 ALERT#1', undefined],
    ['5 ALERT#1 x', undefined],
    ['5', undefined],
  ])('has a reference of %j: %j', (text, expected) => {
    expect(readReference(Buffer.from(text).toString('base64url'))).toEqual(expected);
    if (expected !== undefined) expect(referenceTo(expected)).toBe(Buffer.from(text).toString('base64url'));
  });
});

import { describe, expect, it } from 'vitest';
import type { Notification } from '../../../functions/domain/notification/notification.ts';
import { paceNotification, windowIdsOf } from '../../../functions/domain/notification/pace.ts';
import { closed, paceConversation } from '../../../functions/domain/notification/pacing.ts';
import { hungUp, paceCall } from '../../../functions/domain/notification/pacing-calls.ts';
import { pacePush } from '../../../functions/domain/notification/pacing-push.ts';
import { admitWithin } from '../../../functions/domain/notification/quota.ts';
import { conversationWindowId, lineId, pushWindowId } from '../../../functions/domain/notification/window-ids.ts';
import type { Window } from '../../../functions/domain/notification/windows.ts';
import { plus } from '../../../functions/domain/time.ts';
import { tenOClock } from '../../support/factories.ts';

const secondsOn = (seconds: number) => plus(tenOClock, { seconds });
const recipient = { channel: 'SMS', target: '+491', userId: 1, language: 'en' } as const;
const page = (id: number) => ({ scope: 'ALERT#7', id, alertId: 7 });

/** Asks for pages at these seconds, one after the other; says what became of each, and the window at the end. */
function asked(times: readonly number[], first?: Window, firstId = 1) {
  let window = first;
  const kinds = times.map((seconds, index) => {
    const decision = paceConversation(window, page(firstId + index), recipient, {
      windowId: 'w',
      now: secondsOn(seconds),
    });
    if (decision.kind !== 'close-first' && decision.window) window = decision.window;
    return decision.kind;
  });
  return { kinds, window: window as Window };
}

describe('texts, calls and mails of one source to one person', () => {
  it('are three in 180 seconds; what is more is held back for one summary at the end', () => {
    const { kinds, window } = asked([0, 1, 2, 3, 179.999]);
    expect(kinds).toEqual(['admit', 'admit', 'admit', 'aggregate', 'aggregate']);
    expect(window).toMatchObject({
      startedAt: tenOClock,
      endsAt: secondsOn(180),
      dueAt: secondsOn(180),
      summary: recipient,
    });
    expect(window.aggregated).toEqual([page(4), page(5)]);
  });

  it('begin anew when the window has ended, and owe nothing from before', () => {
    const { kinds, window } = asked([0, 180, 181, 182, 183]);
    expect(kinds).toEqual(['admit', 'admit', 'admit', 'admit', 'aggregate']);
    expect(window).toMatchObject({ startedAt: secondsOn(180), endsAt: secondsOn(360) });
  });

  it('wait for the summary that the last window still owes', () => {
    const { window } = asked([0, 1, 2, 3]);
    expect(asked([180], window, 9).kinds).toEqual(['close-first']);
    expect(closed(window)).toMatchObject({ aggregated: [] });
    for (const gone of ['dueAt', 'summary']) expect(closed(window)).not.toHaveProperty(gone);
    expect(asked([180], closed(window), 9).kinds).toEqual(['admit']);
  });

  it('that were admitted once are admitted whenever they come again, for half an hour', () => {
    const { window } = asked([0, 1, 2, 3]);
    const again = (id: number, seconds: number, of = window) =>
      paceConversation(of, page(id), recipient, { windowId: 'w', now: secondsOn(seconds) });
    expect(again(1, 100)).toEqual({ kind: 'admit' });
    expect(again(4, 100)).toEqual({ kind: 'aggregate' });
    const later = asked([29 * 60 + 59], closed(window), 9).window;
    expect(later.admitted.map(({ id }) => id)).toEqual([1, 2, 3, 9]);
    const muchLater = asked([30 * 60], closed(window), 9).window;
    expect(muchLater.admitted.map(({ id }) => id)).toEqual([2, 3, 9]);
  });

  it('of one scope are not taken for those of another', () => {
    const { window } = asked([0, 1, 2]);
    const other = { ...page(1), scope: 'ALERT#8' };
    expect(paceConversation(window, other, recipient, { windowId: 'w', now: secondsOn(5) }).kind).toBe('aggregate');
  });

  it('are held back in a storm, too, though no more than five hundred are remembered', () => {
    const { kinds, window } = asked(Array.from({ length: 505 }, (_, index) => index / 10));
    expect(kinds.filter((kind) => kind === 'aggregate')).toHaveLength(502);
    expect(window.aggregated).toHaveLength(500);
  });
});

describe('calls to one number', () => {
  const call = (id: number) => ({ scope: 'ALERT#7', id });
  const ask = (line: Window | undefined, id: number, seconds: number) =>
    paceCall(line, call(id), { windowId: 'LINE#+491', now: secondsOn(seconds) });
  const first = ask(undefined, 1, 0);
  const line = first.kind === 'admit' ? first.window : expect.fail('the line was free');

  it('are one at a time: the second looks again every five seconds, and at the end', () => {
    expect(ask(line, 2, 0)).toEqual({ kind: 'wait', until: secondsOn(5) });
    expect(ask(line, 2, 178)).toEqual({ kind: 'wait', until: secondsOn(180) });
    expect(ask(line, 2, 180)).toMatchObject({
      kind: 'admit',
      window: { startedAt: secondsOn(180), endsAt: secondsOn(360) },
    });
  });

  it('that were admitted are admitted again', () => {
    expect(ask(line, 1, 60)).toMatchObject({ kind: 'admit', window: { endsAt: secondsOn(240) } });
  });

  it('follow at once when the one before has ended', () => {
    const free = hungUp(line, call(1), secondsOn(20));
    expect(free?.endsAt).toBe(secondsOn(20));
    expect(ask(free, 2, 20).kind).toBe('admit');
  });

  it('of others are not ended by this one, nor one that has ended', () => {
    expect(hungUp(line, call(2), secondsOn(20))).toBeUndefined();
    expect(hungUp(line, call(1), secondsOn(180))).toBeUndefined();
    expect(hungUp(undefined, call(1), secondsOn(20))).toBeUndefined();
  });
});

describe('push messages to one device', () => {
  const push = (id: number, digest: string) => ({ scope: 'ALERT#7', id, digest });
  function pushed(asked_: readonly (readonly [number, string])[]) {
    let window: Window | undefined;
    const outcomes = asked_.map(([seconds, digest], index) => {
      const decision = pacePush(window, push(index + 1, digest), { windowId: 'w', now: secondsOn(seconds) });
      if (decision.kind === 'admit' && decision.window) window = decision.window;
      return decision.kind === 'drop' ? decision.reason : 'sent';
    });
    return { outcomes, window };
  }

  it('with the same words within 240 seconds are one', () => {
    expect(
      pushed([
        [0, 'a'],
        [0, 'b'],
        [239.999, 'a'],
        [240, 'a'],
      ]).outcomes,
    ).toEqual(['sent', 'sent', 'DUPLICATE', 'sent']);
  });

  it('are twenty different ones within 60 seconds', () => {
    const burst = Array.from({ length: 20 }, (_, index) => [0, `words ${index}`] as const);
    expect(pushed([...burst, [59.999, 'more'], [60, 'more']]).outcomes.slice(19)).toEqual(['sent', 'TOO_MANY', 'sent']);
  });

  it('that were admitted are never dropped, also with the same words', () => {
    const { window } = pushed([[0, 'a']]);
    expect(pacePush(window, push(1, 'a'), { windowId: 'w', now: secondsOn(5) })).toEqual({ kind: 'admit' });
    expect(window).toMatchObject({ startedAt: tenOClock, endsAt: secondsOn(240) });
  });
});

describe('which windows are asked', () => {
  const about = (change: Partial<Notification>): Notification =>
    ({
      ...page(1),
      kind: 'PAGE',
      channel: 'SMS',
      target: '+491',
      language: 'en',
      sourceId: 8,
      userId: 1,
      contactId: 12,
      status: 'QUEUED',
      at: tenOClock,
      attempts: 0,
      createdAt: tenOClock,
      ...change,
    }) as Notification;
  const bySource = 'SMS#+491#8';

  it.each<[string, Partial<Notification>, string[]]>([
    ['a page', {}, [bySource]],
    ['an assignment', { kind: 'ASSIGNMENT' }, [bySource]],
    ['an update', { kind: 'UPDATE' }, [`${bySource}#UPDATE`]],
    ['news', { kind: 'UPDATE', news: { at: tenOClock } as never }, []],
    ['a summary', { kind: 'SUMMARY' }, []],
    ['a code', { kind: 'VERIFICATION' }, []],
    ['a test', { kind: 'TEST' }, []],
    ['a confirmation', { kind: 'CONFIRMATION' }, []],
    ['a call', { channel: 'VOICE' }, ['VOICE#+491#8', 'LINE#+491']],
    ['a call that tests', { channel: 'VOICE', kind: 'TEST' }, ['LINE#+491']],
    ['a push message', { channel: 'PUSH', target: 'token' }, [pushWindowId('token')]],
    ['a push message that tests', { channel: 'PUSH', target: 'token', kind: 'TEST' }, []],
    ['what goes to nobody', { channel: 'NULL' }, []],
    ['an alert without a source', { sourceId: undefined }, []],
    ['nobody', { userId: undefined }, []],
    ['no alert', { alertId: undefined }, []],
  ])('by %s', (_case, change, ids) => {
    expect(windowIdsOf(about(change))).toEqual(ids);
    const pace = paceNotification(about(change), new Map(), { content: 'words', now: tenOClock });
    expect(pace.kind).toBe('now');
    expect('windows' in pace && pace.windows.map(({ id }) => id)).toEqual(ids);
  });

  it('a call that is held back for a summary does not take the line', () => {
    const call = about({ channel: 'VOICE', id: 9 });
    const full = { ...asked([0, 1, 2]).window, id: 'VOICE#+491#8' };
    const pace = paceNotification(call, new Map([[full.id, full]]), { content: '', now: secondsOn(10) });
    expect(pace).toMatchObject({ kind: 'never', ending: { status: 'AGGREGATED', reason: 'WINDOW' } });
    expect('windows' in pace && pace.windows.map(({ summary }) => summary)).toEqual([
      { channel: 'VOICE', target: '+491', userId: 1, language: 'en', contactId: 12 },
    ]);
  });

  it('a call waits for its line, and what was admitted is remembered', () => {
    const line = paceCall(undefined, page(1), { windowId: lineId('+491'), now: tenOClock });
    const windows = new Map(line.kind === 'admit' ? [[line.window.id, line.window]] : []);
    const pace = paceNotification(about({ channel: 'VOICE', id: 9 }), windows, { content: '', now: secondsOn(10) });
    expect(pace).toMatchObject({ kind: 'later', at: secondsOn(15), windows: [{ id: 'VOICE#+491#8' }] });
  });

  it('what a window still owes comes first', () => {
    const owing = { ...asked([0, 1, 2, 3]).window, id: bySource };
    const pace = paceNotification(about({ id: 9 }), new Map([[bySource, owing]]), { content: '', now: secondsOn(200) });
    expect(pace).toEqual({ kind: 'close-first', windowId: bySource });
  });

  it('a push with words that were just sent is suppressed', () => {
    const target = { channel: 'PUSH', target: 'token' } as const;
    const first = paceNotification(about(target), new Map(), { content: 'a', now: tenOClock });
    const windows = new Map('windows' in first ? first.windows.map((window) => [window.id, window] as const) : []);
    const again = (content: string) =>
      paceNotification(about({ ...target, id: 2 }), windows, { content, now: secondsOn(9) });
    expect(again('a')).toEqual({ kind: 'never', ending: { status: 'SUPPRESSED', reason: 'DUPLICATE' }, windows: [] });
    expect(again('b').kind).toBe('now');
  });

  it('are told apart by channel, number, source, and whether it is an update', () => {
    const ids = [about({}), about({ target: '+492' }), about({ channel: 'EMAIL' }), about({ kind: 'UPDATE' })].map(
      (notification) => conversationWindowId(notification, 8),
    );
    expect(new Set([...ids, conversationWindowId(about({}), 9)]).size).toBe(5);
  });
});

describe('a quota', () => {
  const quota = { most: 2, within: { hours: 1 } };
  const admit = (window: Window | undefined, scope: string, seconds: number) =>
    admitWithin(quota, window, { id: 'q', scope, now: secondsOn(seconds) });

  it('is used up by so many, and free again as the first of them grows old', () => {
    const two = admit(admit(undefined, 'a', 0), 'b', 10);
    expect(two).toMatchObject({ id: 'q', startedAt: secondsOn(10), endsAt: secondsOn(3610), aggregated: [] });
    expect(admit(two, 'c', 20)).toBeUndefined();
    expect(admit(two, 'c', 3599)).toBeUndefined();
    expect(admit(two, 'c', 3600)?.admitted.map(({ scope }) => scope)).toEqual(['b', 'c']);
  });

  it('counts the same thing once', () => {
    const two = admit(admit(undefined, 'a', 0), 'b', 10);
    expect(admit(two, 'b', 20)?.admitted.map(({ scope }) => scope)).toEqual(['a', 'b']);
  });
});

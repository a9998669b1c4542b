import { describe, expect, it } from 'vitest';
import { admitWithin } from '../../functions/domain/notification/quota.ts';
import type { Conversation, Window } from '../../functions/domain/notification/windows.ts';
import { readCommand } from '../../functions/domain/reply/command.ts';
import { decideReply } from '../../functions/domain/reply/decide.ts';
import { codesInUse, giveCodes } from '../../functions/domain/reply/short-codes.ts';
import { plus } from '../../functions/domain/time.ts';
import { tenOClock } from '../support/factories.ts';

describe('what a reply says', () => {
  it.each([
    ['A', 'ACCEPT', undefined],
    ['a', 'ACCEPT', undefined],
    ['1', 'ACCEPT', undefined],
    ['A7', 'ACCEPT', 7],
    ['a 7', 'ACCEPT', 7],
    [' A - 7 ', 'ACCEPT', 7],
    ['A7!', 'ACCEPT', 7],
    ['ack 7', 'ACCEPT', 7],
    ['Accept 12', 'ACCEPT', 12],
    ['accept7', 'ACCEPT', 7],
    ['1 7', 'ACCEPT', 7],
    ['1. 7', 'ACCEPT', 7],
    ['annehmen', 'ACCEPT', undefined],
    ['Übernehmen 3', 'ACCEPT', 3],
    ['Ａ７', 'ACCEPT', 7],
    ['R7', 'RESOLVE', 7],
    ['2', 'RESOLVE', undefined],
    ['2 10', 'RESOLVE', 10],
    ['Lösen 2', 'RESOLVE', 2],
    ['GELÖST', 'RESOLVE', undefined],
    ['E7', 'ESCALATE', 7],
    ['3', 'ESCALATE', undefined],
    ['escalate #7', 'ESCALATE', 7],
    ['eskalieren', 'ESCALATE', undefined],
    ['\n\nA7\nSent from my phone', 'ACCEPT', 7],
  ] as const)('%j', (text, command, code) => {
    expect(readCommand(text)).toEqual(code === undefined ? { command } : { command, code });
  });

  it.each([
    '',
    '   ',
    '17',
    '7',
    '27',
    '4',
    '0',
    'A7 A8',
    'a bit later',
    'e 5 minutes please',
    'A lot',
    'yes',
    'STOP',
    'accepted by whom?',
    'A77777',
    'A-7-8',
    'xA7',
    '🔥',
    "'; drop table",
    'A\u0000B',
  ])('%j is no command', (text) => {
    expect(readCommand(text)).toBeUndefined();
  });
});

describe('which alert it means', () => {
  const given = (code: number, alertId: number) => ({ code, alertId, userId: 1, sentAt: tenOClock });
  const open = { status: 'PENDING' } as const;
  const accepted = { status: 'ACCEPTED' } as const;
  const resolved = { status: 'RESOLVED' } as const;
  const bare = { command: 'ACCEPT' } as const;

  it.each([
    ['the only one', bare, [given(1, 10)], [[10, open]], 10],
    ['the only one, accepted already', bare, [given(1, 10)], [[10, accepted]], 10],
    [
      'the one with the code',
      { ...bare, code: 2 },
      [given(1, 10), given(2, 20)],
      [
        [10, open],
        [20, open],
      ],
      20,
    ],
    ['the one with the code, though resolved', { ...bare, code: 1 }, [given(1, 10)], [[10, resolved]], 10],
    [
      'none: two were sent',
      bare,
      [given(1, 10), given(2, 20)],
      [
        [10, open],
        [20, open],
      ],
      'AMBIGUOUS',
    ],
    [
      'none: two were sent, one is resolved',
      bare,
      [given(1, 10), given(2, 20)],
      [
        [10, open],
        [20, resolved],
      ],
      'AMBIGUOUS',
    ],
    ['none: the only one is resolved', bare, [given(1, 10)], [[10, resolved]], 'NOTHING_OPEN'],
    ['none: nothing was sent', bare, [], [], 'NOTHING_OPEN'],
    ['none: nothing was sent, and it is no command', undefined, [], [], 'NOTHING_OPEN'],
    ['none: nothing was sent that has the code', { ...bare, code: 1 }, [], [], 'UNKNOWN_CODE'],
    [
      'none: the only open one is one of two',
      bare,
      [given(1, 10), given(2, 20)],
      [
        [10, resolved],
        [20, open],
      ],
      'AMBIGUOUS',
    ],
    ['none: one is gone', bare, [given(1, 10), given(2, 20)], [[20, open]], 'AMBIGUOUS'],
    ['none: nobody has that code', { ...bare, code: 9 }, [given(1, 10)], [[10, open]], 'UNKNOWN_CODE'],
    ['none: that alert is gone', { ...bare, code: 1 }, [given(1, 10)], [], 'UNKNOWN_CODE'],
    ['none: no command', undefined, [given(1, 10)], [[10, open]], 'NOT_UNDERSTOOD'],
  ] as const)('%s', (_case, reply, codes, alerts, meant) => {
    const decision = decideReply(reply, [...codes], new Map(alerts as readonly (readonly [number, typeof open])[]));
    if (typeof meant === 'string') expect(decision).toEqual({ kind: 'choices', reason: meant });
    else expect(decision).toMatchObject({ kind: 'act', given: { alertId: meant } });
  });
});

describe('short codes', () => {
  const address = '+491';

  it('are one digit for nine alerts, then two; the same for the same alert', () => {
    let conversation: Conversation | undefined;
    const codes = [];
    for (const alertId of [10, 20, 30, 10, 40, 50, 60, 70, 80, 90, 100, 110]) {
      const answer = giveCodes(conversation, { address, alertIds: [alertId], userId: 1 }, tenOClock);
      conversation = answer.conversation;
      codes.push(answer.codes.get(alertId));
    }
    expect(codes).toEqual([1, 2, 3, 1, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it('are free again after 24 hours, and not before', () => {
    const { conversation } = giveCodes(undefined, { address, alertIds: [10], userId: 1 }, tenOClock);
    const later = (seconds: number) => plus(tenOClock, { hours: 24, seconds });
    expect(giveCodes(conversation, { address, alertIds: [20], userId: 1 }, later(-1)).codes.get(20)).toBe(2);
    expect(giveCodes(conversation, { address, alertIds: [20], userId: 1 }, later(0)).codes.get(20)).toBe(1);
    expect(codesInUse(conversation, later(0))).toEqual([]);
  });

  it('are given to several alerts of one message at once, each its own', () => {
    const first = giveCodes(undefined, { address, alertIds: [20], userId: 1 }, tenOClock);
    const { codes, conversation } = giveCodes(
      first.conversation,
      { address, alertIds: [10, 20, 30], userId: 1 },
      tenOClock,
    );
    expect([...codes]).toEqual([
      [10, 2],
      [20, 1],
      [30, 3],
    ]);
    expect(conversation.codes.map(({ alertId, code }) => [alertId, code])).toEqual([
      [10, 2],
      [20, 1],
      [30, 3],
    ]);
  });

  it('count from the last message about the alert', () => {
    const first = giveCodes(undefined, { address, alertIds: [10], userId: 1 }, tenOClock);
    const again = giveCodes(first.conversation, { address, alertIds: [10], userId: 1 }, plus(tenOClock, { hours: 20 }));
    expect(codesInUse(again.conversation, plus(tenOClock, { hours: 40 }))).toHaveLength(1);
  });
});

it('tells what is possible twenty times an hour, and the same message as often as it comes', () => {
  let window: Window | undefined;
  const twenty = [...'abcdefghijklmnopqrst'];
  const outcomes = ['a', ...twenty, 'u', 'a'].map((scope, second) => {
    const admitted = admitWithin({ most: 20, within: { hours: 1 } }, window, {
      id: 'w',
      scope,
      now: plus(tenOClock, { seconds: second }),
    });
    window = admitted ?? window;
    return admitted !== undefined;
  });
  expect(outcomes).toEqual([true, ...twenty.map(() => true), false, true]);
  expect(
    admitWithin({ most: 20, within: { hours: 1 } }, window, {
      id: 'w',
      scope: 'g',
      now: plus(tenOClock, { minutes: 61 }),
    }),
  ).toBeDefined();
});

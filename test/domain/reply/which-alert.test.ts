import { describe, expect, it } from 'vitest';
import { replyAddress, tokenOfReplyAddress } from '../../../functions/domain/reply/address.ts';
import { readCommand } from '../../../functions/domain/reply/command.ts';
import { decideReply } from '../../../functions/domain/reply/decide.ts';
import { codesInUse, giveCodes, offeredTo } from '../../../functions/domain/reply/short-codes.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import { tenOClock as now } from '../../support/factories.ts';

const aDayAgo = minus(now, { hours: 24 });
const given = (code: number, alertId: number, sentAt = now) => ({ code, alertId, userId: 1, sentAt });
const offered = (alertId: number, sentAt = now) => ({ alertId, userId: 1, sentAt });

describe('which alert a text message means', () => {
  const open = new Map([
    [7, { status: 'PENDING' as const }],
    [8, { status: 'ACCEPTED' as const }],
    [9, { status: 'RESOLVED' as const }],
  ]);
  const decide = (text: string, codes: ReturnType<typeof given>[], all: ReturnType<typeof offered>[] = []) =>
    decideReply(readCommand(text), codes, open, all);
  const choices = (reason: string) => ({ kind: 'choices', reason });

  it.each<[string, string, ReturnType<typeof given>[], ReturnType<typeof offered>[], object]>([
    [
      'the one with its code',
      'A2',
      [given(1, 7), given(2, 8)],
      [],
      { kind: 'act', command: 'ACCEPT', given: given(2, 8) },
    ],
    ['a resolved one, by its code', 'R1', [given(1, 9)], [], { kind: 'act', command: 'RESOLVE', given: given(1, 9) }],
    ['none that is gone, by its code', 'A1', [given(1, 99), given(2, 7)], [], choices('UNKNOWN_CODE')],
    [
      'the one that is there of two with the code',
      'A1',
      [given(1, 99), given(1, 7)],
      [],
      { kind: 'act', given: given(1, 7) },
    ],
    ['none with an unknown code', 'A5', [given(1, 7)], [], choices('UNKNOWN_CODE')],
    ['none with a code, where nothing was sent', 'A5', [], [], choices('UNKNOWN_CODE')],
    ['the only one', 'e', [given(1, 7)], [], { kind: 'act', command: 'ESCALATE', given: given(1, 7) }],
    ['none of two', 'A', [given(1, 7), given(2, 8)], [], choices('AMBIGUOUS')],
    ['none of two of which one is over', 'A', [given(1, 7), given(2, 9)], [], choices('AMBIGUOUS')],
    ['none that is over', 'A', [given(1, 9)], [], choices('NOTHING_OPEN')],
    ['none where nothing was sent', 'A', [], [], choices('NOTHING_OPEN')],
    ['none by talk', 'on my way', [given(1, 7)], [], choices('NOT_UNDERSTOOD')],
    ['none by talk where nothing is open', 'on my way', [given(1, 9)], [], choices('NOTHING_OPEN')],
    [
      'all that were offered',
      'A all',
      [given(1, 7)],
      [offered(7), offered(8)],
      { kind: 'accept-all', offered: [offered(7), offered(8)] },
    ],
    ['none where none were offered', 'A all', [given(1, 7)], [], choices('NOT_UNDERSTOOD')],
    ['none of all but to accept', 'R all', [given(1, 7)], [offered(7)], choices('NOT_UNDERSTOOD')],
    [
      'the only one, whatever was offered',
      'A',
      [given(1, 7)],
      [offered(7), offered(8)],
      { kind: 'act', given: given(1, 7) },
    ],
  ])('is %s: "%s"', (_which, text, codes, all, expected) => {
    expect(decide(text, codes, all)).toMatchObject(expected);
  });
});

describe('a command', () => {
  it.each<[string, object | undefined]>([
    ['A alle', { command: 'ACCEPT', all: true }],
    ['annehmen all', { command: 'ACCEPT', all: true }],
    ['E all', { command: 'ESCALATE', all: true }],
    ['all', undefined],
    ['x all', undefined],
    ['a all of them', undefined],
    ['\n\n ', undefined],
    ['', undefined],
    ['1 7', { command: 'ACCEPT', code: 7 }],
    ['3', { command: 'ESCALATE' }],
  ])('is read out of "%s"', (text, expected) => {
    expect(readCommand(text)).toEqual(expected);
  });
});

describe('short codes', () => {
  const conversation = (codes: ReturnType<typeof given>[], more: object = {}) => ({
    address: '+49',
    version: 4,
    codes,
    ...more,
  });
  const give = (known: ReturnType<typeof conversation> | undefined, alertIds: number[], all?: number[]) =>
    giveCodes(known, { address: '+49', alertIds, userId: 1, ...(all && { all }) }, now);

  it('are the smallest that no other alert of the day has, and stay with their alert', () => {
    const known = conversation([given(1, 7, minus(now, { hours: 1 })), given(3, 8), given(2, 9, aDayAgo)]);
    const { codes, conversation: next } = give(known, [10, 7]);
    expect(codes).toEqual(
      new Map([
        [10, 2],
        [7, 1],
      ]),
    );
    expect(next).toEqual({ address: '+49', version: 4, codes: [given(3, 8), given(2, 10), given(1, 7)] });
    expect(give(undefined, [7]).conversation).toEqual({ address: '+49', version: 0, codes: [given(1, 7)] });
  });

  it('mean an alert for less than a day', () => {
    const fresh = plus(aDayAgo, { milliseconds: 1 });
    expect(codesInUse(conversation([given(1, 7, aDayAgo), given(2, 8, fresh)]), now)).toEqual([given(2, 8, fresh)]);
    expect(codesInUse(undefined, now)).toEqual([]);
  });

  it('may be offered all at once, the alerts of the day, each once, the latest five hundred', () => {
    const known = conversation([], {
      offered: [offered(1, aDayAgo), offered(2, minus(now, { hours: 1 })), offered(3)],
    });
    expect(offeredTo(known, now).map(({ alertId }) => alertId)).toEqual([2, 3]);
    expect(offeredTo(undefined, now)).toEqual([]);
    expect(give(known, [], [2, 4]).conversation.offered).toEqual([offered(3), offered(2), offered(4)]);
    const many = Array.from({ length: 499 }, (_, index) => index + 10);
    expect(give(known, [], many).conversation.offered?.map(({ alertId }) => alertId)).toEqual([3, ...many]);
    expect(give(conversation([]), [7]).conversation).not.toHaveProperty('offered');
  });
});

describe('the address that replies go to', () => {
  it.each(['00', 'ff', '0102030405', 'ffffffffffff', '00000000000000000000000000000000000000000000000000000000000001'])(
    'carries %s there and back, in whatever case',
    (hex) => {
      const token = Buffer.from(hex, 'hex').toString('base64url');
      const address = replyAddress(token, 'in.example.com');
      expect(address).toMatch(/^alert\+[a-z2-7]+@in\.example\.com$/);
      expect(address.slice('alert+'.length, address.indexOf('@'))).toHaveLength(Math.ceil((hex.length * 4) / 5));
      expect(tokenOfReplyAddress(` ${address.toUpperCase()} `, 'IN.example.com')).toBe(token);
    },
  );

  it.each([
    'alert@in.example.com',
    'alert+@in.example.com',
    'alert+a1@in.example.com',
    'alert+ab@other.example.com',
    'xalert+ab@in.example.com',
    '',
  ])('is never %s', (address) => expect(tokenOfReplyAddress(address, 'in.example.com')).toBeUndefined());

  it('is never one of no domain', () => {
    expect(tokenOfReplyAddress('alert+ab', 'undefined')).toBeUndefined();
  });
});

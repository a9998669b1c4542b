import { describe, expect, it } from 'vitest';
import { closed, paceConversation } from '../../functions/domain/notification/pacing.ts';
import { hungUp, paceCall } from '../../functions/domain/notification/pacing-calls.ts';
import { pacePush } from '../../functions/domain/notification/pacing-push.ts';
import type { Window } from '../../functions/domain/notification/windows.ts';
import { type Instant, plus } from '../../functions/domain/time.ts';
import { tenOClock } from '../support/factories.ts';

const atSecond = (seconds: number): Instant => plus(tenOClock, { seconds });
const scope = 'ALERT#1';

describe('pacing of SMS, calls and e-mail', () => {
  const recipient = { channel: 'SMS', target: '+491', userId: 1, language: 'en' } as const;

  /** Lets notifications arrive, `[second, id]`, and tells what becomes of each. */
  function story(arrivals: readonly (readonly [number, number])[]) {
    let window: Window | undefined;
    return arrivals.map(([second, id]) => {
      const context = { windowId: 'w', now: atSecond(second) };
      const decision = paceConversation(window, { scope, id, alertId: id }, recipient, context);
      if (decision.kind === 'close-first') {
        window = window && { ...closed(window), version: window.version + 1 };
        return 'close-first';
      }
      if (decision.window) window = { ...decision.window, version: decision.window.version + 1 };
      return decision.kind;
    });
  }

  it.each<[string, [number, number][], string[]]>([
    [
      'the first opens a window, two more are admitted, later ones wait for the summary',
      [
        [0, 1],
        [10, 2],
        [20, 3],
        [30, 4],
        [179, 5],
      ],
      ['admit', 'admit', 'admit', 'aggregate', 'aggregate'],
    ],
    [
      'a window lasts 180 seconds from its first',
      [
        [0, 1],
        [170, 2],
        [175, 3],
        [180, 4],
        [190, 5],
        [200, 6],
        [210, 7],
      ],
      ['admit', 'admit', 'admit', 'admit', 'admit', 'admit', 'aggregate'],
    ],
    [
      'an admitted id is admitted again, even when the window is full or over',
      [
        [0, 1],
        [1, 2],
        [2, 3],
        [3, 4],
        [4, 2],
        [5, 1],
      ],
      ['admit', 'admit', 'admit', 'aggregate', 'admit', 'admit'],
    ],
    [
      'an id admitted before stays admitted in the next, full window',
      [
        [0, 1],
        [181, 2],
        [182, 3],
        [183, 4],
        [184, 1],
        [185, 5],
      ],
      ['admit', 'admit', 'admit', 'admit', 'admit', 'aggregate'],
    ],
    [
      'an aggregated id stays aggregated',
      [
        [0, 1],
        [1, 2],
        [2, 3],
        [3, 4],
        [4, 4],
      ],
      ['admit', 'admit', 'admit', 'aggregate', 'aggregate'],
    ],
    [
      'a window that owes a summary is closed before the next one opens',
      [
        [0, 1],
        [1, 2],
        [2, 3],
        [3, 4],
        [181, 5],
        [181, 5],
      ],
      ['admit', 'admit', 'admit', 'aggregate', 'close-first', 'admit'],
    ],
  ])('%s', (_case, arrivals, outcomes) => {
    expect(story(arrivals)).toEqual(outcomes);
  });

  it('is due at its end once it holds something back, and no more when closed', () => {
    const base = { id: 'w', version: 1, startedAt: tenOClock, endsAt: atSecond(180), aggregated: [] };
    const admitted = [1, 2, 3].map((id) => ({ scope, id, at: tenOClock }));
    const decision = paceConversation({ ...base, admitted }, { scope, id: 4, alertId: 9 }, recipient, {
      windowId: 'w',
      now: atSecond(5),
    });
    expect(decision).toMatchObject({
      kind: 'aggregate',
      window: { dueAt: atSecond(180), summary: recipient, aggregated: [{ scope, id: 4, alertId: 9 }] },
    });
    const window = decision.kind === 'aggregate' ? decision.window : undefined;
    expect(window && closed(window)).toEqual({ ...base, admitted });
  });
});

describe('pacing of push messages', () => {
  function story(arrivals: readonly (readonly [number, number, string])[]) {
    let window: Window | undefined;
    return arrivals.map(([second, id, digest]) => {
      const decision = pacePush(window, { scope, id, digest }, { windowId: 'p', now: atSecond(second) });
      if (decision.kind === 'drop') return decision.reason;
      window = decision.window ?? window;
      return 'admit';
    });
  }

  it.each<[string, [number, number, string][], string[]]>([
    [
      'the same content within 240 seconds is dropped',
      [
        [0, 1, 'x'],
        [239, 2, 'x'],
        [240, 3, 'x'],
      ],
      ['admit', 'DUPLICATE', 'admit'],
    ],
    [
      'the same id is no duplicate of itself',
      [
        [0, 1, 'x'],
        [100, 1, 'x'],
      ],
      ['admit', 'admit'],
    ],
    [
      'other content goes out',
      [
        [0, 1, 'x'],
        [0, 2, 'y'],
      ],
      ['admit', 'admit'],
    ],
  ])('%s', (_case, arrivals, outcomes) => {
    expect(story(arrivals)).toEqual(outcomes);
  });

  it('admits 20 different ones in 60 seconds and drops the rest', () => {
    const burst = Array.from({ length: 22 }, (_, index) => [index, index, `content ${index}`] as const);
    expect(story(burst)).toEqual([...Array(20).fill('admit'), 'TOO_MANY', 'TOO_MANY']);
    expect(story([...burst, [60, 99, 'later']]).at(-1)).toBe('admit');
  });
});

describe('calls to one number', () => {
  const context = (second: number) => ({ windowId: 'LINE#+491', now: atSecond(second) });
  const begun = paceCall(undefined, { scope, id: 1 }, context(0));
  const line = begun.kind === 'admit' ? begun.window : undefined;

  it('are made one at a time', () => {
    expect(begun.kind).toBe('admit');
    expect(paceCall(line, { scope, id: 2 }, context(10))).toEqual({ kind: 'wait', until: atSecond(15) });
    expect(paceCall(line, { scope, id: 2 }, context(178))).toEqual({ kind: 'wait', until: atSecond(180) });
  });

  it('never wait for themselves', () => {
    expect(paceCall(line, { scope, id: 1 }, context(30)).kind).toBe('admit');
  });

  it('follow each other at once when one has ended, and after three minutes when nobody says so', () => {
    const free = hungUp(line, { scope, id: 1 }, atSecond(20));
    expect(paceCall(free, { scope, id: 2 }, context(20)).kind).toBe('admit');
    expect(paceCall(line, { scope, id: 2 }, context(180)).kind).toBe('admit');
  });

  it('are not ended by another call', () => {
    expect(hungUp(line, { scope, id: 2 }, atSecond(20))).toBeUndefined();
    expect(hungUp(undefined, { scope, id: 1 }, atSecond(20))).toBeUndefined();
  });
});

it('a storm beyond measure is held back without growing the window further', () => {
  const aggregated = Array.from({ length: 500 }, (_, id) => ({ scope, id: id + 10, alertId: id + 10 }));
  const admitted = [1, 2, 3].map((id) => ({ scope, id, at: tenOClock }));
  const window = { id: 'w', version: 9, startedAt: tenOClock, endsAt: atSecond(180), admitted, aggregated };
  const recipient = { channel: 'SMS', target: '+491', userId: 1, language: 'en' } as const;
  const decision = paceConversation(window, { scope, id: 4, alertId: 9 }, recipient, {
    windowId: 'w',
    now: atSecond(9),
  });
  expect(decision).toEqual({ kind: 'aggregate' });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../../../web/client/error.ts';
import { createDeeds } from '../../../web/screens/alerts/deeds.ts';
import type { Alert, Deed } from '../../../web/screens/alerts/model.ts';

const answered = { id: 7, status: 'ACCEPTED' } as Alert;
const since = '2026-11-29T10:00:00.000Z';
let sent: string[];
let answers: (() => Promise<Alert>)[];

const noNetwork = () => Promise.reject(new ApiError(0, 'no answer', 'UNREACHABLE'));
const refused = () => Promise.reject(new ApiError(409, 'is resolved already', 'CONFLICT'));

function deeds() {
  const done: (Alert | undefined)[] = [];
  const made = createDeeds({
    send: (id: number, { kind }: Deed) => {
      sent.push(`${kind} ${id}`);
      return answers.shift()?.() ?? Promise.resolve(answered);
    },
    onDone: (alert) => done.push(alert),
  });
  return { ...made, done };
}

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  answers = [];
});
afterEach(() => vi.useRealTimers());

describe('what somebody does to an alert', () => {
  it('is sent at once, and shows until it is answered', async () => {
    const { start, all, done } = deeds();
    const outcome = start(7, { kind: 'accept' }, since);
    expect([sent, all().get(7)]).toEqual([['accept 7'], { deed: { kind: 'accept' }, since }]);
    expect(await outcome).toBe(answered);
    expect([all().size, done]).toEqual([0, [answered]]);
  });

  it('can be taken back for some seconds where it cannot be undone', async () => {
    const { start, takeBack, all } = deeds();
    const outcome = start(7, { kind: 'resolve' }, since);
    await vi.advanceTimersByTimeAsync(4_000);
    expect([sent, all().get(7)?.sentAt]).toEqual([[], Date.now() + 1_000]);
    takeBack(7);
    expect(await outcome).toBeUndefined();
    await vi.advanceTimersByTimeAsync(10_000);
    expect([sent, all().size]).toEqual([[], 0]);
  });

  it('is sent when the seconds are over, or at once when the window closes', async () => {
    const { start, hurry } = deeds();
    void start(7, { kind: 'resolve' }, since);
    void start(8, { kind: 'escalate' }, since);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(sent).toEqual([]);
    hurry();
    expect(sent).toEqual(['resolve 7', 'escalate 8']);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sent.length).toBe(2);
  });

  it('takes the place of what waits for the same alert', async () => {
    const { start } = deeds();
    const first = start(7, { kind: 'resolve' }, since);
    await start(7, { kind: 'accept' }, since);
    expect(await first).toBeUndefined();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sent).toEqual(['accept 7']);
  });

  it('is tried again where there is no network, if that does no harm', async () => {
    const { start } = deeds();
    answers = [noNetwork, noNetwork];
    const outcome = start(7, { kind: 'accept' }, since);
    await vi.advanceTimersByTimeAsync(5_000);
    expect([await outcome, sent]).toEqual([answered, ['accept 7', 'accept 7', 'accept 7']]);
    answers = [noNetwork];
    await expect(start(8, { kind: 'snooze', until: since }, since)).rejects.toThrow('no answer');
    expect(sent.length).toBe(4);
  });

  it('is gone with its reason when it is refused', async () => {
    const { start, all, done } = deeds();
    answers = [refused];
    await expect(start(7, { kind: 'accept' }, since)).rejects.toThrow('is resolved already');
    expect([sent, all().size, done]).toEqual([['accept 7'], 0, [undefined]]);
  });

  it('tells who listens', async () => {
    const { start, onChange } = deeds();
    let told = 0;
    const stop = onChange(() => {
      told += 1;
    });
    await start(7, { kind: 'accept' }, since);
    stop();
    await start(7, { kind: 'accept' }, since);
    expect(told).toBe(2);
  });
});

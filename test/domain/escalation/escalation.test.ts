import { describe, expect, it } from 'vitest';
import {
  firstEscalation,
  isDue,
  nextGeneration,
  nextRun,
  stopped,
  waitUntil,
} from '../../../functions/domain/escalation/escalation.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import { anEscalation, at, tenOClock } from '../../support/factories.ts';

const fraction = at('2026-11-21T10:00:00.250Z');
const nextSecond = at('2026-11-21T10:00:01Z');

describe('a new escalation', () => {
  it('waits for its first level at a whole second, rounded up', () => {
    expect(firstEscalation(fraction, tenOClock)).toEqual({
      run: 1,
      generation: 1,
      stepId: 0,
      pass: 0,
      level: -1,
      nextLevelAt: nextSecond,
      nextAt: nextSecond,
      takenUntil: tenOClock,
      turns: 0,
    });
    expect(firstEscalation(tenOClock, tenOClock).nextAt).toBe(tenOClock);
  });

  it('with fixed responders knows them', () => {
    expect(firstEscalation(tenOClock, tenOClock, [3, 2]).responders).toEqual([3, 2]);
    expect(firstEscalation(tenOClock, tenOClock)).not.toHaveProperty('responders');
  });
});

describe('a new run', () => {
  const before = anEscalation({
    run: 4,
    generation: 6,
    stepId: 9,
    pass: 2,
    level: 1,
    turns: 77,
    responders: [1],
    takenUntil: minus(tenOClock, { minutes: 5 }),
    restarts: { stepId: 9, count: 2, notBefore: tenOClock },
  });

  it('voids what was planned, under a new execution, and starts at the level it is told', () => {
    expect(nextRun(before, { level: 2, startAt: fraction })).toEqual({
      run: 5,
      generation: 7,
      stepId: 10,
      pass: 0,
      level: 1,
      nextLevelAt: nextSecond,
      nextAt: nextSecond,
      takenUntil: fraction,
      turns: 0,
    });
  });

  it('takes nothing twice: what was taken already stays taken', () => {
    const takenUntil = plus(tenOClock, { seconds: 30 });
    expect(nextRun({ ...before, takenUntil }, { level: 0, startAt: tenOClock }).takenUntil).toBe(takenUntil);
  });

  it('for chosen people has them as its only level', () => {
    expect(nextRun(before, { level: 0, startAt: tenOClock, responders: [8, 9] })).toMatchObject({
      level: -1,
      responders: [8, 9],
    });
  });
});

it('a new generation is the same run under a fresh execution', () => {
  const before = anEscalation({ run: 2, generation: 3, stepId: 7, turns: 500 });
  expect(nextGeneration(before)).toEqual({ ...before, generation: 4, turns: 0 });
});

describe('a stopped escalation', () => {
  const running = anEscalation({ restarts: { stepId: 1, count: 1, notBefore: tenOClock } });

  it('has nothing to come, and knows when it ended', () => {
    const ended = stopped(running, tenOClock);
    expect(ended).toMatchObject({ run: 1, generation: 1, endedAt: tenOClock });
    for (const name of ['nextAt', 'nextLevelAt', 'restarts']) expect(ended).not.toHaveProperty(name);
  });

  it('that is stopped again ended the first time', () => {
    expect(stopped(stopped(running, tenOClock), plus(tenOClock, { hours: 1 })).endedAt).toBe(tenOClock);
  });
});

describe('an execution', () => {
  const waiting = (nextAt: string | undefined) =>
    waitUntil({ escalation: { ...anEscalation(), nextAt: nextAt === undefined ? undefined : at(nextAt) } }, fraction);

  it.each([
    ['until the next thing is due', '2026-11-21T15:00:00Z', '2026-11-21T15:00:00Z'],
    ['up to twelve hours', '2026-11-21T22:00:00Z', '2026-11-21T22:00:00Z'],
    ['not longer than twelve hours in one turn, to a whole second', '2026-11-23T00:00:00Z', '2026-11-21T22:00:01Z'],
  ])('waits %s', (_case, nextAt, expected) => {
    expect(waiting(nextAt)).toBe(at(expected));
  });

  it('waits for nothing when nothing is to come', () => {
    expect(waiting(undefined)).toBeUndefined();
  });
});

it.each([
  ['2026-11-21T10:00:01.001Z', false],
  ['2026-11-21T10:00:01.000Z', true],
  ['2026-11-21T10:00:00.000Z', true],
  ['2026-11-21T09:00:00.000Z', true],
])('at ten o’clock what is meant for %s is due: %s', (time, expected) => {
  expect(isDue(at(time), tenOClock)).toBe(expected);
  expect(isDue(undefined, tenOClock)).toBe(false);
});

import { describe, expect, it } from 'vitest';
import { afterFailure } from '../../../functions/domain/escalation/watchdog.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import { anEscalation, aPolicy, tenOClock } from '../../support/factories.ts';

const policy = aPolicy([[1], [2], [3]]);

/** What becomes of an escalation whose step fails so often in a row, with `policy` when it fails for the last time. */
function failing(
  times: number,
  facts: Parameters<typeof anEscalation>[0] = {},
  read: typeof policy | undefined = policy,
) {
  const before = minus(tenOClock, { minutes: 5 });
  let escalation = anEscalation({ stepId: 4, level: 0, nextAt: before, nextLevelAt: before, ...facts });
  const outcomes = [];
  for (let time = 0; time < times; time++) {
    const outcome = afterFailure(escalation, read, tenOClock);
    outcomes.push(outcome);
    escalation = outcome.escalation;
  }
  return { escalation, outcomes };
}

describe('a step that fails whenever it is taken', () => {
  it('is looked at again after one minute, then after two, and is given up the third time', () => {
    const { outcomes } = failing(3);
    expect(outcomes.map(({ givenUp }) => givenUp)).toEqual([false, false, true]);
    expect(outcomes.map(({ escalation }) => escalation.restarts)).toEqual([
      { stepId: 4, count: 1, notBefore: plus(tenOClock, { minutes: 1 }) },
      { stepId: 4, count: 2, notBefore: plus(tenOClock, { minutes: 2 }) },
      undefined,
    ]);
  });

  it('stays where it is until it is given up', () => {
    const before = anEscalation({ stepId: 4, level: 0 });
    const { restarts: _counted, ...rest } = afterFailure(before, policy, tenOClock).escalation;
    expect(rest).toEqual(before);
  });

  it('makes room for the next level, at once, as a step of its own', () => {
    expect(failing(3).escalation).toMatchObject({
      stepId: 5,
      pass: 0,
      level: 1,
      nextLevelAt: tenOClock,
      nextAt: tenOClock,
    });
  });

  it('counts anew when another step fails', () => {
    const earlier = { stepId: 3, count: 2, notBefore: tenOClock };
    const { outcomes } = failing(1, { restarts: earlier });
    expect(outcomes[0]).toMatchObject({ givenUp: false, escalation: { restarts: { stepId: 4, count: 1 } } });
  });

  it.each([
    ['the last level but one', { pass: 0, level: 1 }, { repeating: true, frequency: 2 }, { pass: 0, level: 2 }],
    ['the last level', { pass: 0, level: 2 }, { repeating: true, frequency: 2 }, { pass: 1, level: 0 }],
    [
      'the last level of the last pass but one',
      { pass: 1, level: 2 },
      { repeating: true, frequency: 2 },
      { pass: 2, level: 0 },
    ],
    [
      'the last level of the last pass',
      { pass: 2, level: 2 },
      { repeating: true, frequency: 2 },
      { pass: 2, level: 3 },
    ],
    ['the last level of a policy that does not repeat', { pass: 0, level: 2 }, { frequency: 9 }, { pass: 0, level: 3 }],
  ])('after %s goes on where the policy does', (_case, position, facts, expected) => {
    const repeating = aPolicy([[1], [2], [3]], facts);
    expect(failing(3, position, repeating).escalation).toMatchObject(expected);
  });

  it('goes on to the next level of this pass when nobody can say whether there is another', () => {
    let escalation = anEscalation({ stepId: 4, pass: 1, level: 2 });
    for (let time = 0; time < 3; time++) escalation = afterFailure(escalation, undefined, tenOClock).escalation;
    expect(escalation).toMatchObject({ pass: 1, level: 3 });
  });
});

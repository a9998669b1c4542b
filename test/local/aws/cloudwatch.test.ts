import { describe, expect, it } from 'vitest';
import { readAlarm } from '../../../local/aws/cloudwatch/alarm.ts';
import { compileExpression } from '../../../local/aws/cloudwatch/expression.ts';
import { keepHistory } from '../../../local/aws/cloudwatch/history.ts';

describe('metric math', () => {
  it.each([
    ['a + 3 * b', { a: 1, b: 2 }, 7],
    ['(a + 3) * b', { a: 1, b: 2 }, 8],
    ['a - b - 1', { a: 5, b: 2 }, 2],
    ['a + b', { a: 1 }, undefined],
    ['FILL(a, 0) + FILL(b, 4)', { a: 1 }, 5],
    ['IF(a > 2 OR b == 1, 10, 20)', { a: 1, b: 1 }, 10],
    ['IF(a > 2 AND b == 1, 10, 20)', { a: 1, b: 1 }, 20],
    ['IF(FILL(a, 0) > 0 AND (b <= 1 OR b != 2), 1, 0)', { a: 1, b: 3 }, 1],
    ['a >= 2', { a: 2 }, 1],
  ])('%s with %j is %s', (text, values, expected) => {
    expect(compileExpression(text)(new Map(Object.entries(values)))).toBe(expected);
  });

  it.each(['RATE(a)', 'a +', 'a b', '(a', 'a ^ 2', 'IF(a, 1)'])('refuses what it does not know: %s', (text) => {
    expect(() => compileExpression(text)).toThrow('metric math');
  });
});

const minute = 60_000;
const properties = {
  AlarmDescription: 'Something is lost. What to do: docs/runbook.md#it',
  Namespace: 'Tocsin',
  MetricName: 'Done',
  Dimensions: [{ Name: 'service', Value: 'tocsin-local' }],
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 3,
  DatapointsToAlarm: 2,
  Threshold: 1,
  ComparisonOperator: 'LessThanThreshold',
  TreatMissingData: 'breaching',
};

/** The state of an alarm three minutes after the start, with these counts measured at these minutes. */
function stateAfter(changes: object, counts: readonly (readonly [minutes: number, value: number])[]) {
  const history = keepHistory();
  for (const [minutes, value] of counts) {
    const dimensions = { service: 'tocsin-local' };
    history.add({ namespace: 'Tocsin', name: 'Done', dimensions, value, at: minutes * minute });
  }
  return readAlarm({ name: 'it', properties: { ...properties, ...changes } }).evaluate(history, 3 * minute).state;
}

describe('an alarm', () => {
  it('rings when enough periods are bad, silence counting as it says', () => {
    expect(
      stateAfter({}, [
        [0, 1],
        [1, 1],
      ]),
    ).toBe('OK');
    expect(stateAfter({}, [[0, 1]])).toBe('ALARM');
    expect(stateAfter({ TreatMissingData: 'notBreaching' }, [[0, 1]])).toBe('OK');
    expect(stateAfter({ TreatMissingData: 'missing' }, [])).toBe('INSUFFICIENT_DATA');
  });

  it('adds up, or takes the largest, within each period', () => {
    const counts = [
      [2.1, 2],
      [2.2, 2],
    ] as const;
    const loud = {
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Threshold: 4,
      DatapointsToAlarm: 1,
      TreatMissingData: 'notBreaching',
    };
    expect(stateAfter(loud, counts)).toBe('ALARM');
    expect(stateAfter({ ...loud, Statistic: 'Maximum' }, counts)).toBe('OK');
  });

  it('reads only the metric with exactly its dimensions', () => {
    expect(
      stateAfter({ Dimensions: [{ Name: 'service', Value: 'other' }] }, [
        [0, 1],
        [1, 1],
        [2, 1],
      ]),
    ).toBe('ALARM');
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { everything, templatesOf } from './synthesize.ts';

const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
const alarms = Object.values(templatesOf(everything))
  .flatMap((template) => Object.values(template.findResources('AWS::CloudWatch::Alarm')))
  .map(({ Properties }) => ({ ...Properties, short: String(Properties.AlarmName).replace('tocsin-test-', '') }));
const named = (name: string) => alarms.find(({ short }) => short === name);

describe('alarms', () => {
  it.each(alarms.map((alarm) => [alarm.short, alarm]))(
    '%s tells what people lose, tells the operators, and has a section in the runbook',
    (name, alarm) => {
      expect(alarm.AlarmDescription).toMatch(/^[A-Z].{30,}\. What to do: docs\/runbook\.md#/);
      expect(alarm.AlarmDescription).toContain(`docs/runbook.md#${name}`);
      expect(JSON.stringify(alarm.AlarmActions)).toContain('OperatorsTopic');
      expect(runbook).toMatch(new RegExp(`^### ${name}$`, 'm'));
    },
  );

  it('ring for each queue: messages put aside, and messages that wait', () => {
    for (const queue of ['events', 'notifications', 'notifications-voice', 'inbound']) {
      expect(named(`${queue}-dead-letters`)).toMatchObject({
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Threshold: 1,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      });
      expect(named(`${queue}-late`)).toMatchObject({ MetricName: 'ApproximateAgeOfOldestMessage', Period: 60 });
    }
  });

  it.each([
    ['tick-silent', 'TickCompleted', 60],
    ['canary-silent', 'CanarySucceeded', 300],
  ])('%s rings after three silent periods', (name, MetricName, Period) => {
    expect(named(name)).toMatchObject({
      MetricName,
      Period,
      Namespace: 'Tocsin',
      Dimensions: [{ Name: 'service', Value: 'tocsin-test' }],
      EvaluationPeriods: 3,
      DatapointsToAlarm: 3,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
  });

  it('wait for three rounds of the canary, however long a round is', () => {
    const slow = templatesOf({ ...everything, canaryMinutes: 15 });
    slow.edge.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'tocsin-test-canary-silent',
      Period: 900,
      EvaluationPeriods: 3,
    });
    slow.edge.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(15 minutes)' });
  });

  it('otherwise take silence for peace', () => {
    const loud = alarms.filter(({ TreatMissingData }) => TreatMissingData !== 'notBreaching');
    expect(loud.map(({ short }) => short).sort()).toEqual(['canary-silent', 'tick-silent']);
  });

  it('read at most 27 metrics, each of which costs money (docs/cost.md)', () => {
    const read = alarms.map(({ Metrics }) =>
      (Metrics ?? [{}]).filter(({ Expression }: { Expression?: string }) => !Expression),
    );
    expect(read.flat().length).toBeLessThanOrEqual(27);
  });
});

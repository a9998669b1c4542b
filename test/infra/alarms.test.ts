import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { embeddedMetrics } from '../../functions/platform/metrics.ts';
import { readEmbeddedMetrics } from '../../local/runtime/metrics.ts';
import { everything, templatesOf } from './synthesize.ts';

const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
// biome-ignore lint/suspicious/noExplicitAny: alarms as CloudFormation has them
const alarmsWith = (options: object): any[] =>
  Object.values(templatesOf({ ...options }))
    .flatMap((template) => Object.values(template.findResources('AWS::CloudWatch::Alarm')))
    .map(({ Properties }) => ({ ...Properties, short: String(Properties.AlarmName).replace('tocsin-test-', '') }));
const complete = alarmsWith(everything);
const { smsIdentity: _own, ...withoutNumber } = everything;
const forSns = alarmsWith({ ...withoutNumber, smsSpendQuota: 50 }).filter(({ short }) => short.startsWith('sms-'));
const alarms = [...complete, ...forSns];
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
    ['tick-silent', 'TickCompleted', 60, 3],
    ['canary-silent', 'CanarySucceeded', 600, 2],
  ])('%s rings for silence in each of the last periods', (name, MetricName, Period, periods) => {
    expect(named(name)).toMatchObject({
      MetricName,
      Period,
      Namespace: 'Tocsin',
      Dimensions: [{ Name: 'service', Value: 'tocsin-test' }],
      EvaluationPeriods: periods,
      DatapointsToAlarm: periods,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
  });

  it('wait for two rounds of the canary, however long a round is', () => {
    const slow = templatesOf({ ...everything, canaryMinutes: 15 });
    slow.edge.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'tocsin-test-canary-silent',
      Period: 900,
      EvaluationPeriods: 2,
    });
    slow.edge.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(15 minutes)' });
  });

  it('otherwise take silence for peace', () => {
    const loud = alarms.filter(({ TreatMissingData }) => TreatMissingData !== 'notBreaching');
    expect(loud.map(({ short }) => short).sort()).toEqual(['canary-silent', 'changes-unread', 'tick-silent']);
  });

  it('read at most 22 metrics, each of which costs money (docs/cost.md)', () => {
    expect(complete.flatMap(metricsOf).length).toBeLessThanOrEqual(22);
  });

  it('tell where SNS sends texts that they will vanish, and that they have', () => {
    expect(forSns).toMatchObject([
      { short: 'sms-spend', MetricName: 'SMSMonthToDateSpentUSD', Statistic: 'Maximum', Threshold: 40 },
      { short: 'sms-fails', MetricName: 'NumberOfNotificationsFailed', Statistic: 'Sum', Threshold: 1 },
    ]);
    expect(complete.filter(({ short }) => short.startsWith('sms-'))).toEqual([]);
  });

  it('tell of a flood of requests', () => {
    expect(named('requests-many')).toMatchObject({ MetricName: 'Count', Period: 300, Threshold: 100_000 });
  });
});

interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: readonly { readonly Name: string; readonly Value: unknown }[];
  readonly period: number;
}

/** The metrics that an alarm reads, by themselves or in an expression. */
// biome-ignore lint/suspicious/noExplicitAny: an alarm as CloudFormation has it
function metricsOf(alarm: any): Metric[] {
  const stats = alarm.Metrics?.flatMap(({ MetricStat }: { MetricStat?: object }) => MetricStat ?? []);
  return (stats ?? [{ Metric: alarm, Period: alarm.Period }]).map(
    // biome-ignore lint/suspicious/noExplicitAny: see above
    ({ Metric, Period }: any): Metric => ({
      namespace: Metric.Namespace,
      name: Metric.MetricName,
      dimensions: Metric.Dimensions ?? [],
      period: Period,
    }),
  );
}

describe('an alarm sees data that come late', () => {
  const latest = 300;

  it.each(alarms.map((alarm) => [alarm.short, alarm]))('%s', (_name, alarm) => {
    const periods = new Set(metricsOf(alarm).map(({ period }) => period));
    expect(periods.size).toBe(1);
    const [period = 0] = periods;
    const { EvaluationPeriods, DatapointsToAlarm, TreatMissingData } = alarm;
    if (TreatMissingData === 'breaching') {
      // Silence is asked for in several periods: that the data of the last one are late rings nothing.
      expect(EvaluationPeriods).toBe(DatapointsToAlarm);
      expect(EvaluationPeriods).toBeGreaterThanOrEqual(2);
      expect(EvaluationPeriods * period - period).toBeGreaterThanOrEqual(120);
      expect(JSON.stringify(alarm.Metrics ?? '')).not.toContain('FILL');
    } else {
      // What is filled in with 0 until it comes is looked at again in the next periods.
      expect((EvaluationPeriods - 1) * period).toBeGreaterThanOrEqual(latest);
      expect(DatapointsToAlarm).toBeLessThanOrEqual(2);
    }
    expect(EvaluationPeriods * period).toBeLessThanOrEqual(86_400);
  });
});

/** What AWS calls the metrics that we read, and by what it tells them apart: from the documentation of each service. */
const metricsOfAws: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'AWS/SQS': { ApproximateNumberOfMessagesVisible: ['QueueName'], ApproximateAgeOfOldestMessage: ['QueueName'] },
  'AWS/Lambda': { Errors: ['FunctionName'], Invocations: ['FunctionName'], IteratorAge: ['FunctionName'] },
  'AWS/States': { ExecutionsFailed: ['StateMachineArn'] },
  'AWS/ApiGateway': { Count: ['ApiId'], '5xx': ['ApiId'] },
  'AWS/SNS': { SMSMonthToDateSpentUSD: [], NumberOfNotificationsFailed: ['PhoneNumber'] },
};

describe('an alarm reads a metric that exists, with the dimensions that it has', () => {
  const sources = new URL('../../functions/', import.meta.url);
  const code = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(new URL(file, sources), 'utf8'))
    .join('\n');
  /** How the code counts a metric: with further dimensions or without. */
  const counted = (name: string) =>
    [...code.matchAll(new RegExp(`metrics\\.(?:count|seconds)\\('${name}'([^;]*)\\);`, 'g'))].map(
      ([, rest = '']) => rest,
    );

  it.each(alarms.map((alarm) => [alarm.short, alarm]))('%s', (_name, alarm) => {
    for (const { namespace, name, dimensions } of metricsOf(alarm)) {
      const names = dimensions.map(({ Name }) => Name);
      if (namespace !== 'Tocsin') {
        expect({ namespace, name, names }).toEqual({ namespace, name, names: metricsOfAws[namespace]?.[name] });
        continue;
      }
      expect(dimensions).toEqual([{ Name: 'service', Value: 'tocsin-test' }]);
      expect([name, counted(name).length > 0]).toEqual([name, true]);
      // A metric with one more dimension is another metric, which no alarm reads.
      expect(counted(name).filter((rest) => rest.includes('{'))).toEqual([]);
    }
  });

  it("and the functions' own lines have that namespace and dimension", () => {
    vi.stubEnv('STAGE', 'test');
    const written = vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
    embeddedMetrics().count('TickCompleted');
    const lines = written.mock.calls.map(([text]) => String(text));
    written.mockRestore();
    vi.unstubAllEnvs();
    expect(lines.flatMap(readEmbeddedMetrics)).toEqual([
      { namespace: 'Tocsin', name: 'TickCompleted', dimensions: { service: 'tocsin-test' }, value: 1 },
    ]);
  });
});

import type { Alarms } from '../../alarms.ts';
import type { Deployment } from '../../deployment.ts';
import { answerJson, type JsonBody, requiredText, unknownOperation } from '../../outbox/wire.ts';
import type { AwsService } from '../service.ts';

interface Dependencies {
  readonly deployment: Deployment;
  /** There once the account is open. */
  readonly alarms: () => Alarms | undefined;
}

/** CloudWatch: the alarms as they are, and the metrics of the last hour. */
export function createCloudWatch({ deployment, alarms }: Dependencies): AwsService {
  function describeAlarms(body: JsonBody): object {
    const prefix = String(body.AlarmNamePrefix ?? '');
    const actions = new Map(deployment.alarms.map(({ name, properties }) => [name, properties.AlarmActions]));
    const all = alarms()?.list() ?? [];
    const MetricAlarms = all
      .filter(({ name }) => name.startsWith(prefix))
      .map(({ name, state, impact, since }) => ({
        AlarmName: name,
        AlarmDescription: impact,
        AlarmActions: actions.get(name) ?? [],
        ActionsEnabled: true,
        StateValue: state,
        StateUpdatedTimestamp: Date.parse(since) / 1000,
      }));
    return { MetricAlarms, CompositeAlarms: [] };
  }

  function statistics(body: JsonBody): object {
    const seconds = Number(body.Period);
    const statistic = String((body.Statistics as readonly string[] | undefined)?.[0] ?? 'Sum');
    const dimensions = (body.Dimensions as readonly { Name: string; Value: string }[] | undefined) ?? [];
    const query = {
      namespace: requiredText(body, 'Namespace'),
      name: requiredText(body, 'MetricName'),
      dimensions: Object.fromEntries(dimensions.map(({ Name, Value }) => [Name, Value])),
      statistic,
    };
    const [start, end] = [millisecondsOf(body.StartTime), millisecondsOf(body.EndTime)];
    const measured = alarms()?.measured(query, { start, end, period: seconds * 1000 }) ?? [];
    const Datapoints = measured.map(({ at, value }) => ({ Timestamp: at / 1000, [statistic]: value, Unit: 'Count' }));
    return { Label: query.name, Datapoints };
  }

  return {
    service: 'cloudwatch',
    permissions: ({ action }) => [{ action: `cloudwatch:${action}`, resource: '*' }],
    handle: (request) =>
      answerJson(request, (body) => {
        if (request.action === 'DescribeAlarms') return describeAlarms(body);
        if (request.action === 'GetMetricStatistics') return statistics(body);
        throw unknownOperation(request);
      }),
    reset: async () => {},
    close: async () => {},
  };
}

const millisecondsOf = (time: unknown): number => (typeof time === 'number' ? time * 1000 : Date.parse(String(time)));

import type { Template } from 'aws-cdk-lib/assertions';
import { everything, templatesOf } from '../infra/synthesize.ts';
import type { Resources, Tally } from './counts.ts';

interface Found {
  readonly type: string;
  readonly id: string;
  // biome-ignore lint/suspicious/noExplicitAny: templates have as many shapes as there are resources
  readonly properties: any;
}

/** What a deployment with every option in use consists of, counted in its templates. */
export function countResources(): Resources {
  const all = Object.values(templatesOf(everything)).flatMap(resourcesOf);
  const of = (type: string) => all.filter((resource) => resource.type === type).map(({ properties }) => properties);
  const alarms = of('AWS::CloudWatch::Alarm');
  const metricsOf = ({ Metrics }: { Metrics?: readonly { Expression?: string }[] }) =>
    Metrics?.filter(({ Expression }) => Expression === undefined).length ?? 1;
  const isFifo = new Map(
    all.filter(({ type }) => type === 'AWS::SQS::Queue').map(({ id, properties }) => [id, Boolean(properties.FifoQueue)]),
  );
  const polled = of('AWS::Lambda::EventSourceMapping').flatMap(({ EventSourceArn }) => {
    const queue = [...isFifo.keys()].find((id) => JSON.stringify(EventSourceArn).includes(`"${id}"`));
    return queue === undefined ? [] : [isFifo.get(queue)];
  });
  return {
    alarms: alarms.length,
    alarmMetrics: alarms.reduce((sum, alarm) => sum + metricsOf(alarm), 0),
    secrets: of('AWS::SecretsManager::Secret').length,
    polledQueues: { fifo: polled.filter(Boolean).length, standard: polled.filter((fifo) => !fifo).length },
    memory: Object.fromEntries(
      of('AWS::Lambda::Function').map((each) => [each.FunctionName.replace('tocsin-test-', ''), each.MemorySize]),
    ),
    logDays: Math.max(...of('AWS::Logs::LogGroup').map(({ RetentionInDays }) => RetentionInDays)),
    types: tallyOf(all.map(({ type }) => type)),
  };
}

const resourcesOf = (template: Template): Found[] =>
  Object.entries(template.toJSON().Resources as Record<string, { Type: string; Properties: unknown }>).map(
    ([id, { Type, Properties }]) => ({ id, type: Type, properties: Properties }),
  );

function tallyOf(names: readonly string[]): Tally {
  const tally: Record<string, number> = {};
  for (const name of [...names].sort()) tally[name] = (tally[name] ?? 0) + 1;
  return tally;
}

import type { Template } from 'aws-cdk-lib/assertions';
import { everything, everythingButCalls, templatesOf } from '../infra/synthesize.ts';
import type { Counted, Resources } from './counts.ts';

interface Found {
  readonly type: string;
  readonly id: string;
  // biome-ignore lint/suspicious/noExplicitAny: templates have as many shapes as there are resources
  readonly properties: any;
}

const foundIn = (options: object): readonly Found[] => Object.values(templatesOf({ ...options })).flatMap(resourcesOf);
const complete = foundIn(everything);

/** The CloudFormation types that a deployment with every option in use has. */
export const resourceTypes: readonly string[] = [...new Set(complete.map(({ type }) => type))].sort();

/** What such a deployment and one without calls consist of. */
export const countResources = (): Pick<Counted, 'resources' | 'withoutCalls'> => ({
  resources: countOf(complete),
  withoutCalls: countOf(foundIn(everythingButCalls)),
});

/** What is billed of a deployment; what runs in deploys and by hand is left out. */
function countOf(found: readonly Found[]): Resources {
  const of = (type: string) => found.filter((resource) => resource.type === type).map(({ properties }) => properties);
  const alarms = of('AWS::CloudWatch::Alarm');
  const functions = of('AWS::Lambda::Function').map((each) => ({ ...each, name: nameOf(each.FunctionName) }));
  const atWork = functions.filter(
    ({ name }) => !['activate-mail', 'set-up', 'publish-console', 'after-restore'].includes(name),
  );
  return {
    alarms: alarms.length,
    alarmMetrics: alarms.reduce((sum, alarm) => sum + metricsOf(alarm), 0),
    secrets: of('AWS::SecretsManager::Secret').length,
    polledQueues: polledQueues(found),
    memory: Object.fromEntries(atWork.map(({ name, MemorySize }) => [name, MemorySize])),
    traced: atWork.filter(({ TracingConfig }) => TracingConfig?.Mode === 'Active').map(({ name }) => name),
    logDays: Math.max(...of('AWS::Logs::LogGroup').map(({ RetentionInDays }) => RetentionInDays)),
  };
}

const nameOf = (functionName: string): string => functionName.replace('tocsin-test-', '');

/** An alarm is billed for each metric it reads. */
const metricsOf = ({ Metrics }: { readonly Metrics?: readonly { readonly Expression?: string }[] }): number =>
  Metrics?.filter(({ Expression }) => Expression === undefined).length ?? 1;

function polledQueues(found: readonly Found[]): Resources['polledQueues'] {
  const counts = { fifo: 0, standard: 0, limited: 0 };
  const mappings = found.filter(({ type }) => type === 'AWS::Lambda::EventSourceMapping');
  for (const { EventSourceArn, ScalingConfig } of mappings.map(({ properties }) => properties)) {
    const arn = JSON.stringify(EventSourceArn);
    const queue = found.find(({ type, id }) => type === 'AWS::SQS::Queue' && arn.includes(`"${id}"`));
    if (queue === undefined) continue;
    const kind = queue.properties.FifoQueue ? 'fifo' : ScalingConfig === undefined ? 'standard' : 'limited';
    counts[kind] += 1;
  }
  return counts;
}

function resourcesOf(template: Template): Found[] {
  const resources = template.toJSON().Resources as Record<string, { Type: string; Properties: unknown }>;
  return Object.entries(resources).map(([id, { Type, Properties }]) => ({ id, type: Type, properties: Properties }));
}

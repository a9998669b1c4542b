import type {
  DeployedEventDestination,
  DeployedEventSource,
  DeployedFunction,
  DeployedRule,
  Deployment,
} from '../../deployment.ts';
import { number, optional, record, records, text, texts } from './properties.ts';
import type { Resource } from './stack.ts';

type OfType = (...types: string[]) => readonly Resource[];
type ShortNameOf = (text: string) => string | undefined;
type Eventing = Pick<Deployment, 'subscriptions' | 'eventDestinations' | 'rules' | 'eventSources' | 'customResources'>;

/** What leads from one resource to another: subscriptions, destinations, rules, event sources, custom resources. */
export function deployEventing(
  resources: readonly Resource[],
  ofType: OfType,
  shortNameOf: ShortNameOf,
  functions: readonly DeployedFunction[],
): Eventing {
  return {
    subscriptions: ofType('AWS::SNS::Subscription').map(({ properties }) => ({
      topicArn: text(properties.TopicArn) ?? '',
      protocol: text(properties.Protocol) ?? '',
      endpoint: text(properties.Endpoint) ?? '',
      rawMessageDelivery: String(properties.RawMessageDelivery) === 'true',
    })),
    eventDestinations: [
      ...ofType('AWS::SES::ConfigurationSetEventDestination').flatMap(mailDestination),
      ...ofType('AWS::SMSVOICE::ConfigurationSet').flatMap(phoneDestinations),
    ],
    rules: [
      ...ofType('AWS::Events::Rule').filter(isOn).map(deployedRule),
      ...ofType('AWS::Scheduler::Schedule').filter(isOn).map(deployedSchedule),
    ],
    eventSources: ofType('AWS::Lambda::EventSourceMapping').flatMap((source) => eventSource(source, shortNameOf)),
    customResources: customResources(resources, ofType, shortNameOf, functions),
  };
}

function isOn({ properties }: Resource): boolean {
  return properties.State !== 'DISABLED';
}

function deployedRule({ name, properties }: Resource): DeployedRule {
  return {
    name,
    ...optional('scheduleExpression', text(properties.ScheduleExpression)),
    ...(properties.EventPattern ? { eventPattern: record(properties.EventPattern) } : {}),
    targets: records(properties.Targets).map(target),
  };
}

function deployedSchedule({ name, properties }: Resource): DeployedRule {
  return {
    name,
    ...optional('scheduleExpression', text(properties.ScheduleExpression)),
    targets: [target(record(properties.Target))],
  };
}

function target(properties: Readonly<Record<string, unknown>>): DeployedRule['targets'][number] {
  const input = text(properties.Input);
  return {
    arn: text(properties.Arn) ?? '',
    ...(input === undefined ? {} : { input: JSON.parse(input) }),
    ...optional('deadLetterArn', text(record(properties.DeadLetterConfig).Arn)),
  };
}

function eventSource({ properties }: Resource, shortNameOf: ShortNameOf): DeployedEventSource[] {
  const functionName = shortNameOf(text(properties.FunctionName) ?? '');
  const sourceArn = text(properties.EventSourceArn);
  if (!functionName || !sourceArn || String(properties.Enabled) === 'false') return [];
  return [
    {
      functionName,
      sourceArn,
      batchSize: number(properties.BatchSize) ?? (sourceArn.includes(':dynamodb:') ? 100 : 10),
      batchingWindowSeconds: number(properties.MaximumBatchingWindowInSeconds) ?? 0,
      partialFailures: texts(properties.FunctionResponseTypes).includes('ReportBatchItemFailures'),
      bisectOnError: String(properties.BisectBatchOnFunctionError) === 'true',
      filters: records(record(properties.FilterCriteria).Filters).map((each) => JSON.parse(text(each.Pattern) ?? '{}')),
      ...optional('maximumConcurrency', number(record(properties.ScalingConfig).MaximumConcurrency)),
      ...optional('maximumRetryAttempts', number(properties.MaximumRetryAttempts)),
      ...optional('onFailureArn', text(record(record(properties.DestinationConfig).OnFailure).Destination)),
    },
  ];
}

function mailDestination({ properties }: Resource): DeployedEventDestination[] {
  const destination = record(properties.EventDestination);
  const topicArn = text(record(destination.SnsDestination).TopicARN);
  if (!topicArn || String(destination.Enabled) === 'false') return [];
  return [
    {
      service: 'ses',
      configurationSet: text(properties.ConfigurationSetName) ?? '',
      topicArn,
      eventTypes: texts(destination.MatchingEventTypes).map((type) => type.toUpperCase()),
    },
  ];
}

function phoneDestinations({ name, properties }: Resource): DeployedEventDestination[] {
  return records(properties.EventDestinations).flatMap((destination) => {
    const topicArn = text(record(destination.SnsDestination).TopicArn);
    if (!topicArn) return [];
    const eventTypes = texts(destination.MatchingEventTypes);
    return [{ service: 'sms-voice' as const, configurationSet: name, topicArn, eventTypes }];
  });
}

/** Custom resources served by a function of ours, directly or through the CDK's provider framework. */
function customResources(
  resources: readonly Resource[],
  ofType: OfType,
  shortNameOf: ShortNameOf,
  functions: readonly DeployedFunction[],
): Deployment['customResources'] {
  const frameworks = ofType('AWS::Lambda::Function').filter(({ properties }) => handlerOf(properties) !== undefined);
  return resources.filter(isCustom).flatMap(({ logicalId, type, properties }) => {
    const token = text(properties.ServiceToken) ?? '';
    const framework = frameworks.find((each) => each.arn === token);
    const handler = framework ? handlerOf(framework.properties) : token;
    const functionName = shortNameOf(handler ?? '');
    if (!functionName || !functions.some((each) => each.name === functionName)) return [];
    return [{ logicalId, type, functionName, properties }];
  });
}

function isCustom({ type }: Resource): boolean {
  return type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';
}

function handlerOf(properties: Readonly<Record<string, unknown>>): string | undefined {
  return text(record(record(properties.Environment).Variables).USER_ON_EVENT_FUNCTION_ARN);
}

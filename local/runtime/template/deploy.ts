import type { Deployment } from '../../deployment.ts';
import { deployedDistributions } from './distributions.ts';
import { deployEventing } from './eventing.ts';
import { deployFunctions } from './functions.ts';
import { type Addresses, accountId, region } from './identity.ts';
import { deployedResourcePolicies, deployedRoles } from './policies.ts';
import { number, optional, record, text } from './properties.ts';
import type { Resource, Stacks } from './stack.ts';

/** Gathers what the local cloud runs from resolved stacks; resource types it does not know are passed over. */
export function deploy(stacks: Stacks, addresses: Addresses): Deployment {
  const ofType = (...types: string[]) => stacks.resources.filter((resource) => types.includes(resource.type));
  const { functions, shortNameOf } = deployFunctions(ofType);
  const api = ofType('AWS::ApiGatewayV2::Api')[0];
  const cors = api ? record(api.properties.CorsConfiguration) : {};

  return {
    accountId,
    region,
    functions,
    apiId: api?.name ?? 'local',
    ...(Object.keys(cors).length > 0 ? { cors } : {}),
    routes: deployedRoutes(ofType, shortNameOf),
    tables: ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').map((table) => ({
      name: table.name,
      arn: table.arn,
      ...(table.properties.StreamSpecification ? { streamArn: `${table.arn}/stream/local` } : {}),
      ...optional('timeToLiveAttribute', text(record(table.properties.TimeToLiveSpecification).AttributeName)),
      properties: table.properties,
    })),
    queues: ofType('AWS::SQS::Queue').map(deployedQueue),
    buckets: ofType('AWS::S3::Bucket').map((bucket) => ({
      name: bucket.name,
      arn: bucket.arn,
      eventBridge: sendsToEventBridge(bucket, ofType('Custom::S3BucketNotifications')),
    })),
    keyValueStores: ofType('AWS::CloudFront::KeyValueStore').map(({ name, arn }) => ({ name, arn })),
    distributions: deployedDistributions(ofType),
    topics: ofType('AWS::SNS::Topic').map(({ name, arn }) => ({ name, arn })),
    secrets: ofType('AWS::SecretsManager::Secret').map(({ name, arn, logicalId }) => ({ name, arn, logicalId })),
    stateMachines: ofType('AWS::StepFunctions::StateMachine').map((machine) => ({
      name: machine.name,
      arn: machine.arn,
      definition: definitionOf(machine),
      roleArn: text(machine.properties.RoleArn) ?? '',
    })),
    alarms: ofType('AWS::CloudWatch::Alarm').map(({ name, properties }) => ({ name, properties })),
    ...deployEventing(stacks.resources, ofType, shortNameOf, functions),
    roles: deployedRoles(ofType),
    resourcePolicies: deployedResourcePolicies(stacks.resources, ofType),
    outputs: stacks.outputs,
    publicUrl: addresses.public,
  };
}

type OfType = (...types: string[]) => readonly Resource[];

function deployedQueue({ name, arn, ref, properties }: Resource): Deployment['queues'][number] {
  const redrive = record(properties.RedrivePolicy);
  return {
    name,
    arn,
    url: ref,
    fifo: properties.FifoQueue === true || properties.FifoQueue === 'true',
    visibilitySeconds: Number(properties.VisibilityTimeout ?? 30),
    ...optional('deadLetterArn', text(redrive.deadLetterTargetArn)),
    ...optional('maxReceiveCount', number(redrive.maxReceiveCount)),
    properties,
  };
}

/** A route's target names an integration, whose address contains the function's ARN. */
function deployedRoutes(ofType: OfType, shortNameOf: (text: string) => string | undefined): Deployment['routes'] {
  const integrations = new Map(
    ofType('AWS::ApiGatewayV2::Integration').map((integration) => [
      integration.ref,
      shortNameOf(text(integration.properties.IntegrationUri) ?? ''),
    ]),
  );
  return ofType('AWS::ApiGatewayV2::Route').flatMap((route) => {
    const functionName = integrations.get((text(route.properties.Target) ?? '').replace(/^integrations\//, ''));
    if (!functionName) return [];
    const [method = 'ANY', path = '$default'] = (text(route.properties.RouteKey) ?? '$default').split(' ');
    return [method === '$default' ? { method: 'ANY', path: '$default', functionName } : { method, path, functionName }];
  });
}

function sendsToEventBridge(bucket: Resource, notifications: readonly Resource[]): boolean {
  const configurations = [
    bucket.properties.NotificationConfiguration,
    ...notifications
      .filter((notification) => notification.properties.BucketName === bucket.name)
      .map((notification) => notification.properties.NotificationConfiguration),
  ];
  return configurations.some((configuration) => record(configuration).EventBridgeConfiguration !== undefined);
}

function definitionOf({ properties }: Resource): string {
  const substitutions = record(properties.DefinitionSubstitutions);
  const definition = text(properties.DefinitionString) ?? JSON.stringify(properties.Definition ?? {});
  return definition.replaceAll(/\$\{(\w+)\}/g, (whole, name: string) => text(substitutions[name]) ?? whole);
}

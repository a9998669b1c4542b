export const accountId = '000000000000';
export const region = 'eu-central-1';

/** Stands in templates for wherever the local cloud will listen: the same template serves every port. */
export const localHost = 'https://local.tocsin.invalid';

/** Status pages live below it: browsers lead every name below `localhost` to this machine. */
export const pagesHost = 'pages.localhost';

/** One resource of a template, its name and address still to be worked out. */
export interface ResourceIdentity {
  readonly type: string;
  readonly stack: string;
  readonly logicalId: string;
  /** A resolved property, by its name. */
  readonly property: (name: string) => unknown;
}

/** Where the local cloud listens: part of what queues and the API answer for. */
export interface Addresses {
  /** The AWS front, without a trailing slash. */
  readonly aws: string;
  /** The HTTP API, without a trailing slash. */
  readonly public: string;
}

interface ResourceType {
  /** The property that holds the resource's name; without one it is named after stack and logical id. */
  readonly named?: string;
  readonly arn: (name: string) => string;
  /** What `Ref` answers: the name unless said otherwise. */
  readonly ref?: 'arn' | 'url';
}

const arn = (service: string, rest: string) => `arn:aws:${service}:${region}:${accountId}:${rest}`;

const types: Readonly<Record<string, ResourceType>> = {
  'AWS::DynamoDB::Table': { named: 'TableName', arn: (name) => arn('dynamodb', `table/${name}`) },
  'AWS::DynamoDB::GlobalTable': { named: 'TableName', arn: (name) => arn('dynamodb', `table/${name}`) },
  'AWS::SQS::Queue': { named: 'QueueName', arn: (name) => arn('sqs', name), ref: 'url' },
  'AWS::SNS::Topic': { named: 'TopicName', arn: (name) => arn('sns', name), ref: 'arn' },
  'AWS::S3::Bucket': { named: 'BucketName', arn: (name) => `arn:aws:s3:::${name}` },
  'AWS::Lambda::Function': { named: 'FunctionName', arn: (name) => arn('lambda', `function:${name}`) },
  'AWS::IAM::Role': { named: 'RoleName', arn: (name) => `arn:aws:iam::${accountId}:role/${name}` },
  'AWS::StepFunctions::StateMachine': {
    named: 'StateMachineName',
    arn: (name) => arn('states', `stateMachine:${name}`),
    ref: 'arn',
  },
  'AWS::SecretsManager::Secret': {
    named: 'Name',
    arn: (name) => arn('secretsmanager', `secret:${name}-Local1`),
    ref: 'arn',
  },
  'AWS::Events::Rule': { named: 'Name', arn: (name) => arn('events', `rule/${name}`) },
  'AWS::Scheduler::Schedule': { named: 'Name', arn: (name) => arn('scheduler', `schedule/default/${name}`) },
  'AWS::Logs::LogGroup': { named: 'LogGroupName', arn: (name) => arn('logs', `log-group:${name}:*`) },
  'AWS::KMS::Key': { arn: (name) => arn('kms', `key/${name}`) },
  'AWS::CloudWatch::Alarm': { named: 'AlarmName', arn: (name) => arn('cloudwatch', `alarm:${name}`) },
  'AWS::Connect::ContactFlow': {
    arn: (name) => arn('connect', `instance/local/contact-flow/${name}`),
    ref: 'arn',
  },
  'AWS::CloudFront::KeyValueStore': {
    named: 'Name',
    arn: (name) => `arn:aws:cloudfront::${accountId}:key-value-store/${name}`,
  },
  'AWS::CloudFront::Distribution': { arn: (name) => `arn:aws:cloudfront::${accountId}:distribution/${name}` },
  'AWS::CloudFront::Function': { named: 'Name', arn: (name) => `arn:aws:cloudfront::${accountId}:function/${name}` },
  'AWS::ApiGatewayV2::Api': { arn: (name) => `arn:aws:apigateway:${region}::/apis/${name}` },
  'AWS::ApiGatewayV2::Stage': { named: 'StageName', arn: (name) => `arn:aws:apigateway:${region}::/stages/${name}` },
  'AWS::SES::ConfigurationSet': { named: 'Name', arn: (name) => arn('ses', `configuration-set/${name}`) },
  'AWS::SES::EmailIdentity': { named: 'EmailIdentity', arn: (name) => arn('ses', `identity/${name}`) },
  'AWS::SMSVOICE::ConfigurationSet': {
    named: 'ConfigurationSetName',
    arn: (name) => arn('sms-voice', `configuration-set/${name}`),
  },
};

/** Names follow from the template alone, so that a restart finds everything where it was. */
export function nameOf(resource: ResourceIdentity): string {
  if (resource.type === 'AWS::ApiGatewayV2::Api') return apiId(resource.stack);
  const named = types[resource.type]?.named;
  const given = named && resource.property(named);
  if (typeof given === 'string' && given !== '') return given;
  const name = `${resource.stack}-${resource.logicalId}`;
  return resource.type === 'AWS::S3::Bucket' ? name.toLowerCase().slice(0, 63) : name;
}

/** The resource's ARN, of the real form where policies may name it. */
export function arnOf(resource: ResourceIdentity): string {
  const service = resource.type.split('::')[1]?.toLowerCase() ?? 'custom';
  const make = types[resource.type]?.arn ?? ((name: string) => arn(service, name));
  return make(nameOf(resource));
}

/** What `Ref` answers for the resource. */
export function refOf(resource: ResourceIdentity, addresses: Addresses): string {
  const kind = types[resource.type]?.ref;
  if (kind === 'url') return queueUrl(nameOf(resource), addresses);
  return kind === 'arn' ? arnOf(resource) : nameOf(resource);
}

/** What `Fn::GetAtt` answers for the resource; attributes the local cloud has no use for come out as a telling text. */
export function attributeOf(resource: ResourceIdentity, name: string, addresses: Addresses): string {
  switch (name) {
    case 'ApiEndpoint':
      return addresses.public;
    case 'ApiId':
      return apiId(resource.stack);
    case 'QueueUrl':
      return queueUrl(nameOf(resource), addresses);
    case 'StreamArn':
      return `${arnOf(resource)}/stream/local`;
    case 'Name':
    case 'QueueName':
    case 'TopicName':
      return nameOf(resource);
    case 'DomainName':
      if (resource.type === 'AWS::CloudFront::Distribution')
        return `${nameOf(resource)}.cloudfront.invalid`.toLowerCase();
      return `${nameOf(resource)}.s3.${region}.amazonaws.com`;
    case 'RegionalDomainName':
      return `${nameOf(resource)}.s3.${region}.amazonaws.com`;
    default:
      return /Arn$|ARN$/.test(name) || name === 'Id' ? arnOf(resource) : `${nameOf(resource)}.${name}`;
  }
}

function queueUrl(name: string, addresses: Addresses): string {
  return `${addresses.aws}/${accountId}/${name}`;
}

function apiId(stack: string): string {
  return stack.replaceAll(/[^a-z0-9]/g, '').slice(0, 20);
}

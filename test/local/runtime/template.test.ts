// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how CloudFormation writes them
import { describe, expect, it } from 'vitest';
import { deploy } from '../../../local/runtime/template/deploy.ts';
import { resolveStacks, type Template } from '../../../local/runtime/template/stack.ts';

const addresses = { aws: 'http://127.0.0.1:5000', public: 'http://127.0.0.1:4010' };

function propertiesOf(template: Template): Record<string, unknown> {
  const { resources } = resolveStacks({ 'tocsin-local-one': template }, addresses);
  return { ...resources.find(({ logicalId }) => logicalId === 'Subject')?.properties };
}

const subject = (properties: Record<string, unknown>, more: Partial<Template> = {}): Template => ({
  ...more,
  Resources: {
    Events: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'tocsin-local-events.fifo', FifoQueue: true } },
    Table: { Type: 'AWS::DynamoDB::GlobalTable' },
    Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'tocsin-local-operators' } },
    Api: { Type: 'AWS::ApiGatewayV2::Api' },
    Subject: { Type: 'AWS::Test::Subject', Properties: properties },
  },
});

describe('references in a template', () => {
  it.each([
    ['Ref of a queue is its URL', { Ref: 'Events' }, 'http://127.0.0.1:5000/000000000000/tocsin-local-events.fifo'],
    ['Ref of a topic is its ARN', { Ref: 'Topic' }, 'arn:aws:sns:eu-central-1:000000000000:tocsin-local-operators'],
    ['a name follows from stack and logical id', { Ref: 'Table' }, 'tocsin-local-one-Table'],
    [
      'GetAtt of an ARN',
      { 'Fn::GetAtt': ['Table', 'Arn'] },
      'arn:aws:dynamodb:eu-central-1:000000000000:table/tocsin-local-one-Table',
    ],
    ['the API is where the local cloud listens', { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] }, addresses.public],
    [
      'pseudo parameters',
      { 'Fn::Sub': '${AWS::Region}/${AWS::AccountId}/${AWS::Partition}' },
      'eu-central-1/000000000000/aws',
    ],
    ['Join', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }]] }, 'a-eu-central-1'],
    [
      'Select of Split',
      { 'Fn::Select': [5, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Events', 'Arn'] }] }] },
      'tocsin-local-events.fifo',
    ],
    [
      'Sub with values of its own',
      { 'Fn::Sub': ['${What}: ${Topic.TopicName} ${!Literal}', { What: 'to' }] },
      'to: tocsin-local-operators ${Literal}',
    ],
    ['If', { 'Fn::If': ['IsLocal', 'yes', 'no'] }, 'yes'],
    ['FindInMap', { 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, 'memory'] }, 512],
    ['parameters have their defaults', { Ref: 'Stage' }, 'local'],
  ])('%s', (_case, expression, expected) => {
    const template = subject(
      { Value: expression, Gone: { Ref: 'AWS::NoValue' } },
      {
        Parameters: { Stage: { Default: 'local' } },
        Conditions: {
          IsLocal: {
            'Fn::And': [{ 'Fn::Equals': [{ Ref: 'Stage' }, 'local'] }, { 'Fn::Not': [{ 'Fn::Equals': [1, 2] }] }],
          },
        },
        Mappings: { Sizes: { 'eu-central-1': { memory: 512 } } },
      },
    );
    expect(propertiesOf(template)).toEqual({ Value: expected });
  });

  it('reach over stacks, whatever their order', () => {
    const { resources } = resolveStacks(
      {
        'tocsin-local-core': {
          Resources: {
            Subject: { Type: 'AWS::Test::Subject', Properties: { Value: { 'Fn::ImportValue': 'data:Table' } } },
          },
        },
        'tocsin-local-data': {
          Resources: { Table: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'alerts' } } },
          Outputs: { ExportedTable: { Value: { Ref: 'Table' }, Export: { Name: 'data:Table' } } },
        },
      },
      addresses,
    );
    expect(resources[0]?.properties).toEqual({ Value: 'alerts' });
  });

  it('name what is missing', () => {
    expect(() => propertiesOf(subject({ Value: { Ref: 'Nobody' } }))).toThrow('tocsin-local-one refers to Nobody');
    expect(() => propertiesOf(subject({ Value: { 'Fn::ImportValue': 'nowhere' } }))).toThrow('imports nowhere');
  });
});

describe('the deployment of a template', () => {
  const template: Template = {
    Resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: { Policies: [{ PolicyDocument: { Statement: ['inline'] } }] },
      },
      Policy: {
        Type: 'AWS::IAM::Policy',
        Properties: { Roles: [{ Ref: 'Role' }], PolicyDocument: { Statement: ['attached'] } },
      },
      Worker: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          FunctionName: 'tocsin-local-process-event',
          Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
          Timeout: 10,
          MemorySize: 512,
          Environment: { Variables: { QUEUE: { Ref: 'Events' } } },
        },
      },
      Helper: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'cdk-helper' } },
      Retries: {
        Type: 'AWS::Lambda::EventInvokeConfig',
        Properties: { FunctionName: { Ref: 'Worker' }, MaximumRetryAttempts: 0 },
      },
      Dead: { Type: 'AWS::SQS::Queue' },
      Events: {
        Type: 'AWS::SQS::Queue',
        Properties: {
          VisibilityTimeout: 60,
          RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 5 },
        },
      },
      Source: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          FunctionName: { Ref: 'Worker' },
          EventSourceArn: { 'Fn::GetAtt': ['Events', 'Arn'] },
          BatchSize: 5,
          FunctionResponseTypes: ['ReportBatchItemFailures'],
          ScalingConfig: { MaximumConcurrency: 2 },
          FilterCriteria: { Filters: [{ Pattern: '{"body":{"v":[1]}}' }] },
        },
      },
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: {
          ScheduleExpression: 'rate(1 minute)',
          Targets: [{ Arn: { 'Fn::GetAtt': ['Worker', 'Arn'] }, Input: '{"kind":"tick"}' }],
        },
      },
      Api: { Type: 'AWS::ApiGatewayV2::Api' },
      Integration: {
        Type: 'AWS::ApiGatewayV2::Integration',
        Properties: { IntegrationUri: { 'Fn::GetAtt': ['Worker', 'Arn'] } },
      },
      Route: {
        Type: 'AWS::ApiGatewayV2::Route',
        Properties: {
          RouteKey: 'POST /api/events',
          Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'Integration' }]] },
        },
      },
      Permission: {
        Type: 'AWS::Lambda::Permission',
        Properties: {
          FunctionName: { 'Fn::GetAtt': ['Worker', 'Arn'] },
          Action: 'lambda:InvokeFunction',
          Principal: 'events.amazonaws.com',
          SourceArn: { 'Fn::GetAtt': ['Rule', 'Arn'] },
        },
      },
      Machine: {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: {
          RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
          DefinitionString: '{"Resource":"${Worker}"}',
          DefinitionSubstitutions: { Worker: { 'Fn::GetAtt': ['Worker', 'Arn'] } },
        },
      },
      Account: {
        Type: 'Custom::Account',
        Properties: { ServiceToken: { 'Fn::GetAtt': ['Worker', 'Arn'] }, OwnerEmail: 'admin@example.com' },
      },
      Elsewhere: { Type: 'Custom::Helper', Properties: { ServiceToken: { 'Fn::GetAtt': ['Helper', 'Arn'] } } },
    },
  };
  const deployment = deploy(resolveStacks({ 'tocsin-local-core': template }, addresses), addresses);
  const workerArn = 'arn:aws:lambda:eu-central-1:000000000000:function:tocsin-local-process-event';

  it('has our functions by their short names', () => {
    expect(deployment.functions).toEqual([
      {
        name: 'process-event',
        functionName: 'tocsin-local-process-event',
        arn: workerArn,
        roleArn: 'arn:aws:iam::000000000000:role/tocsin-local-core-Role',
        environment: { QUEUE: 'http://127.0.0.1:5000/000000000000/tocsin-local-core-Events' },
        timeoutSeconds: 10,
        memoryMb: 512,
        asynchronousRetries: 0,
      },
    ]);
  });

  it('leads events, schedules and routes to them', () => {
    expect(deployment.eventSources[0]).toEqual({
      functionName: 'process-event',
      sourceArn: 'arn:aws:sqs:eu-central-1:000000000000:tocsin-local-core-Events',
      batchSize: 5,
      batchingWindowSeconds: 0,
      partialFailures: true,
      bisectOnError: false,
      filters: [{ body: { v: [1] } }],
      maximumConcurrency: 2,
    });
    expect(deployment.rules[0]).toMatchObject({
      scheduleExpression: 'rate(1 minute)',
      targets: [{ arn: workerArn, input: { kind: 'tick' } }],
    });
    expect(deployment.routes).toEqual([{ method: 'POST', path: '/api/events', functionName: 'process-event' }]);
    expect(deployment.stateMachines[0]?.definition).toBe(`{"Resource":"${workerArn}"}`);
  });

  it('knows queues with what becomes of their failures', () => {
    expect(deployment.queues[1]).toMatchObject({
      visibilitySeconds: 60,
      maxReceiveCount: 5,
      deadLetterArn: 'arn:aws:sqs:eu-central-1:000000000000:tocsin-local-core-Dead',
    });
  });

  it('gathers the policies of roles and resources', () => {
    expect(deployment.roles.get('arn:aws:iam::000000000000:role/tocsin-local-core-Role')).toEqual([
      { Statement: ['inline'] },
      { Statement: ['attached'] },
    ]);
    expect(deployment.resourcePolicies.get(workerArn)).toMatchObject([
      { Statement: [{ Principal: { Service: 'events.amazonaws.com' }, Resource: workerArn }] },
    ]);
  });

  it('creates the custom resources that our functions serve', () => {
    expect(deployment.customResources.map(({ logicalId, functionName }) => [logicalId, functionName])).toEqual([
      ['Account', 'process-event'],
    ]);
  });
});

import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { everything, rightsOf, templatesOf } from './synthesize.ts';

const templates = templatesOf(everything);
const actionsOf = (part: keyof typeof templates, id: string) => [...rightsOf(templates[part], id).keys()].sort();

const housekeeping = ['logs:CreateLogStream', 'logs:PutLogEvents'];
const reads = ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'];
const writes = ['dynamodb:ConditionCheckItem', 'dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'];
const sealed = 'secretsmanager:GetSecretValue';
const executions = ['states:StartExecution', 'states:StopExecution'];
const consuming = [
  'sqs:ChangeMessageVisibility',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
  'sqs:GetQueueUrl',
  'sqs:ReceiveMessage',
];

describe('what each function may do, and nothing else', () => {
  const tellsTheWay = ['cloudfront-keyvaluestore:DescribeKeyValueStore', 'cloudfront-keyvaluestore:PutKey'];

  it.each([
    ['edge', 'Ingest', [...reads, 'dynamodb:UpdateItem', sealed, 'sqs:SendMessage', 's3:PutObject']],
    [
      'edge',
      'ApiFunction',
      [
        ...reads,
        ...writes,
        sealed,
        ...executions,
        'sqs:SendMessage',
        's3:GetObject',
        's3:ListBucket',
        'lambda:InvokeFunction',
        'sqs:GetQueueAttributes',
        'cloudwatch:DescribeAlarms',
        'cloudwatch:GetMetricStatistics',
        'ses:GetSendQuota',
        'sms-voice:DescribeAccountAttributes',
        'sms-voice:DescribeSpendLimits',
      ],
    ],
    ['edge', 'SignIn', [...reads, ...writes, sealed, 'sqs:SendMessage']],
    ['edge', 'ReceiveCallback', [...reads, sealed, 'lambda:InvokeFunction']],
    ['edge', 'HandleCallback', [...reads, ...writes, sealed, ...executions, 'sqs:SendMessage']],
    ['edge', 'Canary', [...reads, sealed]],
    ['edge', 'SetUp', [...reads, ...writes, sealed, ...tellsTheWay]],
    ['edge', 'ConsolePublish', ['s3:GetObject', 's3:ListBucket', 's3:PutObject', 's3:DeleteObject']],
    ['edge', 'InboundMailActivateMail', ['ses:DescribeActiveReceiptRuleSet', 'ses:SetActiveReceiptRuleSet']],
    ['core', 'ProcessEvent', [...reads, ...writes, ...executions, ...consuming, 'sqs:SendMessage']],
    ['core', 'AdvanceEscalation', [...reads, ...writes, ...executions, 'sqs:SendMessage']],
    [
      'core',
      'SendNotification',
      [
        ...reads,
        ...writes,
        sealed,
        ...executions,
        ...consuming,
        'sqs:SendMessage',
        'sms-voice:SendTextMessage',
        'sms-voice:SendVoiceMessage',
        'connect:StartOutboundVoiceContact',
        'ses:SendRawEmail',
        'mobiletargeting:SendMessages',
      ],
    ],
    [
      'core',
      'HandleReply',
      [
        ...reads,
        ...writes,
        sealed,
        ...executions,
        ...consuming,
        'sqs:SendMessage',
        's3:GetObject',
        's3:PutObject',
        's3:ListBucket',
      ],
    ],
    [
      'core',
      'OnChange',
      [
        ...reads,
        ...writes,
        'sqs:SendMessage',
        'lambda:InvokeFunction',
        's3:PutObject',
        's3:ListBucket',
        'dynamodb:DescribeStream',
        'dynamodb:GetRecords',
        'dynamodb:GetShardIterator',
        'dynamodb:ListStreams',
      ],
    ],
    [
      'core',
      'RenderPage',
      [
        ...reads,
        ...writes,
        's3:PutObject',
        's3:DeleteObject',
        'cloudfront-keyvaluestore:DescribeKeyValueStore',
        'cloudfront-keyvaluestore:GetKey',
        'cloudfront-keyvaluestore:PutKey',
        'cloudfront-keyvaluestore:DeleteKey',
        'dynamodb:DescribeStream',
        'dynamodb:GetRecords',
        'dynamodb:GetShardIterator',
        'dynamodb:ListStreams',
      ],
    ],
    [
      'core',
      'Tick',
      [...reads, ...writes, ...executions, 'sqs:SendMessage', 'lambda:InvokeFunction', 'secretsmanager:GetSecretValue'],
    ],
    [
      'core',
      'TellSubscribers',
      [
        ...reads,
        ...writes,
        sealed,
        'sms-voice:SendTextMessage',
        'ses:SendRawEmail',
        'ses:GetSendQuota',
        'mobiletargeting:SendMessages',
      ],
    ],
    ['core', 'RunActionFunction', [...reads, ...writes, sealed, ...executions, 'ses:SendRawEmail', 'events:PutEvents']],
    [
      'core',
      'AfterRestore',
      [
        ...reads,
        ...writes,
        ...executions,
        'states:DescribeExecution',
        'states:GetExecutionHistory',
        'states:ListExecutions',
      ],
    ],
  ] as const)('%s: %s', (part, id, expected) => {
    expect(actionsOf(part, id)).toEqual([...new Set([...housekeeping, ...expected])].sort());
  });

  it('names the table and each index it may query, with no wildcard', () => {
    const tables = rightsOf(templates.core, 'Tick').get('dynamodb:Query') ?? [];
    expect(tables).toHaveLength(5);
    for (const index of ['list', 'related', 'open', 'due']) {
      expect(tables.some((resource) => resource.includes(`/index/${index}"`))).toBe(true);
    }
    expect(tables.join()).not.toContain('*');
  });

  it('sends texts through SNS only without an own number, and never publishes to a topic with that right', () => {
    const { core } = templatesOf({});
    const rights = rightsOf(core, 'SendNotification');
    expect(rights.get('sns:Publish')).toEqual(['"*"']);
    expect(rights.has('sms-voice:SendTextMessage')).toBe(false);
    core.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([Match.objectLike({ Effect: 'Deny', Action: 'sns:Publish' })]),
      },
    });
  });

  it('sends as the configured identities only', () => {
    const rights = rightsOf(templates.core, 'SendNotification');
    expect(rights.get('sms-voice:SendTextMessage')?.join()).toContain(':phone-number/phone-0a1b2c3d');
    expect(rights.get('sms-voice:SendVoiceMessage')?.join()).toContain(':pool/pool-0a1b2c3d');
    // Of every identity, because the receivers' count in the sandbox, but from one address only.
    templates.core.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 'ses:SendRawEmail',
            Condition: { StringEquals: { 'ses:FromAddress': 'alerts@example.com' } },
          }),
        ]),
      },
    });
    expect(rights.get('ses:SendRawEmail')?.join()).toContain(':identity/*');
    expect(rights.get('connect:StartOutboundVoiceContact')?.join()).toContain(
      ':instance/11111111-2222-4333-8444-555555555555/contact/*',
    );
  });

  it('puts events on the buses of its own account, and of another only where that is named', () => {
    const other = 'arn:aws:events:eu-central-1:444455556666:event-bus/alerts';
    const buses = (input: Readonly<Record<string, unknown>>) =>
      rightsOf(templatesOf(input).core, 'RunActionFunction').get('events:PutEvents') ?? [];
    expect(buses({}).join()).toContain(':event-bus/*');
    expect(buses({}).join()).not.toContain('444455556666');
    expect(buses({ eventBuses: other }).join()).toContain(other);
  });

  it('lets the state machine invoke its function, and no other', () => {
    const policies = templates.core.findResources('AWS::IAM::Policy');
    const [, policy] = Object.entries(policies).find(([id]) => id.startsWith('EscalationRole')) ?? [];
    const invoking = policy?.Properties.PolicyDocument.Statement.filter(
      ({ Action }: { Action: unknown }) => Action === 'lambda:InvokeFunction',
    );
    expect(invoking).toHaveLength(1);
    expect(JSON.stringify(invoking[0].Resource)).toMatch(/^\{"Fn::GetAtt":\["AdvanceEscalation\w+","Arn"\]\}$/);
  });
});

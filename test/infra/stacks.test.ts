import { Annotations, Match, type Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it, vi } from 'vitest';
import { pairUp } from '../../lib/constructs/state-machine.ts';
import { appWith, everything, rightsOf, templatesOf, unchecked } from './synthesize.ts';

const templates = templatesOf(everything);
const { data, core, edge } = templates;
const all: readonly Template[] = Object.values(templates);
const resources = (type: string) => all.flatMap((template) => Object.values(template.findResources(type)));

describe('the app', () => {
  it.each([
    ['nothing configured', {}],
    ['everything configured', everything],
  ])('satisfies cdk-nag with %s', (_case, options) => {
    expect(() => appWith(options).app.synth()).not.toThrow();
  });

  it('puts no more than it has to behind options: without them there is no mail rule, no call flow, no domain', () => {
    const plain = templatesOf({});
    plain.edge.resourceCountIs('AWS::SES::ReceiptRule', 0);
    plain.edge.resourceCountIs('AWS::ApiGatewayV2::DomainName', 0);
    plain.core.resourceCountIs('AWS::Connect::ContactFlow', 0);
    plain.core.resourceCountIs('AWS::SMSVOICE::ConfigurationSet', 0);
  });

  it('polls and watches no queue for calls where nobody is called, and keeps what the edge stack imports of it', () => {
    const plain = templatesOf({});
    const tick = Object.values(plain.core.findResources('AWS::Lambda::Function')).find(
      ({ Properties }) => Properties.FunctionName === 'tocsin-dev-tick',
    );
    const { VOICE_QUEUE_URL, NOTIFICATION_QUEUE_URL } = tick?.Properties.Environment.Variables ?? {};
    expect(VOICE_QUEUE_URL).toEqual(NOTIFICATION_QUEUE_URL);
    expect(JSON.stringify(plain.core.findResources('AWS::CloudWatch::Alarm'))).not.toContain('notifications-voice');
    const exported = (template: Template) =>
      Object.keys(template.toJSON().Outputs).filter((name) => name.includes('QueuesCalls'));
    expect(exported(plain.core).sort()).toEqual(exported(core).sort());
    const polled = Object.values(plain.core.findResources('AWS::Lambda::EventSourceMapping'));
    expect(polled.filter(({ Properties }) => Properties.ScalingConfig !== undefined)).toEqual([]);
  });
});

describe('what must survive', () => {
  it('keeps the table when the stack goes, protects it from deletion and can restore any second', () => {
    data.hasResource('AWS::DynamoDB::GlobalTable', {
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
        Replicas: [
          Match.objectLike({
            DeletionProtectionEnabled: true,
            PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          }),
        ],
      },
    });
  });

  it.each([
    [
      'list',
      'listPK',
      'listSK',
      { ProjectionType: 'INCLUDE', NonKeyAttributes: ['status', 'sourceId', 'policyId', 'type'] },
    ],
    ['related', 'relatedPK', 'relatedSK', { ProjectionType: 'KEYS_ONLY' }],
    ['open', 'openPK', 'openSK', { ProjectionType: 'INCLUDE', NonKeyAttributes: ['sourceId', 'policyId'] }],
    ['due', 'duePK', 'dueAt', { ProjectionType: 'KEYS_ONLY' }],
  ])('indexes the table by %s', (IndexName, partition, sort, Projection) => {
    const KeySchema = [
      { AttributeName: partition, KeyType: 'HASH' },
      { AttributeName: sort, KeyType: 'RANGE' },
    ];
    data.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      GlobalSecondaryIndexes: Match.arrayWith([Match.objectLike({ IndexName, KeySchema, Projection })]),
    });
  });

  it.each(['AWS::S3::Bucket', 'AWS::SecretsManager::Secret', 'AWS::ApiGatewayV2::Api'])('keeps every %s', (type) => {
    data.allResources(type, { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
  });

  it('never changes the logical ids of what holds state: CloudFormation would replace it', () => {
    const stateful = [
      'AWS::DynamoDB::GlobalTable',
      'AWS::S3::Bucket',
      'AWS::SecretsManager::Secret',
      'AWS::ApiGatewayV2::Api',
      'AWS::SQS::Queue',
      'AWS::StepFunctions::StateMachine',
    ];
    const ids = all.flatMap((template) => stateful.flatMap((type) => Object.keys(template.findResources(type))));
    expect(ids.sort()).toMatchInlineSnapshot(`
      [
        "ApiF70053CD",
        "BlobsF0F01DC6",
        "ConsoleFiles2D43986C",
        "Escalation745F543E",
        "Mail6A3D1F64",
        "MasterSecretA11BF785",
        "OwnerKey3271C67A",
        "PagesFiles282E0220",
        "QueuesCallsDeadLetters3E8D0599",
        "QueuesCallsQueue7DB44FBA",
        "QueuesEventsDeadLetters59598A81",
        "QueuesEventsQueueDD24C13C",
        "QueuesInboundDeadLetters8B771FD7",
        "QueuesInboundQueueC164A494",
        "QueuesNotificationsDeadLettersE1C60320",
        "QueuesNotificationsQueue1856306D",
        "TableCD117FA1",
      ]
    `);
  });

  it('keeps buckets private and forgets objects after 90 days, but those that status pages and the console are made of', () => {
    data.allResourcesProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
    const buckets = Object.entries(data.findResources('AWS::S3::Bucket'));
    const expirations = buckets.map(([id, { Properties }]) => [
      id.replace(/[0-9A-F]{8}$/, ''),
      Properties.LifecycleConfiguration.Rules[0].ExpirationInDays,
    ]);
    expect(Object.fromEntries(expirations)).toEqual({
      Blobs: 90,
      Mail: 90,
      PagesFiles: undefined,
      ConsoleFiles: undefined,
    });
  });

  it('keeps the state machine under its name, so that running escalations survive deploys', () => {
    core.hasResource('AWS::StepFunctions::StateMachine', {
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        StateMachineName: 'tocsin-test-escalation',
        TracingConfiguration: { Enabled: true },
        LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false },
      },
    });
  });
});

describe('functions', () => {
  it('all run on the newest Node on arm64, untraced, with a time limit and a log that ends', () => {
    const functions = resources('AWS::Lambda::Function');
    expect(functions).toHaveLength(19);
    for (const { Properties } of functions) {
      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Timeout: expect.any(Number),
        MemorySize: expect.any(Number),
        LoggingConfig: { LogGroup: expect.anything() },
      });
      expect(Properties).not.toHaveProperty('TracingConfig');
    }
    for (const { Properties } of resources('AWS::Logs::LogGroup')) expect(Properties.RetentionInDays).toBe(30);
  });

  it('that queue messages for themselves, and only they, may do so for longer than Lambda thinks right', () => {
    const functions = Object.entries(core.findResources('AWS::Lambda::Function'));
    const mappings = Object.values(core.findResources('AWS::Lambda::EventSourceMapping'));
    const selfFeeding = functions.flatMap(([id, { Properties }]) => {
      const own = mappings.filter(({ Properties: { FunctionName } }) => FunctionName.Ref === id);
      const sources = own.map(({ Properties: { EventSourceArn } }) => JSON.stringify(EventSourceArn));
      const targets = rightsOf(core, id.replace(/[0-9A-F]{8}$/, '')).get('sqs:SendMessage') ?? [];
      return sources.some((source) => targets.includes(source)) ? [Properties.FunctionName] : [];
    });
    expect(selfFeeding).toEqual(['tocsin-test-process-event', 'tocsin-test-send-notification']);
    const allowed = functions.filter(([, { Properties }]) => Properties.RecursiveLoop === 'Allow');
    expect(allowed.map(([, { Properties }]) => Properties.FunctionName)).toEqual(selfFeeding);
  });

  it('have no managed policies', () => {
    for (const { Properties } of resources('AWS::IAM::Role'))
      expect(Properties).not.toHaveProperty('ManagedPolicyArns');
  });

  it('keep concurrency back for the paging path only when asked to', () => {
    const reserved = (template: Template) =>
      Object.values(template.findResources('AWS::Lambda::Function')).filter(
        ({ Properties }) => Properties.ReservedConcurrentExecutions !== undefined,
      ).length;
    expect(reserved(core)).toBe(6);
    expect(reserved(templatesOf({}).core)).toBe(0);
  });
});

describe('queues', () => {
  const queues = Object.values(core.findResources('AWS::SQS::Queue')).map(({ Properties }) => Properties);
  const named = (name: string) => queues.find(({ QueueName }) => QueueName === `tocsin-test-${name}`);

  it.each([
    ['events.fifo', 60],
    ['notifications', 180],
    ['notifications-voice', 180],
    ['inbound', 180],
  ])('%s hides a message long enough and puts it aside after five tries', (name, VisibilityTimeout) => {
    expect(named(name)).toMatchObject({
      VisibilityTimeout,
      RedrivePolicy: { maxReceiveCount: 5 },
      SqsManagedSseEnabled: true,
    });
  });

  it('keep what was put aside for 14 days', () => {
    const deadLetters = queues.filter(({ QueueName }) => QueueName.includes('-dlq'));
    expect(deadLetters).toHaveLength(4);
    for (const queue of deadLetters) expect(queue.MessageRetentionPeriod).toBe(14 * 24 * 3600);
  });

  it('keep the order of each alert and let alerts run side by side', () => {
    expect(named('events.fifo')).toMatchObject({
      FifoQueue: true,
      DeduplicationScope: 'messageGroup',
      FifoThroughputLimit: 'perMessageGroupId',
    });
  });

  it.each([
    ['ProcessEvent', 10],
    ['SendNotification', 1],
    ['HandleReply', 1],
  ])('%s takes batches and reports single failures', (id, BatchSize) => {
    core.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FunctionName: { Ref: Match.stringLikeRegexp(`^${id}`) },
      BatchSize,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });

  it('accept only encrypted transport', () => {
    for (const { Properties } of resources('AWS::SQS::QueuePolicy')) {
      expect(Properties.PolicyDocument.Statement).toContainEqual(
        expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      );
    }
  });
});

describe('wiring', () => {
  it('runs the tick every minute and the canary every ten, without repeating a failed run', () => {
    core.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(1 minute)' });
    edge.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(10 minutes)' });
    core.hasResourceProperties('AWS::Lambda::EventInvokeConfig', { MaximumRetryAttempts: 0 });
  });

  it('shows the change feed alerts, what subscribers are told and what actions watch only, and puts aside what keeps failing', () => {
    core.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FunctionName: { Ref: Match.stringLikeRegexp('^OnChange') },
      FilterCriteria: {
        Filters: [
          {
            Pattern:
              '{"dynamodb":{"NewImage":{"type":{"S":["ALERT","TELLING","SUBSCRIPTION_REQUEST","ACTION_WATCH"]}}}}',
          },
        ],
      },
      MaximumRetryAttempts: 5,
      BisectBatchOnFunctionError: true,
      DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
    });
  });

  it('tells the providers where to send receipts when they may send them there', () => {
    const [policy] = Object.keys(core.findResources('AWS::SNS::TopicPolicy')).filter((id) => id.startsWith('Inbound'));
    const destinations = ['AWS::SES::ConfigurationSetEventDestination', 'AWS::SMSVOICE::ConfigurationSet'].flatMap(
      (type) => Object.values(core.findResources(type)),
    );
    expect(destinations).toHaveLength(2);
    for (const { DependsOn } of destinations) expect(DependsOn).toContain(policy);
  });

  it('names no partition of AWS: GovCloud and China have others', () => {
    const {
      certificateArn: _given,
      domain: _too,
      consoleCertificateArn: _console,
      consoleDomain: _name,
      pagesCertificateArn: _global,
      pagesDomain: _its,
      ...options
    } = everything;
    const texts = Object.values(templatesOf(options)).map((template) => JSON.stringify(template.toJSON()));
    expect(texts.flatMap((text) => text.match(/arn:aws[^"]*/g) ?? [])).toEqual([]);
  });

  it('names, at synth, the Regions that have what an option needs', () => {
    const warningsIn = (region: string) => {
      vi.stubEnv('CDK_DEFAULT_REGION', region);
      const { app, stacks } = unchecked(everything, { builtinCloudFormationValidation: false });
      app.synth();
      vi.unstubAllEnvs();
      return [stacks.core, stacks.edge].flatMap((stack) =>
        Annotations.fromStack(stack)
          .findWarning('*', Match.stringLikeRegexp('is not known to exist'))
          .map(({ entry }) => String(entry.data)),
      );
    };
    expect(warningsIn('eu-central-1')).toEqual([]);
    expect(warningsIn('eu-north-1')).toMatchObject([
      expect.stringMatching(
        /^Amazon Connect \(voice=connect\) is not known to exist in eu-north-1, but in us-east-1, /,
      ),
      expect.stringMatching(/^Inbound e-mail \(replyDomain\) is not known to exist in eu-north-1, but in us-east-1, /),
    ]);
  });

  it('takes texts and receipts from the providers, and only from this account', () => {
    core.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 'sns:Publish',
            Principal: { Service: ['ses.amazonaws.com', 'sms-voice.amazonaws.com'] },
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          }),
        ]),
      },
    });
    core.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'sqs', RedrivePolicy: Match.anyValue() });
  });

  it('stores mail for the reply domain and refuses to replace rules of others', () => {
    edge.hasResourceProperties('AWS::SES::ReceiptRule', {
      Rule: { Recipients: ['reply.example.com'], Actions: [{ S3Action: Match.anyValue() }], ScanEnabled: true },
    });
    edge.hasResourceProperties('Custom::ActiveReceiptRuleSet', { RuleSetName: 'tocsin-test' });
    core.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: { source: ['aws.s3'], 'detail-type': ['Object Created'] },
    });
  });

  it('hears when a call of Amazon Connect has ended, so that the next one can start', () => {
    core.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.connect'],
        'detail-type': ['Amazon Connect Contact Event'],
        detail: { eventType: ['DISCONNECTED'], initiationMethod: ['API'] },
      },
      Targets: [Match.objectLike({ DeadLetterConfig: Match.anyValue() })],
    });
  });

  it.each([
    ['ANY /api/events', 'Ingest'],
    ['ANY /api/events/{key}', 'Ingest'],
    ['ANY /api/events/{slug}/{key}', 'Ingest'],
    ['ANY /api/heartbeats/{key}', 'Ingest'],
    ['ANY /api/pings/{key}', 'Ingest'],
    ['ANY /api/v1/heartbeats/{key}', 'Ingest'],
    ['ANY /api/v1/events', 'Ingest'],
    ['ANY /api/v1/events/{key}', 'Ingest'],
    ['ANY /api/v1/events/{slug}/{key}', 'Ingest'],
    ['ANY /api/v1/mqtt/{key}', 'Ingest'],
    ['ANY /api/v1/kafka/{key}', 'Ingest'],
    ['ANY /api/events/{proxy+}', 'Ingest'],
    ['ANY /api/v1/events/{proxy+}', 'Ingest'],
    ['ANY /api/pings/{proxy+}', 'Ingest'],
    ['ANY /', 'ApiFunction'],
    ['ANY /{proxy+}', 'ApiFunction'],
  ])('%s goes to %s', (RouteKey, id) => {
    const [route] = Object.values(edge.findResources('AWS::ApiGatewayV2::Route', { Properties: { RouteKey } }));
    const [, integrationId] = JSON.stringify(route?.Properties.Target).match(/"Ref":"(\w+)"/) ?? [];
    const integration = edge.findResources('AWS::ApiGatewayV2::Integration')[integrationId ?? ''];
    expect(JSON.stringify(integration?.Properties.IntegrationUri)).toContain(`"${id}`);
  });

  it('gives events their own throttle, so that a storm leaves answers room', () => {
    edge.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      StageName: '$default',
      DefaultRouteSettings: { ThrottlingRateLimit: 200, ThrottlingBurstLimit: 400 },
      RouteSettings: Match.objectLike({
        'ANY /api/events': { ThrottlingRateLimit: 1000, ThrottlingBurstLimit: 2000 },
      }),
    });
  });

  it('never writes the path of a call to the access log: it may hold a key', () => {
    const [stage] = Object.values(edge.findResources('AWS::ApiGatewayV2::Stage'));
    expect(stage?.Properties.AccessLogSettings.Format).not.toMatch(/context\.path|rawPath/);
  });

  it('asks in the call flow for 1, 2 or 3 and passes each on', () => {
    const [flow] = Object.values(core.findResources('AWS::Connect::ContactFlow'));
    const content = flow?.Properties.Content['Fn::Join'][1]
      .map((part: unknown) => (typeof part === 'string' ? part : 'arn:of:handle-reply'))
      .join('');
    const { StartAction, Actions } = JSON.parse(content);
    const names = Actions.map(({ Identifier }: { Identifier: string }) => Identifier);
    const targets = [...content.matchAll(/"NextAction":"([^"]+)"/g)].map(([, target]) => target);
    expect(names).toEqual(expect.arrayContaining([StartAction, 'answer-1', 'answer-2', 'answer-3']));
    expect(targets.filter((target) => !names.includes(target))).toEqual([]);
  });

  it('refuses a state machine whose placeholders and functions do not pair up', () => {
    const placeholder = `$${'{Tell}'}`;
    expect(() => pairUp('story', placeholder, [])).toThrow('no function for [Tell]');
    expect(() => pairUp('story', '""', ['Tell'])).toThrow('no place for [Tell]');
  });
});

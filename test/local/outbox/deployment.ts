import type { DeployedFunction, Deployment } from '../../../local/deployment.ts';

const account = '000000000000';
const region = 'eu-central-1';
export const inboundTopic = `arn:aws:sns:${region}:${account}:tocsin-dev-inbound-sms`;
export const eventTopic = `arn:aws:sns:${region}:${account}:tocsin-dev-channel-events`;
export const operatorTopic = `arn:aws:sns:${region}:${account}:tocsin-dev-operator`;
export const inboundQueue = `arn:aws:sqs:${region}:${account}:tocsin-dev-inbound`;
export const ownerKeySecret = `arn:aws:secretsmanager:${region}:${account}:secret:tocsin/dev/owner-key-AbCdEf`;
export const masterSecret = `arn:aws:secretsmanager:${region}:${account}:secret:tocsin/dev/master-AbCdEf`;

const sendNotification: DeployedFunction = {
  name: 'send-notification',
  functionName: 'tocsin-dev-send-notification',
  arn: `arn:aws:lambda:${region}:${account}:function:tocsin-dev-send-notification`,
  roleArn: `arn:aws:iam::${account}:role/send-notification`,
  environment: {
    MAIL_BUCKET: 'tocsin-dev-mail',
    OWNER_KEY_SECRET_ARN: ownerKeySecret,
    MASTER_SECRET_ARN: masterSecret,
  },
  timeoutSeconds: 30,
  memoryMb: 512,
  asynchronousRetries: 2,
};

const toInboundQueue = { protocol: 'sqs', endpoint: inboundQueue, rawMessageDelivery: false };

/** What the outbox needs of a deployment in which every channel is configured. */
export const aDeployment: Deployment = {
  accountId: account,
  region,
  functions: [sendNotification],
  routes: [],
  apiId: 'api',
  publicUrl: 'http://127.0.0.1:4010',
  tables: [],
  queues: [],
  buckets: [],
  keyValueStores: [],
  distributions: [],
  topics: [
    { name: 'tocsin-dev-inbound-sms', arn: inboundTopic },
    { name: 'tocsin-dev-channel-events', arn: eventTopic },
    { name: 'tocsin-dev-operator', arn: operatorTopic },
  ],
  subscriptions: [
    { ...toInboundQueue, topicArn: inboundTopic },
    { ...toInboundQueue, topicArn: eventTopic },
    { topicArn: operatorTopic, protocol: 'email', endpoint: 'ops@example.com', rawMessageDelivery: false },
  ],
  eventDestinations: [
    { service: 'sms-voice', configurationSet: 'tocsin-dev', topicArn: eventTopic, eventTypes: ['ALL'] },
    { service: 'ses', configurationSet: 'tocsin-dev', topicArn: eventTopic, eventTypes: ['BOUNCE', 'DELIVERY'] },
  ],
  rules: [],
  stateMachines: [],
  secrets: [
    { arn: ownerKeySecret, name: 'tocsin/dev/owner-key', logicalId: 'OwnerKey' },
    { arn: masterSecret, name: 'tocsin/dev/master', logicalId: 'Master' },
  ],
  eventSources: [],
  customResources: [],
  alarms: [],
  roles: new Map(),
  resourcePolicies: new Map(),
  outputs: {},
};

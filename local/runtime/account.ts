import { devNull } from 'node:os';
import type { Alarms } from '../alarms.ts';
import { createCloudWatch } from '../aws/cloudwatch/service.ts';
import { startDynamoDb } from '../aws/dynamodb/service.ts';
import type { DynamoDb } from '../aws/dynamodb/types.ts';
import { createFaults, type Faults } from '../aws/faults.ts';
import { startFront } from '../aws/front.ts';
import { createKeyValueStores, type KeyValueStores } from '../aws/key-value-store.ts';
import { createLambda } from '../aws/lambda.ts';
import { createRequestLog, type RequestLog } from '../aws/requests.ts';
import { createRoleCheck } from '../aws/roles.ts';
import type { AwsService } from '../aws/service.ts';
import { startSqsAndS3 } from '../aws/sqs-s3/start.ts';
import type { S3, Sqs } from '../aws/sqs-s3/types.ts';
import { startStepFunctions } from '../aws/step-functions/service.ts';
import type { StepFunctions } from '../aws/step-functions/types.ts';
import type { VirtualClock } from '../clock.ts';
import type { DeployedFunction, Deployment } from '../deployment.ts';
import { createOutbox, type Outbox } from '../outbox/outbox.ts';
import { loadDeployment } from '../template.ts';
import { type Access, accessBy } from './access.ts';
import type { Activity } from './activity.ts';
import { type BuiltFunctions, createFunctions, type Functions } from './functions.ts';
import type { Logs } from './logs.ts';
import { collectMetrics, type Metrics } from './metrics.ts';
import { connectOutside } from './outside.ts';
import { makeRevocable, type RevocableRoles } from './revocations.ts';
import { invokeTask } from './state-machine-task.ts';
import { pagesHost } from './template/identity.ts';

/** Hears which function was invoked as an `Event`, and with what. */
export type InvokedListener = (functionName: string, event: unknown) => void;

/** The AWS services with the deployment in them, and the functions that call them. */
export interface Account {
  readonly deployment: Deployment;
  /** Where all AWS services answer. */
  readonly awsUrl: string;
  readonly dynamoDb: DynamoDb;
  readonly sqs: Sqs;
  readonly s3: S3;
  readonly stepFunctions: StepFunctions;
  readonly keyValueStores: KeyValueStores;
  readonly outbox: Outbox;
  readonly functions: Functions;
  readonly roles: RevocableRoles;
  readonly access: Access;
  readonly requests: RequestLog;
  readonly faults: Faults;
  readonly metrics: Metrics;
  /** Names who runs what is invoked as an `Event`. */
  onInvoked(listener: InvokedListener): void;
  /** Names what watches over the alarms, for whoever asks CloudWatch. */
  watchedBy(alarms: Alarms): void;
  /** Empties every service. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

export interface AccountOptions {
  /** The folder of the synthesized templates. */
  readonly assembly: string;
  readonly built: BuiltFunctions;
  readonly dataDir: string | undefined;
  readonly publicUrl: string;
  readonly limits: boolean;
  readonly canaryPatience: number;
  readonly clock: VirtualClock;
  readonly activity: Activity;
  readonly logs: Logs;
}

/** Opens the account: the endpoint of all services first, because names in the deployment contain its address. */
export async function openAccount(options: AccountOptions): Promise<Account> {
  const { assembly, built, dataDir, publicUrl, clock, activity, logs } = options;
  const services: AwsService[] = [];
  const requests = createRequestLog();
  const faults = createFaults();
  const front = await startFront({
    services,
    faults,
    requests,
    roles: {
      refusal: (request, permissions) => roles.refusal(request, permissions),
      check: (...question) => roles.check(...question),
    },
    killWorker: (principal, request) => functions.kill(principal, request.headers['x-amz-security-token']),
    eventOf: (principal, request) => functions.eventOf(principal, request.headers['x-amz-security-token'] ?? ''),
  });
  const template = await loadDeployment(assembly, { aws: front.url, public: publicUrl });
  const overrides = {
    CANARY_PATIENCE: String(options.canaryPatience),
    // The console and the API have one host here.
    CONSOLE_URL: publicUrl,
    PAGES_DOMAIN: `${pagesHost}:${new URL(publicUrl).port}`,
    ...(options.limits ? {} : withoutLimits),
  };
  const deployment = { ...template, functions: template.functions.map((each) => withVariables(each, overrides)) };
  const roles = makeRevocable(createRoleCheck(deployment), deployment);
  const access = accessBy(roles, deployment, requests);

  const physicalName = (name: string) => deployment.functions.find((each) => each.name === name)?.functionName ?? name;
  const metrics = collectMetrics(clock.now, physicalName);
  const functions = createFunctions({
    functions: deployment.functions,
    built,
    environment: environmentOf(front.url, deployment.region),
    callAws: front.call,
    clock: clock.shared,
    activity,
    logs,
    metrics,
    runsAlone: (deployed) => waitsForOthers(deployed) || (options.limits && countsForItself(deployed)),
    rankOf: ({ name }) => ranks[name],
  });

  const dynamoDb = await startDynamoDb({ deployment, dataDir });
  const { sqs, s3 } = await startSqsAndS3({ deployment, dataDir });
  const stepFunctions = await startStepFunctions({ deployment, roles, invoke: invokeTask(deployment, functions) });
  activity.watch(() => stepFunctions.busy() > 0);
  const outside = await connectOutside({ deployment, sqs, s3, functions, roles, access, activity });
  const outbox = createOutbox({ deployment, dataDir, outside });
  const keyValueStores = createKeyValueStores({ deployment, dataDir });
  let invoke: InvokedListener = () => undefined;
  const lambda = createLambda({
    deployment,
    invoke: (name, event) => invoke(name, event),
    run: (name, event) => functions.invoke(name, event),
  });
  let watching: Alarms | undefined;
  const cloudWatch = createCloudWatch({ deployment, alarms: () => watching });
  services.push(lambda, dynamoDb, sqs, s3, stepFunctions, keyValueStores, cloudWatch, ...outbox.services);

  return {
    deployment,
    onInvoked(listener) {
      invoke = listener;
    },
    watchedBy(alarms) {
      watching = alarms;
    },
    awsUrl: front.url,
    dynamoDb,
    sqs,
    s3,
    stepFunctions,
    keyValueStores,
    outbox,
    functions,
    roles,
    access,
    requests,
    faults,
    metrics,
    async reset() {
      for (const service of [stepFunctions, sqs, s3, dynamoDb, keyValueStores]) await service.reset();
      await outbox.reset();
    },
    async close() {
      await front.close();
      for (const service of services) await service.close();
    },
  };
}

/** What Lambda adds to a function's environment, and where AWS is. */
function environmentOf(endpoint: string, region: string): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    // Its client puts the account's number before the host, which has to be a name then.
    AWS_ENDPOINT_URL_CLOUDFRONT_KEYVALUESTORE: endpoint.replace('127.0.0.1', 'localhost'),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    // The machine's own AWS configuration must not leak in.
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

const countedInMemory = { EVENT_RATE_LIMIT: '0', API_RATE_LIMIT: '0' };
/** Far beyond what anybody sends here: texts and calls are counted all the same, as they would be in AWS. */
const uncapped = '1000000000';
const withoutLimits = {
  ...countedInMemory,
  DAILY_TEXTS_PER_USER: uncapped,
  DAILY_CALLS_PER_USER: uncapped,
  DAILY_TEXTS: uncapped,
  DAILY_CALLS: uncapped,
  SIGN_IN_RATE_LIMIT: '0',
};

/** Each running function counts for itself, so with limits on, those that have one run alone. */
const countsForItself = ({ environment }: DeployedFunction) =>
  Object.keys(countedInMemory).some((name) => name in environment);

/** The canary waits for all others; two of it could take the turns that they need. */
const waitsForOthers = ({ environment }: DeployedFunction) => 'CANARY_PATIENCE' in environment;

/** An event must not wait for what earlier ones have set going, and an answer comes next: whom these wait for has its turn. */
const ranks: Readonly<Record<string, number>> = { ingest: 0, api: 1, 'receive-callback': 1 };

/** The function with other values of variables that it has. */
function withVariables(deployed: DeployedFunction, values: Readonly<Record<string, string>>): DeployedFunction {
  const own = Object.entries(values).filter(([name]) => name in deployed.environment);
  return { ...deployed, environment: { ...deployed.environment, ...Object.fromEntries(own) } };
}

/** What the synthesized templates deploy, with every reference resolved: the local cloud's picture of the account. */
export interface Deployment {
  readonly accountId: string;
  readonly region: string;
  readonly functions: readonly DeployedFunction[];
  readonly routes: readonly { readonly method: string; readonly path: string; readonly functionName: string }[];
  readonly apiId: string;
  /** Where the HTTP API listens, without a trailing slash. */
  readonly publicUrl: string;
  /** CorsConfiguration of the HTTP API, as in the template. */
  readonly cors?: Readonly<Record<string, unknown>>;
  readonly tables: readonly DeployedTable[];
  readonly queues: readonly DeployedQueue[];
  readonly buckets: readonly { readonly name: string; readonly arn: string; readonly eventBridge: boolean }[];
  readonly keyValueStores: readonly { readonly name: string; readonly arn: string }[];
  readonly distributions: readonly DeployedDistribution[];
  readonly topics: readonly { readonly name: string; readonly arn: string }[];
  readonly subscriptions: readonly {
    readonly topicArn: string;
    readonly protocol: string;
    readonly endpoint: string;
    readonly rawMessageDelivery: boolean;
  }[];
  /** Where SES and End User Messaging configuration sets publish their events. */
  readonly eventDestinations?: readonly DeployedEventDestination[];
  readonly rules: readonly DeployedRule[];
  readonly stateMachines: readonly {
    readonly name: string;
    readonly arn: string;
    readonly definition: string;
    readonly roleArn: string;
  }[];
  readonly secrets: readonly { readonly arn: string; readonly name: string; readonly logicalId: string }[];
  readonly eventSources: readonly DeployedEventSource[];
  readonly customResources: readonly {
    readonly logicalId: string;
    readonly type: string;
    readonly functionName: string;
    readonly properties: Readonly<Record<string, unknown>>;
  }[];
  readonly alarms: readonly { readonly name: string; readonly properties: Readonly<Record<string, unknown>> }[];
  /** Identity policies by role ARN, and resource policies by resource ARN, as IAM documents. */
  readonly roles: ReadonlyMap<string, readonly object[]>;
  readonly resourcePolicies: ReadonlyMap<string, readonly object[]>;
  readonly outputs: Readonly<Record<string, string>>;
}

export interface DeployedFunction {
  /** The short name: the handler's file name (`process-event`). */
  readonly name: string;
  readonly functionName: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  /** Where failed asynchronous invocations go. */
  readonly deadLetterArn?: string;
  /** How often a failed asynchronous invocation is tried again. */
  readonly asynchronousRetries: number;
}

export interface DeployedTable {
  readonly name: string;
  readonly arn: string;
  readonly streamArn?: string;
  readonly timeToLiveAttribute?: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface DeployedQueue {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly fifo: boolean;
  readonly visibilitySeconds: number;
  readonly deadLetterArn?: string;
  readonly maxReceiveCount?: number;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface DeployedEventDestination {
  readonly service: 'ses' | 'sms-voice';
  readonly configurationSet: string;
  readonly topicArn: string;
  /** As in the template: SEND, BOUNCE … for SES; ALL, TEXT_ALL, VOICE_ALL, TEXT_DELIVERED … for End User Messaging. */
  readonly eventTypes: readonly string[];
}

export interface DeployedRule {
  readonly name: string;
  readonly scheduleExpression?: string;
  readonly eventPattern?: Readonly<Record<string, unknown>>;
  readonly targets: readonly { readonly arn: string; readonly input?: unknown; readonly deadLetterArn?: string }[];
}

export interface DeployedEventSource {
  readonly functionName: string;
  readonly sourceArn: string;
  readonly batchSize: number;
  readonly batchingWindowSeconds: number;
  readonly partialFailures: boolean;
  readonly maximumConcurrency?: number;
  readonly maximumRetryAttempts?: number;
  readonly bisectOnError: boolean;
  readonly filters: readonly Readonly<Record<string, unknown>>[];
  readonly onFailureArn?: string;
}

/** One way through a distribution: what it does with requests for some of the paths. */
export interface DeployedBehaviour {
  /** With `*` and `?`; absent for all other paths. */
  readonly pathPattern?: string;
  /** The host that it asks. */
  readonly origin: string;
  readonly methods: readonly string[];
  readonly compresses: boolean;
  /** The code of the functions that it calls before and after. */
  readonly onRequest?: string;
  readonly onResponse?: string;
  /** Set on every answer, or where the origin has set none. */
  readonly headers: readonly { readonly name: string; readonly value: string; readonly override: boolean }[];
}

export interface DeployedDistribution {
  readonly arn: string;
  readonly aliases: readonly string[];
  /** In the order in which they are tried; the last is the default. */
  readonly behaviours: readonly DeployedBehaviour[];
  readonly errors: readonly { readonly status: number; readonly answeredAs: number; readonly path: string }[];
  /** The store that its functions read. */
  readonly keyValueStoreArn?: string;
}

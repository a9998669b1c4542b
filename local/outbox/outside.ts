/** A message on its way from a topic to a queue, as SNS sends it. */
export interface QueueDelivery {
  readonly queueArn: string;
  /** The queue's policy has to allow `sns.amazonaws.com` with this source ARN. */
  readonly topicArn: string;
  readonly body: string;
  readonly delaySeconds: number;
}

/** What the outbox needs from the rest of the local cloud. */
export interface Outside {
  /** The time, as ISO text. */
  now(): string;
  /** Sends to a queue of the deployment. */
  deliverToQueue(delivery: QueueDelivery): Promise<void>;
  /** Writes an object as SES does; the bucket's policy has to allow `ses.amazonaws.com`. */
  putObject(object: { readonly bucket: string; readonly key: string; readonly body: Buffer }): Promise<void>;
  /** Invokes a function by its short name and answers with what it returned; throws what it threw. */
  invoke(functionName: string, payload: unknown, invokedBy: { readonly principal: string }): Promise<unknown>;
  /** Where the HTTP API listens, without a trailing slash; links are followed there whatever host they name. */
  baseUrl(): string;
  /** Whether a topic's policy lets an AWS service publish; everything may where this is absent. */
  mayPublish?(topicArn: string, principal: string): boolean;
}

/** A call to AWS as the front has read it: who calls (the access key id names the function), what, and with which body. */
export interface AwsRequest {
  /** Endpoint prefix as in IAM: dynamodb, states, sqs, s3, sns, ses, sms-voice, mobiletargeting, connect, secretsmanager, cloudwatch. */
  readonly service: string;
  /** The operation: PutItem, StartExecution, SendMessageBatch, PutObject, … */
  readonly action: string;
  /** The function's name, or `local` for the local cloud's own calls and tests. */
  readonly principal: string;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface AwsResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** One permission a call needs: the IAM action and the resource it touches. */
export interface Permission {
  readonly action: string;
  readonly resource: string;
  /** Values of IAM's condition keys that the call carries. */
  readonly context?: Readonly<Record<string, string>>;
}

/** One emulated AWS service behind the front. */
export interface AwsService {
  readonly service: string;
  /** What IAM would have to allow for this call; every one of them is checked. */
  permissions(request: AwsRequest): Permission[];
  handle(request: AwsRequest): Promise<AwsResponse>;
  /** Drops all state, as after a fresh deploy. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

import type { IncomingMessage } from 'node:http';
import type { AwsCall } from '../runtime/aws-channel.ts';
import { serviceNamed } from './faults.ts';
import type { AwsRequest } from './service.ts';

const SERVICE_OF_TARGET: Readonly<Record<string, string>> = {
  DynamoDB_20120810: 'dynamodb',
  AWSStepFunctions: 'states',
  AmazonSQS: 'sqs',
  PinpointSMSVoiceV2: 'sms-voice',
  secretsmanager: 'secretsmanager',
};

const SERVICE_OF_VERSION: Readonly<Record<string, string>> = {
  '2010-03-31': 'sns',
  '2010-12-01': 'ses',
  '2010-08-01': 'cloudwatch',
};

/** Which service and operation a call means and who makes it. An unsigned call is made by `anonymous`. */
export async function readRequest(message: IncomingMessage): Promise<AwsRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const headers = Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, String(value)]));
  return requestOf({ method: message.method ?? 'GET', url: message.url ?? '/', headers, body: Buffer.concat(chunks) });
}

/** The same of a call that came without a connection; the names of its headers are in small letters. */
export function requestOf({ method, url: address, headers, body: sent }: AwsCall): AwsRequest {
  const url = new URL(address, 'http://aws.local');
  const body = Buffer.from(sent as string);
  const form = headers['content-type']?.startsWith('application/x-www-form-urlencoded')
    ? new URLSearchParams(body.toString())
    : undefined;

  const credential = /Credential=([^,\s]+)/.exec(headers.authorization ?? '')?.[1];
  const scopes = (credential ?? url.searchParams.get('X-Amz-Credential') ?? '')
    .split('/')
    .map((part) => part || undefined);
  const [principal = 'anonymous'] = scopes;
  // A signature for all Regions names none.
  const scope = headers.authorization?.startsWith('AWS4-ECDSA-P256-SHA256') ? scopes[2] : scopes[3];
  const target = headers['x-amz-target']?.split('.') ?? [];
  const service = serviceNamed(
    scope ?? SERVICE_OF_TARGET[target[0] ?? ''] ?? SERVICE_OF_VERSION[form?.get('Version') ?? ''] ?? 's3',
  );
  const action =
    target.at(-1) ?? form?.get('Action') ?? restAction(service, method, url.pathname, url.searchParams, headers);
  return { service, action, principal, method, path: url.pathname, query: url.searchParams, headers, body };
}

function restAction(
  service: string,
  method: string,
  path: string,
  query: URLSearchParams,
  headers: Readonly<Record<string, string>>,
): string {
  if (service === 's3') return s3Action(method, path, query, headers);
  const rpc = /^\/service\/[^/]+\/operation\/(\w+)$/.exec(path);
  if (rpc) return rpc[1] as string;
  const known = REST_ACTIONS.find(({ on, at, of }) => of === service && on === method && at.test(path));
  return known?.name ?? `${method} ${path}`;
}

const keyValueStore = 'cloudfront-keyvaluestore';

const REST_ACTIONS = [
  { of: 'webhook', on: 'POST', at: /^\/$/, name: 'Post' },
  { of: 'webhook', on: 'GET', at: /^\/$/, name: 'Get' },
  { of: 'webhook', on: 'PUT', at: /^\/$/, name: 'Put' },
  { of: 'webhook', on: 'PATCH', at: /^\/$/, name: 'Patch' },
  { of: 'lambda', on: 'POST', at: /^\/2015-03-31\/functions\/[^/]+\/invocations$/, name: 'Invoke' },
  { of: 'ses', on: 'POST', at: /^\/v2\/email\/outbound-emails$/, name: 'SendEmail' },
  { of: 'mobiletargeting', on: 'POST', at: /^\/v1\/apps\/[^/]+\/messages$/, name: 'SendMessages' },
  { of: 'mobiletargeting', on: 'POST', at: /^\/v1\/apps$/, name: 'CreateApp' },
  { of: 'mobiletargeting', on: 'GET', at: /^\/v1\/apps$/, name: 'GetApps' },
  { of: 'mobiletargeting', on: 'GET', at: /^\/v1\/apps\/[^/]+$/, name: 'GetApp' },
  { of: 'connect', on: 'PUT', at: /^\/contact\/outbound-voice$/, name: 'StartOutboundVoiceContact' },
  { of: 'connect', on: 'POST', at: /^\/contact\/stop$/, name: 'StopContact' },
  { of: keyValueStore, on: 'GET', at: /^\/key-value-stores\/[^/]+$/, name: 'DescribeKeyValueStore' },
  { of: keyValueStore, on: 'GET', at: /^\/key-value-stores\/[^/]+\/keys\/[^/]+$/, name: 'GetKey' },
  { of: keyValueStore, on: 'PUT', at: /^\/key-value-stores\/[^/]+\/keys\/[^/]+$/, name: 'PutKey' },
  { of: keyValueStore, on: 'DELETE', at: /^\/key-value-stores\/[^/]+\/keys\/[^/]+$/, name: 'DeleteKey' },
];

function s3Action(
  method: string,
  path: string,
  query: URLSearchParams,
  headers: Readonly<Record<string, string>>,
): string {
  const [, bucket, ...key] = path.split('/');
  if (!bucket) return 'ListBuckets';
  if (key.join('/') === '') {
    if (method === 'GET') return query.get('list-type') === '2' ? 'ListObjectsV2' : 'ListObjects';
    if (method === 'POST' && query.has('delete')) return 'DeleteObjects';
    return { PUT: 'CreateBucket', DELETE: 'DeleteBucket', HEAD: 'HeadBucket' }[method] ?? method;
  }
  if (query.has('uploads')) return 'CreateMultipartUpload';
  if (query.has('uploadId')) {
    const onUpload = { PUT: 'UploadPart', POST: 'CompleteMultipartUpload', DELETE: 'AbortMultipartUpload' };
    return onUpload[method as keyof typeof onUpload] ?? 'ListParts';
  }
  if (method === 'PUT') return headers['x-amz-copy-source'] ? 'CopyObject' : 'PutObject';
  return { GET: 'GetObject', HEAD: 'HeadObject', DELETE: 'DeleteObject' }[method] ?? method;
}

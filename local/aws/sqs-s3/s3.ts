import type { Deployment } from '../../deployment.ts';
import { AwsError } from '../aws-error.ts';
import type { AwsRequest, Permission } from '../service.ts';
import type { Fauxqs } from './fauxqs.ts';
import type { S3, StoredObject } from './types.ts';

type Listener = Parameters<S3['onObjectCreated']>[0];

/** S3 on fauxqs, with the deployment's buckets and a call-back for every new object. */
export function createS3({ objects, pass }: Fauxqs, deployment: Pick<Deployment, 'buckets'>): S3 {
  const listeners: Listener[] = [];
  for (const { name } of deployment.buckets) if (!objects.hasBucket(name)) objects.createBucket(name);

  const find = (bucket: string, key: string): StoredObject | undefined => {
    try {
      const { body, contentType, cacheControl, metadata, etag } = objects.getObject(bucket, key);
      return { body, contentType, metadata, etag, ...(cacheControl !== undefined && { cacheControl }) };
    } catch {
      return undefined;
    }
  };

  const created = (bucket: string, key: string): void => {
    const size = objects.headObject(bucket, key).contentLength;
    for (const listener of listeners) listener({ bucket, key, size });
  };

  return {
    service: 's3',
    permissions: permissionsOf,
    async handle(request) {
      const { bucket, key } = placeOf(request.path);
      const isPut = request.action === 'PutObject';
      if (isPut && request.headers['if-none-match'] === '*' && find(bucket, key)) {
        throw new AwsError('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412);
      }
      const response = await pass(request, request.body);
      const isNew = isPut || request.action === 'CompleteMultipartUpload' || request.action === 'CopyObject';
      if (isNew && response.status < 300) created(bucket, key);
      return response;
    },
    put(bucket, key, body, contentType) {
      objects.putObject(bucket, key, body, contentType);
      created(bucket, key);
    },
    get: find,
    onObjectCreated(listener) {
      listeners.push(listener);
    },
    async reset() {
      for (const { name } of deployment.buckets) objects.emptyBucket(name);
    },
    async close() {},
  };
}

const OBJECT_PERMISSIONS: Readonly<Record<string, string>> = {
  GetObject: 'GetObject',
  HeadObject: 'GetObject',
  PutObject: 'PutObject',
  CopyObject: 'PutObject',
  DeleteObject: 'DeleteObject',
  CreateMultipartUpload: 'PutObject',
  UploadPart: 'PutObject',
  CompleteMultipartUpload: 'PutObject',
  AbortMultipartUpload: 'AbortMultipartUpload',
  DeleteObjects: 'DeleteObject',
};

const BUCKET_PERMISSIONS: Readonly<Record<string, string>> = {
  ListObjects: 'ListBucket',
  ListObjectsV2: 'ListBucket',
  HeadBucket: 'ListBucket',
  ListBuckets: 'ListAllMyBuckets',
};

function permissionsOf({ action, path }: AwsRequest): Permission[] {
  const { bucket, key } = placeOf(path);
  const onObject = OBJECT_PERMISSIONS[action];
  if (onObject) return [{ action: `s3:${onObject}`, resource: `arn:aws:s3:::${bucket}/${key || '*'}` }];
  const resource = bucket ? `arn:aws:s3:::${bucket}` : '*';
  return [{ action: `s3:${BUCKET_PERMISSIONS[action] ?? action}`, resource }];
}

function placeOf(path: string): { bucket: string; key: string } {
  const [, bucket = '', ...key] = path.split('/');
  return { bucket, key: decodeURIComponent(key.join('/')) };
}

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Deployment } from '../deployment.ts';
import { readJson } from '../outbox/wire.ts';
import { AwsError } from './aws-error.ts';
import type { AwsRequest, AwsResponse, AwsService } from './service.ts';

/** CloudFront's key value stores, and what its functions read of them. */
export interface KeyValueStores extends AwsService {
  /** The value of a key in a store; undefined when there is none. */
  read(storeArn: string, key: string): string | undefined;
}

/** CloudFront's own limits. */
const mostKeyBytes = 512;
const mostValueBytes = 1024;

/** The stores of the deployment: one key at a time, and only by whoever has seen the latest version. */
export function createKeyValueStores(options: {
  readonly deployment: Pick<Deployment, 'keyValueStores'>;
  readonly dataDir?: string | undefined;
}): KeyValueStores {
  const file = options.dataDir && join(options.dataDir, 'key-value-stores.json');
  const known = new Set(options.deployment.keyValueStores.map(({ arn }) => arn));
  let entries: Record<string, string> = file && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  let version = 1;

  const nameOf = (storeArn: string, key: string) => `${storeArn} ${key}`;
  const etag = () => `KV${version}`;

  function keep(): void {
    version += 1;
    if (!file) return;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(entries));
  }

  const placeOf = ({ path }: AwsRequest) => {
    const [, , store = '', , key = ''] = path.split('/').map(decodeURIComponent);
    return { store, key };
  };

  const answer = (body: object): AwsResponse => ({
    status: 200,
    headers: { 'content-type': 'application/json', etag: etag() },
    body: JSON.stringify(body),
  });

  const sizes = (store: string) => {
    const own = Object.entries(entries).filter(([name]) => name.startsWith(`${store} `));
    const bytes = own.reduce((sum, [name, value]) => sum + name.length - store.length - 1 + value.length, 0);
    return { ItemCount: own.length, TotalSizeInBytes: bytes };
  };

  return {
    service: 'cloudfront-keyvaluestore',
    permissions: (request) => [
      { action: `cloudfront-keyvaluestore:${request.action}`, resource: placeOf(request).store },
    ],
    read: (storeArn, key) => entries[nameOf(storeArn, key)],
    async handle(request) {
      const { store, key } = placeOf(request);
      if (!known.has(store)) throw new AwsError('ResourceNotFoundException', `There is no store ${store}`, 404);
      const name = nameOf(store, key);
      const isWrite = request.action === 'PutKey' || request.action === 'DeleteKey';
      if (isWrite && request.headers['if-match'] !== etag())
        throw new AwsError('ConflictException', 'The store has changed meanwhile', 409);
      switch (request.action) {
        case 'DescribeKeyValueStore':
          return answer({ KvsARN: store, Created: 0, Status: 'READY', ...sizes(store) });
        case 'GetKey': {
          const value = entries[name];
          if (value === undefined) throw new AwsError('ResourceNotFoundException', `There is no key ${key}`, 404);
          return answer({ Key: key, Value: value, ...sizes(store) });
        }
        case 'PutKey': {
          const value = String(readJson(request).Value ?? '');
          if (Buffer.byteLength(key) > mostKeyBytes || Buffer.byteLength(value) > mostValueBytes)
            throw new AwsError('ValidationException', 'The key or its value is too large');
          entries = { ...entries, [name]: value };
          keep();
          return answer(sizes(store));
        }
        case 'DeleteKey': {
          if (entries[name] === undefined)
            throw new AwsError('ResourceNotFoundException', `There is no key ${key}`, 404);
          const { [name]: _gone, ...rest } = entries;
          entries = rest;
          keep();
          return answer(sizes(store));
        }
        default:
          throw new AwsError('UnknownOperationException', `${request.action} is not served locally`);
      }
    },
    async reset() {
      entries = {};
      keep();
      if (file) rmSync(file, { force: true });
    },
    async close() {},
  };
}

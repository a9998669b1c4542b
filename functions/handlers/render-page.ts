import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { environment } from '../platform/environment.ts';
import { s3PageBucket } from '../platform/page-bucket.ts';
import type { EdgeStore } from '../ports/page-publishing.ts';
import { base } from './world/base.ts';
import { lambda } from './world/lambda.ts';
import { settings } from './world/settings.ts';
import { store } from './world/store.ts';

/** Hosts change seldom: what speaks with their store is loaded when one does. */
let hosts: EdgeStore | undefined;
const loadHosts = async (): Promise<EdgeStore> => {
  const { cloudFrontEdgeStore } = await import('../platform/edge-store.ts');
  hosts ??= cloudFrontEdgeStore(environment('PAGE_HOSTS_ARN'));
  return hosts;
};
const edgeStore: EdgeStore = {
  put: async (key, value) => (await loadHosts()).put(key, value),
  deleteIf: async (key, isOurs) => (await loadHosts()).deleteIf(key, isOurs),
};

const world = {
  ...base,
  store,
  settings,
  pageBucket: s3PageBucket(environment('PAGE_BUCKET')),
  edgeStore,
};

const itemsIn = (...images: readonly unknown[]) =>
  images.filter((image) => image !== undefined).map((image) => unmarshall(image as Record<string, AttributeValue>));

/** Publishes the pages that changes of the table touch, before and after them. */
const handle = async ({ Records }: DynamoDBStreamEvent): Promise<void> => {
  const items = Records.flatMap(({ dynamodb }) => itemsIn(dynamodb?.OldImage, dynamodb?.NewImage));
  // What reckons with calendars, and what writes pages, is loaded beside the table's client and not before it.
  const { publishTouched } = await import('../usecases/page/publish-touched.ts');
  await publishTouched(world, items);
};

export const handler = lambda(handle);

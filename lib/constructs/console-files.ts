import { CustomResource, Duration, FileSystem } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Options } from '../context.ts';
import type { ConsoleDelivery } from './console-delivery.ts';
import { HouseFunction } from './house-function.ts';
import { allowDeletes, allowGets, allowPuts } from './permissions.ts';

/** In the function's own folder. */
const folder = 'files';
/** Where a build goes before the function's code is taken. */
export const consoleFolder = `dist/functions/publish-console/${folder}`;

export interface ConsoleFilesProps {
  readonly options: Options;
  readonly delivery: ConsoleDelivery;
}

/** Puts the console where people find it, whenever a deploy brings another build of it. */
export class ConsoleFiles extends Construct {
  constructor(scope: Construct, id: string, { options, delivery }: ConsoleFilesProps) {
    super(scope, id);
    const { bucket } = delivery;
    const publish = new HouseFunction(this, 'Publish', {
      options,
      name: 'publish-console',
      description: 'Puts the files of the console into their bucket, at deploy time',
      environment: { CONSOLE_BUCKET: bucket.bucketName },
      timeout: Duration.minutes(2),
      failures: 'Runs in deploys only: CloudFormation waits for its answer and rolls back without it.',
    });
    allowGets(bucket, publish);
    allowPuts(bucket, publish);
    allowDeletes(bucket, publish);
    new CustomResource(this, 'Build', {
      serviceToken: publish.functionArn,
      serviceTimeout: Duration.minutes(4),
      resourceType: 'Custom::TocsinConsole',
      properties: { Folder: folder, Build: options.bundling ? FileSystem.fingerprint(consoleFolder) : 'none' },
    });
  }
}

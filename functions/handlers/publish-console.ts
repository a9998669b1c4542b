import path from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { boundedClient } from '../platform/aws-client.ts';
import { answerDeploy } from '../platform/cloudformation.ts';
import { consoleBuildIn, s3ConsoleBucket } from '../platform/console-files.ts';
import { environment } from '../platform/environment.ts';
import { publishConsole } from '../usecases/console/publish.ts';
import { base } from './world/base.ts';
import { lambda } from './world/lambda.ts';

const s3 = new S3Client(boundedClient);

/** The custom resource of a deploy: the console that came with this function is the one that people find. Deleting it deletes nothing. */
const handle = (event: CloudFormationCustomResourceEvent): Promise<void> =>
  answerDeploy(event, base.log, async () => {
    if (event.RequestType === 'Delete') return;
    const folder = path.resolve(process.env.LAMBDA_TASK_ROOT ?? '', String(event.ResourceProperties.Folder));
    await publishConsole(base, consoleBuildIn(folder), s3ConsoleBucket(s3, environment('CONSOLE_BUCKET')));
  });

export const handler = lambda(handle);

import { join } from 'node:path';
import type { Deployment } from '../../deployment.ts';
import { openFauxqs } from './fauxqs.ts';
import { createS3 } from './s3.ts';
import { createSqs } from './sqs.ts';
import type { SqsAndS3 } from './types.ts';

/** SQS and S3 with the deployment's queues and buckets, kept in `<dataDir>/sqs-s3`, or in memory without a directory. */
export async function startSqsAndS3(options: {
  readonly deployment: Pick<Deployment, 'region' | 'queues' | 'buckets'>;
  readonly dataDir?: string;
}): Promise<SqsAndS3> {
  const { deployment, dataDir } = options;
  const fauxqs = await openFauxqs(deployment.region, dataDir && join(dataDir, 'sqs-s3'));
  const sqs = createSqs(fauxqs, deployment);
  const s3 = createS3(fauxqs, deployment);
  return {
    sqs,
    s3: {
      ...s3,
      async close() {
        await s3.close();
        await fauxqs.close();
      },
    },
  };
}

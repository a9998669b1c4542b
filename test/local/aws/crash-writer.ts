import { startDynamoDb } from '../../../local/aws/dynamodb/service.ts';
import type { AwsRequest } from '../../../local/aws/service.ts';
import { startSqsAndS3 } from '../../../local/aws/sqs-s3/start.ts';
import { deployment, queueArn } from './crash-deployment.ts';

/** Writes for ever, and prints after each transaction and message how many are done. */
const dataDir = process.argv[2];
const dynamoDb = await startDynamoDb({ deployment, dataDir });
const { sqs } = await startSqsAndS3({ deployment, dataDir });
for (let i = 1; ; i += 1) {
  const TransactItems = ['left', 'right'].map((half) => ({
    Put: { TableName: 'things', Item: { PK: { S: String(i) }, SK: { S: half } } },
  }));
  const body = Buffer.from(JSON.stringify({ TransactItems }));
  await dynamoDb.handle({ action: 'TransactWriteItems', body } as AwsRequest);
  await sqs.send(queueArn, String(i));
  process.stdout.write(`${i}\n`);
}

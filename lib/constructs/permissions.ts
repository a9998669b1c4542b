import { Stack } from 'aws-cdk-lib';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { HouseFunction } from './house-function.ts';
import type { StateMachineAddress } from './state-machine.ts';

/** The indexes of the table; a function that may read the table may query each of them. */
export const indexes = ['list', 'related', 'open', 'due'] as const;

/** Lets functions read items and query the table and its indexes. Never Scan. */
export function allowTableReads(table: ITableV2, ...functions: readonly HouseFunction[]): void {
  for (const reader of functions) {
    reader.allow(['dynamodb:GetItem', 'dynamodb:BatchGetItem'], table.tableArn);
    reader.allow(['dynamodb:Query'], table.tableArn, ...indexes.map((index) => `${table.tableArn}/index/${index}`));
  }
}

/** Lets functions write items, alone and in transactions (which need the permission of each of their parts). */
export function allowTableWrites(table: ITableV2, ...functions: readonly HouseFunction[]): void {
  for (const writer of functions) {
    writer.allow(
      ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'],
      table.tableArn,
    );
  }
}

/** Lets functions change an item, and nothing else: what a ping does. */
export function allowTableUpdates(table: ITableV2, ...functions: readonly HouseFunction[]): void {
  for (const writer of functions) writer.allow(['dynamodb:UpdateItem'], table.tableArn);
}

/** Lets functions put messages on these queues. */
export function allowSends(queues: readonly IQueue[], ...functions: readonly HouseFunction[]): void {
  for (const sender of functions) sender.allow(['sqs:SendMessage'], ...queues.map((queue) => queue.queueArn));
}

/** Lets functions start and stop executions. */
export function allowExecutions(machine: StateMachineAddress, ...functions: readonly HouseFunction[]): void {
  for (const caller of functions) {
    caller.allow(['states:StartExecution'], machine.machineArn);
    caller.allow(['states:StopExecution'], machine.executionsArn);
    caller.acceptWildcard(
      machine.executionsFinding,
      'Executions are named after alerts, which nobody knows at deploy time. The pattern covers one state machine.',
    );
  }
}

/** Lets a function see what became of executions. */
export function allowExecutionReads(machine: StateMachineAddress, reader: HouseFunction): void {
  reader.allow(['states:ListExecutions'], machine.machineArn);
  reader.allow(['states:DescribeExecution', 'states:GetExecutionHistory'], machine.executionsArn);
}

/** Lets functions put objects into a bucket. */
export function allowPuts(bucket: IBucket, ...functions: readonly HouseFunction[]): void {
  allowObjects('s3:PutObject', bucket, functions);
}

/** Lets functions delete objects of a bucket. */
export function allowDeletes(bucket: IBucket, ...functions: readonly HouseFunction[]): void {
  allowObjects('s3:DeleteObject', bucket, functions);
}

/** Lets functions read objects of a bucket. Who may not list it is told 403 instead of 404 for an object that is gone. */
export function allowGets(bucket: IBucket, ...functions: readonly HouseFunction[]): void {
  allowObjects('s3:GetObject', bucket, functions);
  for (const reader of functions) reader.allow(['s3:ListBucket'], bucket.bucketArn);
}

function allowObjects(action: string, bucket: IBucket, functions: readonly HouseFunction[]): void {
  const home = Stack.of(bucket);
  const imported: { 'Fn::ImportValue': string } = home.resolve(home.exportValue(bucket.bucketArn));
  for (const user of functions) {
    user.allow([action], bucket.arnForObjects('*'));
    user.acceptWildcard(
      `${imported['Fn::ImportValue']}/*`,
      'Objects get their keys when they are written. The pattern covers one bucket.',
    );
  }
}

/** Lets functions read a secret, and have it opened where a key of the customer's own keeps it. */
export function allowSecret(secret: ISecret, ...functions: readonly HouseFunction[]): void {
  for (const reader of functions) {
    reader.allow(['secretsmanager:GetSecretValue'], secret.secretArn);
    if (secret.encryptionKey !== undefined) reader.allow(['kms:Decrypt'], secret.encryptionKey.keyArn);
  }
}

/** Lets a function see how the deployment itself is doing: its alarms and counts, what was given up, and what AWS lets it send. */
export function allowOperationReads(
  reader: HouseFunction,
  {
    deadLetters,
    hasTextIdentity,
    hasMail,
  }: { deadLetters: readonly IQueue[]; hasTextIdentity: boolean; hasMail: boolean },
): void {
  reader.allow(['sqs:GetQueueAttributes'], ...deadLetters.map((queue) => queue.queueArn));
  const texts = hasTextIdentity
    ? ['sms-voice:DescribeAccountAttributes', 'sms-voice:DescribeSpendLimits']
    : ['sns:GetSMSSandboxAccountStatus', 'sns:GetSMSAttributes'];
  reader.allowAnywhere(
    ['cloudwatch:DescribeAlarms', 'cloudwatch:GetMetricStatistics', ...(hasMail ? ['ses:GetSendQuota'] : []), ...texts],
    'Alarms are listed and metrics read for the whole account, and limits are the account’s: there is no resource to name. Nothing is changed by it.',
  );
}

import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import type { Context } from '../../ports/context.ts';

/**
 * Handles the records of a FIFO batch: groups side by side, the records of a group in order. After a failure the rest of
 * that group is skipped, and all of it is reported, so that SQS delivers it again in the same order. What is delivered
 * again is counted: the first time it failed, or whoever had it crashed, ran out of time or was throttled.
 */
export async function handleGroups(
  records: readonly SQSRecord[],
  handle: (record: SQSRecord) => Promise<unknown>,
  { log, metrics }: Pick<Context, 'log' | 'metrics'>,
): Promise<SQSBatchResponse> {
  const again = records.filter(({ attributes }) => Number(attributes.ApproximateReceiveCount) > 1).length;
  if (again > 0) metrics.count('Redeliveries', again);
  const groups = Map.groupBy(records, ({ attributes, messageId }) => attributes.MessageGroupId ?? messageId);
  const failed = await Promise.all([...groups.values()].map((group) => failedOf(group, handle, log)));
  return { batchItemFailures: failed.flat().map(({ messageId }) => ({ itemIdentifier: messageId })) };
}

async function failedOf(
  group: readonly SQSRecord[],
  handle: (record: SQSRecord) => Promise<unknown>,
  log: Context['log'],
): Promise<readonly SQSRecord[]> {
  for (const [index, record] of group.entries()) {
    try {
      await handle(record);
    } catch (error) {
      log.error('record not handled', { messageId: record.messageId, error });
      return group.slice(index);
    }
  }
  return [];
}

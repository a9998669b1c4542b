import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import type { Log } from '../../ports/log.ts';

/**
 * Handles the records of a FIFO batch: groups side by side, the records of a group in order. After a failure the rest of
 * that group is skipped, and all of it is reported, so that SQS delivers it again in the same order.
 */
export async function handleGroups(
  records: readonly SQSRecord[],
  handle: (record: SQSRecord) => Promise<unknown>,
  log: Log,
): Promise<SQSBatchResponse> {
  const groups = Map.groupBy(records, ({ attributes, messageId }) => attributes.MessageGroupId ?? messageId);
  const failed = await Promise.all([...groups.values()].map((group) => failedOf(group, handle, log)));
  return { batchItemFailures: failed.flat().map(({ messageId }) => ({ itemIdentifier: messageId })) };
}

async function failedOf(
  group: readonly SQSRecord[],
  handle: (record: SQSRecord) => Promise<unknown>,
  log: Log,
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

import type { SQSRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { handleGroups } from '../../functions/handlers/world/batch.ts';

const record = (messageId: string, MessageGroupId?: string): SQSRecord =>
  ({ messageId, attributes: { MessageGroupId }, body: messageId }) as unknown as SQSRecord;

const log = { info: () => {}, warn: () => {}, error: () => {} };

const counted: [string, number][] = [];

/** Handles these records, of which some break; says in which order they were handled, and which SQS delivers again. */
async function handled(records: readonly SQSRecord[], breaking: readonly string[]) {
  const order: string[] = [];
  const { batchItemFailures } = await handleGroups(
    records,
    async ({ messageId }) => {
      await Promise.resolve();
      order.push(messageId);
      if (breaking.includes(messageId)) throw new Error('the table does not answer');
    },
    { log, metrics: { count: (name, value = 1) => void counted.push([name, value]), seconds: () => {} } },
  );
  return { order, again: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) };
}

describe('a batch of events', () => {
  const records = ['a1', 'b1', 'a2', 'a3', 'b2'].map((id) => record(id, id[0]));

  it('counts what comes again, for the alarm: the first time it was not done', async () => {
    counted.splice(0);
    await handled(records, ['a1']);
    expect(counted).toEqual([]);
    const again = records.map((one, index) => ({
      ...one,
      attributes: { ...one.attributes, ApproximateReceiveCount: String(1 + (index % 2)) },
    }));
    await handled(again, []);
    expect(counted).toEqual([['Redeliveries', 2]]);
  });

  it('of which all are handled comes no more', async () => {
    const { order, again } = await handled(records, []);
    expect(order.toSorted()).toEqual(['a1', 'a2', 'a3', 'b1', 'b2']);
    expect(again).toEqual([]);
  });

  it('after a failure gives back the rest of that group untouched, in its order, and nothing of another', async () => {
    const { order, again } = await handled(records, ['a2']);
    expect(again).toEqual(['a2', 'a3']);
    expect(order).not.toContain('a3');
    expect(order).toEqual(expect.arrayContaining(['b1', 'b2']));
  });

  it('gives back all of a group whose first fails', async () => {
    expect((await handled(records, ['a1', 'b2'])).again).toEqual(['a1', 'a2', 'a3', 'b2']);
  });

  it('handles the records of a group one after the other', async () => {
    const { order } = await handled(records, []);
    expect(order.filter((id) => id.startsWith('a'))).toEqual(['a1', 'a2', 'a3']);
  });

  it('of a queue without groups fails record by record', async () => {
    expect((await handled([record('x'), record('y'), record('z')], ['y'])).again).toEqual(['y']);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChangeFeed, ChangeRecord } from '../../../local/aws/dynamodb/types.ts';
import { startClock, type VirtualClock } from '../../../local/clock.ts';
import type { DeployedEventSource } from '../../../local/deployment.ts';
import { type Activity, trackActivity } from '../../../local/runtime/activity.ts';
import type { Functions } from '../../../local/runtime/functions.ts';
import type { Poller } from '../../../local/runtime/queue-poller.ts';
import { type FailedBatch, readStream } from '../../../local/runtime/stream-reader.ts';
import { timeTravel } from '../../../local/runtime/time-travel.ts';

function aChange(index: number, type = 'ALERT'): ChangeRecord {
  return {
    sequenceNumber: String(index).padStart(3, '0'),
    table: 'alerts',
    eventName: 'MODIFY',
    at: new Date().toISOString(),
    keys: { PK: { S: `ALERT#${index}` } },
    newImage: { type: { S: type } },
    expired: false,
  };
}

describe('a stream reader', () => {
  let clock: VirtualClock;
  let activity: Activity;
  let reader: Poller;
  let records: ChangeRecord[];
  let aside: FailedBatch[];
  let batches: string[][];

  beforeEach(() => {
    clock = startClock({ startAt: Date.parse('2026-01-01T00:00:00Z'), still: true });
    activity = trackActivity();
    records = [];
    aside = [];
    batches = [];
  });
  afterEach(() => {
    reader.close();
    clock.close();
  });

  async function read(fails: (numbers: string[]) => boolean | string, source: Partial<DeployedEventSource> = {}) {
    const feed: ChangeFeed = {
      read: (_table, after, limit) => records.filter(({ sequenceNumber }) => sequenceNumber > after).slice(0, limit),
      async acknowledge(_table, number) {
        records = records.filter(({ sequenceNumber }) => sequenceNumber > number);
      },
      join: () => {},
      subscribe: () => () => {},
    };
    const functions = {
      async invoke(_name: string, event: { Records: { dynamodb: { SequenceNumber: string } }[] }) {
        const numbers = event.Records.map(({ dynamodb }) => dynamodb.SequenceNumber);
        batches.push(numbers);
        const failed = fails(numbers);
        if (failed === true) return { ok: false, error: { errorType: 'Error', errorMessage: 'no' } };
        const batchItemFailures = failed === false ? [] : [{ itemIdentifier: failed }];
        return { ok: true, payload: JSON.stringify({ batchItemFailures }) };
      },
    } as unknown as Functions;
    reader = readStream({
      source: {
        functionName: 'on-change',
        sourceArn: 'arn:aws:dynamodb:eu-central-1:000000000000:table/alerts/stream/local',
        batchSize: 4,
        batchingWindowSeconds: 0,
        partialFailures: true,
        bisectOnError: true,
        maximumRetryAttempts: 3,
        onFailureArn: 'arn:aws:s3:::blobs',
        filters: [{ dynamodb: { NewImage: { type: { S: ['ALERT'] } } } }],
        ...source,
      },
      table: 'alerts',
      region: 'eu-central-1',
      feed,
      functions,
      access: { functionMay: async () => true, serviceMay: async () => true },
      activity,
      metrics: { count: () => {} },
      putAside: (batch) => aside.push(batch),
    });
    await reader.askAccess();
    await activity.settled();
  }

  it('reads in batches and passes over what its filter does not want', async () => {
    records = [1, 2, 3, 4, 5].map((index) => aChange(index, index === 2 ? 'STEP' : 'ALERT'));
    await read(() => false);
    expect(batches).toEqual([['001', '003', '004'], ['005']]);
    expect(records).toEqual([]);
  });

  it('goes on from the record that is reported as failed', async () => {
    records = [1, 2, 3].map((index) => aChange(index));
    let failures = 1;
    await read((numbers) => (numbers.includes('002') && failures-- > 0 ? '002' : false), { bisectOnError: false });
    await timeTravel(clock, activity).advance(5);
    expect(batches).toEqual([
      ['001', '002', '003'],
      ['002', '003'],
    ]);
  });

  it('halves a failing batch, and puts aside only what keeps failing', async () => {
    records = [1, 2, 3, 4, 5].map((index) => aChange(index));
    await read((numbers) => numbers.includes('003'));
    await timeTravel(clock, activity).advance(60);
    expect(batches.slice(0, 4)).toEqual([['001', '002', '003', '004'], ['001', '002'], ['003', '004'], ['003']]);
    expect(batches.at(-1)).toEqual(['005']);
    expect(aside.map(({ document }) => document.DDBStreamBatchInfo)).toMatchObject([
      { startSequenceNumber: '003', endSequenceNumber: '003', batchSize: 1 },
    ]);
    expect(records).toEqual([]);
  });

  it('is settled while it pauses between tries', async () => {
    records = [aChange(1)];
    await read(() => true);
    expect(batches).toHaveLength(1);
    expect(records).toHaveLength(1);
  });

  it('begins anew when all is forgotten, also while it pauses, and tries nothing of it again', async () => {
    records = [aChange(1)];
    await read(() => true);
    expect(batches).toEqual([['001']]);
    records = [];
    reader.reset();
    records = [aChange(2)];
    reader.resume();
    await activity.settled();
    expect(batches).toEqual([['001'], ['002']]);
    await timeTravel(clock, activity).advance(600);
    expect(batches.flat().filter((number) => number === '001')).toHaveLength(1);
    expect(aside.map(({ document }) => document.DDBStreamBatchInfo)).toMatchObject([{ startSequenceNumber: '002' }]);
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import type { Sqs } from '../../../local/aws/sqs-s3/types.ts';
import type { DeployedEventSource } from '../../../local/deployment.ts';
import { trackActivity } from '../../../local/runtime/activity.ts';
import type { Functions, InvocationResult } from '../../../local/runtime/functions.ts';
import { failedIds, type Poller, pollQueue } from '../../../local/runtime/queue-poller.ts';

const sourceArn = 'arn:aws:sqs:eu-central-1:000000000000:tocsin-local-events.fifo';
const ok = (answer: unknown): InvocationResult => ({
  ok: true,
  processorMilliseconds: 1,
  payload: JSON.stringify(answer),
});

/** As much of a queue as a poller sees: messages go when received and come back by nobody. */
function aQueue(bodies: readonly string[]) {
  const waiting = bodies.map((body, index) => ({
    messageId: `m${index}`,
    receiptHandle: `r${index}`,
    body,
    md5OfBody: '',
    attributes: {},
    messageAttributes: {},
  }));
  const deleted: string[] = [];
  /** A message that nobody works on and that comes back at this instant. */
  let away: { readonly message: (typeof waiting)[number]; readonly until: number } | undefined;
  const depth = () => {
    if (away && away.until <= Date.now()) {
      waiting.push(away.message);
      away = undefined;
    }
    return { receivable: waiting.length, nextBackAt: away?.until };
  };
  const sqs = {
    depth,
    receive: (_arn: string, max: number) => waiting.splice(0, max),
    delete: (_arn: string, handle: string) => deleted.push(handle),
    subscribe: () => () => {},
  } as unknown as Sqs;
  const hide = (milliseconds: number) => {
    const [message] = waiting.splice(0, 1);
    if (message) away = { message, until: Date.now() + milliseconds };
  };
  return { sqs, deleted, waiting, hide };
}

describe('a queue poller', () => {
  let poller: Poller;
  afterEach(() => poller.close());

  async function poll(
    queue: ReturnType<typeof aQueue>,
    answer: (bodies: string[]) => InvocationResult,
    source: Partial<DeployedEventSource> = {},
    mayPoll = true,
    isPassing = false,
  ): Promise<string[][]> {
    const batches: string[][] = [];
    const activity = trackActivity();
    poller = pollQueue({
      source: {
        functionName: 'process-event',
        sourceArn,
        batchSize: 2,
        batchingWindowSeconds: 0,
        partialFailures: true,
        bisectOnError: false,
        filters: [],
        ...source,
      },
      region: 'eu-central-1',
      sqs: queue.sqs,
      functions: {
        async invoke(_name: string, event: { Records: { body: string }[] }) {
          batches.push(event.Records.map(({ body }) => body));
          return answer(event.Records.map(({ body }) => body));
        },
      } as unknown as Functions,
      access: { functionMay: async () => mayPoll, serviceMay: async () => true },
      activity,
      clock: { isPassing: () => isPassing },
    });
    await poller.askAccess();
    await activity.settled();
    return batches;
  }

  it('hands messages over in batches and deletes what is done', async () => {
    const queue = aQueue(['a', 'b', 'c']);
    expect(await poll(queue, () => ok(null))).toEqual([['a', 'b'], ['c']]);
    expect(queue.deleted).toEqual(['r0', 'r1', 'r2']);
  });

  it('keeps what the function reports as failed', async () => {
    const queue = aQueue(['a', 'b']);
    await poll(queue, () => ok({ batchItemFailures: [{ itemIdentifier: 'm1' }] }));
    expect(queue.deleted).toEqual(['r0']);
  });

  it('keeps the whole batch when the function fails', async () => {
    const queue = aQueue(['a', 'b']);
    await poll(queue, () => ({ ok: false, error: { errorType: 'Error', errorMessage: 'no' } }));
    expect(queue.deleted).toEqual([]);
  });

  it('deletes what its filters do not want without invoking', async () => {
    const queue = aQueue(['{"v":1}', '{"v":2}']);
    expect(await poll(queue, () => ok(null), { filters: [{ body: { v: [2] } }] })).toEqual([['{"v":2}']]);
    expect(queue.deleted.sort()).toEqual(['r0', 'r1']);
  });

  it('takes nothing without the role’s permission, nor while stopped', async () => {
    const queue = aQueue(['a']);
    expect(await poll(queue, () => ok(null), {}, false)).toEqual([]);
    poller.close();
    const other = aQueue([]);
    const batches = await poll(other, () => ok(null));
    poller.stop();
    other.waiting.push(...aQueue(['late']).waiting);
    expect(batches).toEqual([]);
    poller.resume();
    expect(other.waiting).toEqual([]);
  });

  it.each([
    ['for a moment is waited for while time passes', 300, true, [['a']]],
    ['for long is not', 60_000, true, []],
    ['for a moment is not while time stands still: it would never come', 300, false, []],
  ] as const)('settles: what is invisible %s', async (_case, milliseconds, isPassing, expected) => {
    const queue = aQueue(['a']);
    queue.hide(milliseconds);
    expect(await poll(queue, () => ok(null), {}, true, isPassing)).toEqual(expected);
  });
});

describe('a partial failure', () => {
  const messages = [{ messageId: 'm1' }, { messageId: 'm2' }];

  it.each([
    ['no answer', null, []],
    ['no list', {}, []],
    ['an empty list', { batchItemFailures: [] }, []],
    ['a message', { batchItemFailures: [{ itemIdentifier: 'm2' }] }, ['m2']],
    ['an unknown id fails the batch', { batchItemFailures: [{ itemIdentifier: 'm3' }] }, ['m1', 'm2']],
    ['an empty id fails the batch', { batchItemFailures: [{ itemIdentifier: '' }] }, ['m1', 'm2']],
    ['a missing id fails the batch', { batchItemFailures: [{}] }, ['m1', 'm2']],
  ])('%s', (_case, answer, expected) => {
    expect([...failedIds(JSON.stringify(answer), messages)]).toEqual(expected);
  });
});

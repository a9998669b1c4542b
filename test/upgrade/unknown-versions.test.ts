import { readFileSync } from 'node:fs';
import type { SQSEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readRecording } from './versions.ts';

beforeAll(() => {
  vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
  const source = readFileSync(new URL('../../functions/platform/environment.ts', import.meta.url), 'utf8');
  for (const [, name = ''] of source.matchAll(/^ {2}([A-Z_]+): string;$/gm))
    vi.stubEnv(name, 'https://nowhere.invalid');
  vi.stubEnv('AWS_REGION', 'eu-central-1');
});
afterAll(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const delivered = (message: object) =>
  ({ Records: [{ messageId: 'm1', body: JSON.stringify(message), attributes: {} }] }) as unknown as SQSEvent;

const given = { batchItemFailures: [{ itemIdentifier: 'm1' }] };
const waiting = (queue: string) => {
  const message = readRecording(1).messages.find((one) => one.queue === queue);
  return JSON.parse(message?.body ?? '{}');
};

/** What is not understood is given back: a newer function takes it, or it ends in the dead-letter queue, with an alarm. */
describe('a message of a version that does not exist yet', () => {
  it('on the event queue is given back, not dropped', async () => {
    const { handler } = await import('../../functions/handlers/process-event.ts');
    expect(await handler(delivered({ ...waiting('events'), v: 2 }))).toEqual(given);
  });

  it('on the notification queue is given back, not dropped', async () => {
    const { handler } = await import('../../functions/handlers/send-notification.ts');
    expect(await handler(delivered({ ...waiting('notifications'), v: 2 }))).toEqual(given);
    expect(await handler(delivered({ v: 2, announce: 'ACCEPTED', alertId: 1, version: 1 }))).toEqual(given);
  });

  it('in an execution fails the task, so that the watchdog takes over', async () => {
    const { handler } = await import('../../functions/handlers/advance-escalation.ts');
    const [execution] = readRecording(1).executions;
    await expect(handler({ ...execution?.input, v: 2 })).rejects.toThrow();
  });

  it('in the change feed is given back, not passed over', async () => {
    const { handler } = await import('../../functions/handlers/on-change.ts');
    const change = readRecording(1).changes.find(({ newImage }) => newImage?.type?.S === 'ALERT');
    const images = { OldImage: change?.oldImage, NewImage: { ...change?.newImage, status: { S: 'ASLEEP' } } };
    const Records = [{ dynamodb: { SequenceNumber: 's1', ...images } }];
    expect(await handler({ Records } as never)).toEqual({ batchItemFailures: [{ itemIdentifier: 's1' }] });
  });
});

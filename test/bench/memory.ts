import { prices } from '../cost/prices.ts';
import { aPersonWithPhone, aSource, eventBody, lambdaBetween, range, readMeters } from '../load/stage.ts';
import type { LocalCloud } from '../support/local-cloud.ts';
import { printTable } from './table.ts';

const alerts = 120;
const sizes = [256, 512, 1024, 1769] as const;

/** Lambda gives a function one processor at this size, and less in proportion below it (AWS Lambda developer guide). */
const wholeProcessorMb = 1769;
/** Assumed of AWS: one call of a function to a service of its Region, on average. */
const callMilliseconds = 8;

/** The functions of the paging path, and how many of their calls wait for each other. */
const path = { ingest: 2, 'process-event': 4, 'advance-escalation': 1, 'send-notification': 5 } as const;

/**
 * Prints what the functions of the paging path cost and how long they take at several sizes, from their measured processor
 * time per invocation: below a whole processor the time they compute shrinks as memory grows, the time they wait does not.
 */
export async function benchMemory(cloud: LocalCloud): Promise<void> {
  const { id } = await aPersonWithPhone(cloud, 900);
  const source = await aSource(cloud, { users: [{ id }] });
  const post = (key: string) => cloud.api('POST', '/api/events', JSON.parse(eventBody(source, key)), null);
  for (const index of range(20)) await post(`warm-${index}`);
  await cloud.settle();

  const before = await readMeters(cloud);
  for (const index of range(alerts)) await post(`memory-${index}`);
  await cloud.settle();
  const after = await readMeters(cloud);

  const perGigabyteSecond = prices['Lambda time (arm64)'].usd;
  const rows = Object.entries(path).map(([name, calls]) => {
    const invocations = lambdaBetween(before, after, 'Invocations', name);
    const processor = lambdaBetween(before, after, 'ProcessorTime', name) / Math.max(1, invocations);
    const at = (memoryMb: number): string => {
      const share = Math.min(1, memoryMb / wholeProcessorMb);
      const milliseconds = processor / share + calls * callMilliseconds;
      const usd = (milliseconds / 1000) * (memoryMb / 1024) * perGigabyteSecond * 1e6;
      return `${milliseconds.toFixed(0)} ms, $${usd.toFixed(2)}`;
    };
    return [name, String(invocations), `${processor.toFixed(1)} ms`, ...sizes.map(at)];
  });
  printTable(
    'Duration and dollars a million invocations, by memory',
    ['function', 'invocations', 'processor time each', ...sizes.map((size) => `${size} MB`)],
    rows,
  );
}

import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { duration, figure, type Section } from './report.ts';
import {
  aSource,
  callsBetween,
  create,
  each,
  eventBody,
  lambdaBetween,
  people,
  range,
  readMeters,
  writesBetween,
} from './stage.ts';

const sizes = [13, 130, 1_300] as const;
/** As many as one team takes. */
const teamSize = 60;
/** What the function that takes a step is given (lib/stacks/core.ts). */
const timeoutMilliseconds = 30_000;

/** What one alert costs for ten and a hundred times as many people, and whether each of them is told exactly once. */
export async function recipients(): Promise<Section> {
  const cloud = await startLocalCloud({ clock: 'still' });
  try {
    const everybody = await people(cloud, Math.max(...sizes));
    const team = (name: string, members: readonly { readonly id: number }[]) =>
      create(cloud, '/api/teams', { name, members: members.map(({ id }) => ({ user: { id }, role: 'RESPONDER' })) });
    const teamsOf = (size: number) =>
      each(range(Math.ceil(size / teamSize)), (index) =>
        team(`${size}, ${index}`, everybody.slice(index * teamSize, Math.min((index + 1) * teamSize, size))),
      );
    await alertFor(cloud, { users: everybody.slice(0, 1) }, 1);
    const rows: string[][] = [];
    const violations: string[] = [];
    for (const size of sizes) {
      const { row, broken } = await alertFor(cloud, { teams: await teamsOf(size) }, size);
      rows.push(row);
      violations.push(...broken);
    }
    const head = [
      'people',
      'messages',
      'each once',
      'calls of the step',
      'transactions',
      'SQS batches',
      'of 30 s',
      'write units of the alert',
      'per person',
      'sends',
      'calls per send',
      'all done after',
    ];
    return { tables: [{ title: 'One alert for so many people, each told by one e-mail', head, rows }], violations };
  } finally {
    await cloud.stop();
  }
}

async function alertFor(cloud: LocalCloud, targets: object, size: number) {
  const source = await aSource(cloud, targets);
  const from = (await cloud.outbox()).length;
  const before = await readMeters(cloud);
  const startedAt = performance.now();
  const { status } = await cloud.api('POST', '/api/events', JSON.parse(eventBody(source, 'everybody')), null);
  await cloud.settle();
  const took = performance.now() - startedAt;
  const after = await readMeters(cloud);
  const messages = await cloud.outbox(from);
  const told = new Set(messages.map(({ to }) => to)).size;
  const ofStep = (wanted: object = {}) => callsBetween(before, after, { function: 'advance-escalation', ...wanted });
  const step = lambdaBetween(before, after, 'Duration', 'advance-escalation');
  const writes = writesBetween(before, after, 'table', 'ALERT#*');
  const sends = lambdaBetween(before, after, 'Invocations', 'send-notification');
  const callsOfSends = callsBetween(before, after, { function: 'send-notification' });
  const isOnce = told === size && messages.length === size;
  return {
    broken: [
      ...(status === 202 && isOnce ? [] : [`${size} people: ${messages.length} messages to ${told}`]),
      ...(step < timeoutMilliseconds ? [] : [`${size} people: the step takes ${duration(step)}`]),
    ],
    row: [
      figure(size),
      figure(messages.length),
      isOnce ? 'yes' : 'NO',
      figure(ofStep()),
      figure(ofStep({ action: 'TransactWriteItems' })),
      figure(ofStep({ action: 'SendMessageBatch' })),
      duration(step),
      figure(writes),
      figure(writes / size),
      figure(sends),
      figure(callsOfSends / sends),
      duration(took),
    ],
  };
}

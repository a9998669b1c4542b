import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import type { Counts } from './counts.ts';
import { measure } from './measure.ts';
import { aHeartbeat, aSource } from './stage.ts';
import { differenceOf, dividedBy, onlyOf, withoutThoseOf } from './tally.ts';

const idleHours = 2;
const many = 10;
/** Seconds after which people answer: what is cached is forgotten, and level 1 still waits. */
const soon = 120;
const theTick = [['tick'], ['TickCompleted']] as const;

/** Counts an hour in which nothing happens, as one tick and one run of the canary. */
export async function countIdle(): Promise<Record<string, Counts>> {
  const cloud = await startLocalCloud({ clock: 'still' });
  try {
    await cloud.advance(600);
    const counts = await measure(cloud, () => cloud.advance(idleHours * 3600));
    return {
      tick: dividedBy(onlyOf(counts, ...theTick), idleHours * 60),
      canary: dividedBy(withoutThoseOf(counts, ...theTick), idleHours * 12),
    };
  } finally {
    await cloud.stop();
  }
}

/**
 * Counts what happens to alerts, one piece at a time. Minutes pass before each piece, so that functions have forgotten
 * what they cache for a minute; the tick and the canary stand still, so that only the piece itself is counted.
 */
async function countAlerts(): Promise<Record<string, Counts>> {
  const cloud = await startLocalCloud({ clock: 'still' });
  try {
    for (const rule of ['tick', 'canary']) await cloud.control('POST', 'stop', { rule });
    return await countOn(cloud);
  } finally {
    await cloud.stop();
  }
}

async function countOn(cloud: LocalCloud): Promise<Record<string, Counts>> {
  const counts: Record<string, Counts> = {};
  const count = async (name: string, run: () => Promise<unknown>, secondsBefore = 600) => {
    await cloud.advance(secondsBefore);
    counts[name] = await measure(cloud, run);
    return counts[name];
  };
  /** What comes back from providers and people does so within seconds. */
  const withReceipts = async (work: Promise<unknown>) => {
    await work;
    await cloud.advance(5);
  };
  /** Answers the last text with the code it names for accepting. */
  const textBack = async () => {
    const { id = '', text = '' } = (await cloud.outbox()).findLast(({ channel }) => channel === 'SMS') ?? {};
    await withReceipts(cloud.reply(id, { text: /A\d+/.exec(text)?.[0] ?? 'A' }));
  };

  const [source, long, mailed] = [
    await aSource(cloud, [['SMS']]),
    await aSource(cloud, [['SMS'], ['SMS'], ['SMS']]),
    await aSource(cloud, [['EMAIL']]),
  ];
  const beat = await aHeartbeat(cloud, source.sourceId);
  // Every function has worked once, so that what it reads at its start is behind us.
  for (const each of [source, mailed]) await withReceipts(each.post('warm'));
  await textBack();
  await source.post('warm', 'RESOLVE');
  await beat.ping();

  const bySms = await count('alert, one SMS', () => withReceipts(source.post('one')));
  await count('repeat', () => source.post('one'), soon);
  await count('accept by SMS', textBack, soon);
  await count('resolve by its source', () => source.post('one', 'RESOLVE'));
  await cloud.advance(600);
  const storm = await measure(cloud, async () => {
    for (let repeat = 0; repeat <= many; repeat++) await source.post('storm');
    await cloud.advance(5);
  });
  counts['repeat within a minute'] = dividedBy(differenceOf(storm, bySms), many);
  const id = await source.alertId('storm');
  await count('accept over the API', () => cloud.api('PUT', `/api/alerts/${id}/accept`), soon);
  await count('resolve over the API', () => cloud.api('PUT', `/api/alerts/${id}/resolve`));
  await count('alert, three levels, nobody answers', async () => {
    await long.post('long');
    await cloud.advance(905);
  });

  await cloud.advance(600);
  const byMail = await measure(cloud, () => withReceipts(mailed.post('one')));
  for (const [channel, other, alone] of [
    ['SMS', 'EMAIL', byMail],
    ['EMAIL', 'SMS', bySms],
    ['PUSH', 'SMS', bySms],
    ['VOICE', 'SMS', bySms],
  ] as const) {
    const both = await aSource(cloud, [[other, channel]]);
    await withReceipts(both.post('warm'));
    await cloud.advance(600);
    const together = await measure(cloud, () => withReceipts(both.post('both')));
    counts[`one more message by ${channel}`] = differenceOf(together, alone);
  }
  await count('ping', () => beat.ping());
  await count('list of 10 alerts', () => cloud.api('GET', '/api/alerts?max-results=10'));
  return counts;
}

/** Counts every path of the model. Takes about a minute. */
export async function countPaths(): Promise<Record<string, Counts>> {
  return { ...(await countIdle()), ...(await countAlerts()) };
}

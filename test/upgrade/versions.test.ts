import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { type Ending, goOn, playStory, type Scene, storyBegins } from './story.ts';
import { functionsOf, type Recording, readRecording, recordedVersions } from './versions.ts';

let cloud: LocalCloud;
/** Deploys a version's own code of these functions, or of all; everything else keeps running. */
const deploy = async (version: number, functions?: readonly string[]) =>
  cloud.control('POST', 'deploy', { directory: await functionsOf(version), ...(functions && { functions }) });
const deployPresent = (functions?: readonly string[]) =>
  cloud.control('POST', 'deploy', functions === undefined ? {} : { functions });

/** Puts what a version has left behind into this cloud: as if the deploy had come while all of it was under way. */
async function takeOver({ items, executions, messages, changes }: Recording): Promise<void> {
  for (const consumer of ['events', 'notifications', 'notifications-voice', 'inbound'])
    await cloud.control('POST', 'stop', { consumer });
  await cloud.control('PUT', 'table', { items });
  await cloud.control('POST', 'kill-workers');
  for (const { name, input } of executions) await cloud.control('POST', 'executions', { name, input });
  for (const { queue, ...message } of messages) await cloud.control('POST', `queues/${queue}/messages`, message);
  const Records = changes.map(({ newImage, oldImage }, index) => ({
    dynamodb: { SequenceNumber: String(index), NewImage: newImage, OldImage: oldImage },
  }));
  const answer = await cloud.control('POST', 'invoke', { function: 'on-change', event: { Records } });
  expect(answer).toEqual({ payload: { batchItemFailures: [] } });
  await cloud.control('POST', 'invoke', { function: 'render-page', event: { Records } });
}

/**
 * What a rollback to a version loses on purpose. 1: the addresses in mails say since then that they are no links; version 1
 * does not know such addresses, and answers a reply to one that it is not valid. The links in the same mail do work.
 */
const afterRollback: Readonly<Record<number, (ending: Ending) => Ending>> = {
  1: ({ told, alerts }) => ({
    told: told.map((line) => line.replace('barbara@example.com to be accepted by an old mail', 'barbara@example.com ')),
    alerts: { ...alerts, 'to be accepted by an old mail': 'PENDING' },
  }),
};

/**
 * This version writes a small step with its claim, so no crash leaves it claimed and not expanded: its message is out
 * before the story stops, and must not come again.
 */
const unexpanded = 'claimed and not expanded';

async function expectNotLeftUnexpanded({ alerts }: Scene): Promise<void> {
  const sent = (await cloud.outbox()).filter(({ alertId }) => alertId === alerts[unexpanded]);
  expect(sent.map(({ channel }) => channel)).toEqual(['PUSH']);
}

const withoutUnexpanded = ({ told, ...rest }: Ending): Ending => ({
  ...rest,
  told: told.filter((line) => !line.endsWith(unexpanded)),
});

const lists = [
  'users',
  'escalation-policies',
  'alert-sources',
  'teams',
  'schedules',
  'support-hours',
  'maintenance-windows',
  'heartbeat-monitors',
  'alerts',
];
/** There since a version: by their number. */
const listsSince: Readonly<Record<number, readonly string[]>> = {
  4: ['services', 'incidents', 'incident-templates', 'status-pages', 'metrics', 'metric-data-sources'],
  5: ['connectors', 'alert-actions', 'event-flows', 'event-flow-integrations'],
  6: ['deployment-pipelines'],
};
const listsOf = (version: number) => [
  ...lists,
  ...Object.entries(listsSince).flatMap(([since, names]) => (Number(since) <= version ? names : [])),
];

const versions = recordedVersions();
const isAll = process.env.VERSIONS === 'all';
/** Each takes a minute and a half: what lies between the oldest and the newest is crossed when `VERSIONS=all` asks for it. */
const crossed = versions.filter((_version, index) => isAll || index === 0 || index === versions.length - 1);
/** One goes back to the version before, and has its functions beside the new ones; of older ones only the data are still there. */
const deployedBeside = isAll ? versions : versions.slice(-1);

describe.each(crossed)('what version %i has left behind', { timeout: 360_000 }, (version) => {
  const recording = readRecording(version);
  // Each at its own time: a recording is taken over when its story ended.
  beforeAll(async () => {
    cloud = await startLocalCloud({ now: storyBegins, clock: 'still', canary: false });
  });
  beforeEach(async () => {
    await deployPresent();
    await cloud.reset();
  });
  afterAll(() => cloud?.stop());

  it('is shown by the API, and goes on under this version to the same end', async () => {
    const behind = Date.parse(recording.now) - Date.parse(await cloud.now());
    if (behind > 0) await cloud.advance(behind / 1000);
    await takeOver(recording);
    for (const list of listsOf(version)) {
      const { status, body } = await cloud.api('GET', `/api/${list}`, undefined, recording.scene.answers.adasKey);
      expect([list, status, body.length > 0]).toEqual([list, 200, true]);
      const one = await cloud.api('GET', `/api/${list}/${body[0].id}`);
      expect([list, one.status]).toEqual([list, 200]);
    }
    expect(await goOn(cloud, recording.scene)).toEqual(recording.ending);
  });

  if (!deployedBeside.includes(version)) return;

  it('the other way round: what this version leaves behind goes on under that one after a rollback', async () => {
    const scene = await playStory(cloud, version);
    await deploy(version);
    const { [version]: expected = (ending: Ending) => ending } = afterRollback;
    await expectNotLeftUnexpanded(scene);
    expect(await goOn(cloud, scene)).toEqual(withoutUnexpanded(expected(recording.ending)));
  });

  it('both at once, as during a deploy: each function by either version, before and after', async () => {
    const known = await readdir(await functionsOf(version));
    const some = ['process-event', 'send-notification', 'api', 'on-change', 'tell-subscribers'];
    const others = ['advance-escalation', 'tick', 'handle-reply', 'ingest', 'render-page'].filter((name) =>
      known.includes(name),
    );
    await deploy(
      version,
      some.filter((name) => known.includes(name)),
    );
    const scene = await playStory(cloud, version);
    await deployPresent(some);
    await deploy(version, others);
    await expectNotLeftUnexpanded(scene);
    expect(await goOn(cloud, scene)).toEqual(withoutUnexpanded(recording.ending));
  });
});

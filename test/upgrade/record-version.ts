import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Storage } from '../../local/aws/dynamodb/storage.ts';
import type { ChangeRecord, Item } from '../../local/aws/dynamodb/types.ts';
import { openFauxqs, type Queue } from '../../local/aws/sqs-s3/fauxqs.ts';
import { describeTemplates, joined } from '../infra/described.ts';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { packFunctions } from './packed-functions.ts';
import { type Ending, goOn, playStory, type Scene, storyBegins } from './story.ts';
import { folderOf, type Recording, type WaitingExecution, type WaitingMessage } from './versions.ts';

const usage = `npm run record-version -- --version N [--repository DIR]
Records what a version of the code leaves behind, as a fixture for all later ones (docs/adr/0005-data-outlive-versions.md).
  --version 2          the number of the recording
  --repository DIR     the version's own folder, with its node_modules; this one unless told otherwise`;

const here = fileURLToPath(new URL('../..', import.meta.url));

function readOptions() {
  const { values } = parseArgs({ options: { version: { type: 'string' }, repository: { type: 'string' } } });
  const version = Number(values.version);
  if (!Number.isInteger(version) || version < 1) throw new Error(usage);
  return { version, repository: path.resolve(values.repository ?? here) };
}

/** Plays the story in the version's own local cloud, as far as `until` leads. */
async function play<T>(repository: string, dataDir: string | undefined, until: (cloud: LocalCloud) => Promise<T>) {
  const cloud = await startLocalCloud({
    repository,
    now: storyBegins,
    clock: 'still',
    ...(dataDir !== undefined && { dataDir }),
  });
  try {
    return await until(cloud);
  } finally {
    await cloud.stop();
  }
}

async function leaveBehind(
  cloud: LocalCloud,
  version: number,
): Promise<Pick<Recording, 'now' | 'scene' | 'executions'>> {
  const scene = await playStory(cloud, version);
  const running = (await cloud.executions()).filter(({ status }) => status === 'RUNNING');
  const executions = running.map(({ name, alertId = 0, states }): WaitingExecution => {
    const generation = Number(name.split('-g')[1]);
    return { name, state: states.at(-1)?.name ?? '', input: { v: 1, alertId, generation } };
  });
  return { now: await cloud.now(), scene, executions };
}

/** What is on the disk of a cloud that was stopped: its table and the changes nobody has read. */
async function readTable(dataDir: string): Promise<Pick<Recording, 'items' | 'changes'>> {
  const storage = await Storage.open(path.join(dataDir, 'dynamodb'));
  try {
    const valuesOf = <T>(kind: string) =>
      storage
        .spaceNames()
        .filter((name) => name.startsWith(kind))
        .flatMap((name) => [...storage.space<T>(name).entries()].map(([, value]) => value));
    return {
      items: valuesOf<Item>('item-'),
      changes: valuesOf<ChangeRecord>('feed-').map(({ eventName, newImage, oldImage }) => ({
        eventName,
        ...(newImage && { newImage }),
        ...(oldImage && { oldImage }),
      })),
    };
  } finally {
    await storage.close();
  }
}

const messagesIn = (queue: Queue) => [
  ...queue.messages,
  ...[...queue.fifoMessages.values()].flat(),
  ...queue.delayedMessages,
  ...[...queue.fifoDelayed.values()].flat(),
  ...[...queue.inflightMessages.values()].map(({ message }) => message),
];

async function readQueues(dataDir: string): Promise<WaitingMessage[]> {
  const fauxqs = await openFauxqs('us-east-1', path.join(dataDir, 'sqs-s3'));
  try {
    return [...fauxqs.queues.allQueues()].flatMap((queue) =>
      messagesIn(queue).map(({ body, messageGroupId }) => ({
        queue: queue.name.replace(/^tocsin-local-/, '').replace(/\.fifo$/, ''),
        body,
        ...(messageGroupId !== undefined && { groupId: messageGroupId }),
      })),
    );
  } finally {
    await fauxqs.close();
  }
}

/** The story's own end, from a second performance: what later versions are measured by. */
const endingOf = (cloud: LocalCloud, version: number): Promise<Ending> =>
  playStory(cloud, version).then((scene: Scene) => goOn(cloud, scene));

/** One item, message or change a line. */
const asText = (recording: Recording): string => {
  const members = Object.entries(recording).map(([name, value]) => {
    const lines = Array.isArray(value) ? `[\n${value.map((one) => JSON.stringify(one)).join(',\n')}\n]` : undefined;
    return `${JSON.stringify(name)}: ${lines ?? JSON.stringify(value)}`;
  });
  return `{\n${members.join(',\n')}\n}\n`;
};

const { version, repository } = readOptions();
const work = await mkdtemp(path.join(tmpdir(), 'tocsin-record-'));
try {
  const dataDir = path.join(work, 'data');
  const left = await play(repository, dataDir, (cloud) => leaveBehind(cloud, version));
  const table = await readTable(dataDir);
  const messages = await readQueues(dataDir);
  const ending = await play(repository, undefined, (cloud) => endingOf(cloud, version));
  const commit = execFileSync('git', ['-C', repository, 'rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const recording: Recording = { version, commit, ...left, ...table, messages, ending };

  const { bundleHandlers } = (await import(`${repository}/lib/bundle.ts`)) as typeof import('../../lib/bundle.ts');
  const outdir = path.join(work, 'functions');
  await bundleHandlers({ outdir, minify: true });

  const { deployments } = (await import(
    `${repository}/test/infra/variants.ts`
  )) as typeof import('../infra/variants.ts');
  const templates = joined(deployments.map((deployment) => describeTemplates(deployment.templates)));

  const target = folderOf(version);
  await mkdir(target, { recursive: true });
  await writeFile(`${target}recording.json`, asText(recording));
  await writeFile(`${target}templates.json`, `${JSON.stringify(templates, null, 2)}\n`);
  await writeFile(`${target}functions.json.br`, await packFunctions(outdir));
  await copyFile(`${repository}/statemachines/escalation.asl.json`, `${target}escalation.asl.json`);
  const count = (name: 'items' | 'messages' | 'executions' | 'changes') => `${recording[name].length} ${name}`;
  console.log(`Version ${version} is recorded from ${commit}: ${count('items')}, ${count('messages')}, `);
  console.log(`${count('executions')}, ${count('changes')}. It is in ${target}`);
} finally {
  await rm(work, { recursive: true });
}

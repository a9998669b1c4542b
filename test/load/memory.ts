import { readFileSync } from 'node:fs';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { postAll, settledTo } from './open-alerts.ts';
import { figure, type Section } from './report.ts';
import { aPersonWithPhone, aSource } from './stage.ts';

const alerts = 2_000;
const budgetMegabytes = 700;
/** Longer than an idle worker is kept. */
const quietSeconds = 70;

/** What a local cloud takes of the machine's memory with many open alerts, each of which has told a person. Linux only. */
export async function memory(): Promise<Section> {
  const cloud = await startLocalCloud({ clock: 'still' });
  try {
    const started = residentMegabytes(cloud);
    const source = await aSource(cloud, { users: [await aPersonWithPhone(cloud, 1)] });
    const keys = Array.from({ length: alerts }, (_, index) => `key-${index}`);
    await postAll(cloud, source, keys, 'ALERT');
    await cloud.settle();
    const open = await settledTo(alerts, cloud, async () => (await cloud.executions()).length);
    const busy = residentMegabytes(cloud);
    await new Promise((resolve) => setTimeout(resolve, quietSeconds * 1000));
    const quiet = residentMegabytes(cloud);
    const rows = [
      ['when it is ready', figure(started.now)],
      [`when ${figure(open)} alerts are open`, figure(busy.now)],
      ['at most', figure(quiet.highest)],
      ['when nothing has happened for a minute', figure(quiet.now)],
    ];
    return {
      tables: [{ title: 'Memory of a local cloud', head: ['', 'MB resident'], rows }],
      violations: [
        ...(open === alerts ? [] : [`${open} of ${alerts} alerts are open`]),
        ...(quiet.highest <= budgetMegabytes ? [] : [`${figure(quiet.highest)} MB are more than ${budgetMegabytes}`]),
      ],
    };
  } finally {
    await cloud.stop();
  }
}

function residentMegabytes({ pid }: LocalCloud): { readonly now: number; readonly highest: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = (name: string) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
  return { now: megabytes('VmRSS'), highest: megabytes('VmHWM') };
}

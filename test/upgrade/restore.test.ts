import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RestoreReport } from '../../functions/usecases/restore/report.ts';
import {
  aPerson,
  aPolicy,
  aSource,
  lines,
  newestAlert,
  type Person,
  post,
  type Source,
  tenOClock,
  timeline,
} from '../e2e/stage.ts';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';

let cloud: LocalCloud;
let source: Source;
beforeAll(async () => {
  cloud = await startLocalCloud({ now: tenOClock, clock: 'still' });
});
beforeEach(() => cloud.reset());
afterAll(() => cloud?.stop());

/** People who are told by SMS, each on a level of so many minutes, and the source of the alerts. */
async function levelsOf(minutes: number, ...names: readonly string[]): Promise<Person[]> {
  const people: Person[] = [];
  for (const firstName of names) people.push(await aPerson(cloud, { firstName, rules: [{ method: 'SMS' }] }));
  const levels = people.map((person) => [person]);
  source = await aSource(cloud, await aPolicy(cloud, levels, { minutes }));
  return people;
}

/** Opens an alert and answers its id. */
async function open(alertKey: string): Promise<number> {
  await post(cloud, source, { alertKey, summary: `The ${alertKey} is broken` });
  return (await newestAlert(cloud)).id;
}

/** What `paused` does. */
async function pause() {
  for (const consumer of ['events', 'notifications', 'notifications-voice', 'inbound'])
    await cloud.control('POST', 'stop', { consumer });
  await cloud.control('POST', 'stop', { rule: 'tick' });
  await cloud.control('POST', 'stop', { function: 'advance-escalation' });
}

async function afterRestore(event: object): Promise<RestoreReport> {
  const answer = await cloud.control<{ payload: RestoreReport }>('POST', 'invoke', {
    function: 'after-restore',
    event,
  });
  return answer.payload ?? expect.fail(JSON.stringify(answer));
}

/** The command as the operator types it. */
async function command(...options: string[]): Promise<string> {
  const argv = ['bin/command.js', 'after-restore', '--local', cloud.url, ...options];
  return (await promisify(execFile)(process.execPath, argv)).stdout;
}

const running = async (alertId: number) =>
  (await cloud.executions(alertId)).filter(({ status }) => status === 'RUNNING').map(({ name }) => name);

const stateOf = async (alertId: number) => (await cloud.api('GET', `/api/alerts/${alertId}`)).body.status;

describe('a table restored to an hour ago', { timeout: 120_000 }, () => {
  it('pages nobody for what was resolved since, forgets nothing that is open, and escalates on', async () => {
    await levelsOf(10, 'Ada', 'Grace');
    const resolvedLater = await open('disk');
    const acceptedLater = await open('network');
    const stillOpen = await open('database');
    const untouched = await open('printer');
    await cloud.api('PUT', `/api/alerts/${untouched}/accept`);
    await cloud.settle();
    const restoredTo = await cloud.now();
    const backup = await cloud.control<object>('GET', 'table');

    await cloud.advance(120);
    await cloud.api('PUT', `/api/alerts/${resolvedLater}/resolve`);
    await cloud.api('PUT', `/api/alerts/${acceptedLater}/accept`);
    await cloud.advance(600);
    const openedLater = await open('mail');
    await cloud.advance(3600);

    await pause();
    await cloud.control('PUT', 'table', backup);
    expect(await stateOf(resolvedLater)).toBe('PENDING');
    const seen = (await cloud.outbox()).at(-1)?.seq ?? 0;

    const rehearsal = await afterRestore({ restoredTo, dryRun: true });
    const shown = await command('--restored-to', restoredTo, '--dry-run');
    expect(shown).toMatch(/^Nothing was changed\./);
    expect(shown).toContain(`${resolvedLater}  The disk is broken  (Resolved by `);
    const report = await afterRestore({ restoredTo });
    expect({ ...rehearsal, at: report.at, dryRun: false }).toEqual(report);
    const ids = (notes: readonly { readonly alertId: number }[]) => notes.map(({ alertId }) => alertId);
    expect(report).toMatchObject({ finished: true, alerts: { failed: [], lostAndOver: [] } });
    expect(ids(report.alerts.resolved)).toEqual([resolvedLater]);
    expect(ids(report.alerts.accepted)).toEqual([acceptedLater]);
    expect(report.alerts.accepted[0]?.why).toMatch(/^Accepted by /);
    expect(ids(report.alerts.exhausted)).toEqual([stillOpen]);
    expect(ids(report.alerts.recreated)).toEqual([openedLater]);

    expect(await command('--restored-to', restoredTo)).toMatch(/^Done for .*\n\n1 open alerts need nothing\./);
    const again = await afterRestore({ restoredTo });
    expect(again.alerts).toMatchObject({ restarted: [], resolved: [], accepted: [], exhausted: [], recreated: [] });

    await cloud.control('DELETE', 'stop');
    await cloud.advance(3600);
    expect((await cloud.outbox(seen)).map(({ alertId }) => alertId)).toEqual([]);
    expect(await stateOf(resolvedLater)).toBe('RESOLVED');
    expect(await stateOf(acceptedLater)).toBe('ACCEPTED');
    expect(await stateOf(stillOpen)).toBe('PENDING');
    expect(await stateOf(openedLater)).toBe('PENDING');
  });

  it('tells the people of the level reached once more, by one new execution, for what is open', async () => {
    const [ada, grace, edsger] = await levelsOf(30, 'Ada', 'Grace', 'Edsger');
    const stillOpen = await open('database');
    const restoredTo = await cloud.now();
    const backup = await cloud.control<object>('GET', 'table');
    await cloud.advance(1900);
    const openedLater = await open('mail');
    expect(lines(await cloud.outbox())).toEqual([`SMS ${ada?.phone}`, `SMS ${grace?.phone}`, `SMS ${ada?.phone}`]);

    await pause();
    await cloud.control('PUT', 'table', backup);
    const report = await afterRestore({ restoredTo });
    expect(report.alerts.restarted).toMatchObject([{ alertId: stillOpen, why: 'level 2 had been told' }]);
    expect(report.alerts.recreated).toMatchObject([{ alertId: openedLater }]);
    expect(await running(stillOpen)).toEqual([`alert-${stillOpen}-g2`]);
    expect(await running(openedLater)).toEqual([`alert-${openedLater}-g2`]);

    const seen = (await cloud.outbox()).at(-1)?.seq ?? 0;
    await cloud.control('DELETE', 'stop');
    await cloud.advance(120);
    const told = await cloud.outbox(seen);
    expect(told.map(({ to, alertId }) => [to, alertId]).sort()).toEqual(
      [
        [grace?.phone, stillOpen],
        [ada?.phone, openedLater],
      ].sort(),
    );
    await cloud.advance(1800);
    expect(lines((await cloud.outbox(seen)).filter(({ alertId }) => alertId === stillOpen))).toEqual([
      `SMS ${grace?.phone}`,
      `SMS ${edsger?.phone}`,
    ]);
    expect((await timeline(cloud, stillOpen)).join('\n')).toContain('restored from a backup');
    expect(await running(stillOpen)).toHaveLength(1);
  });
});

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { endProgram } from '../support/end-program.ts';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { aPerson, aPolicy, aSource, lines, newestAlert, type Person, timeline } from './stage.ts';

const program = ['prometheus-alertmanager', 'alertmanager'].find(isInstalled);

function isInstalled(name: string): boolean {
  try {
    execFileSync(name, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The configuration that the README gives, for this source, and impatient. */
async function configurationFor(integrationUrl: string): Promise<string> {
  const readme = await readFile(fileURLToPath(new URL('../../README.md', import.meta.url)), 'utf8');
  const snippet = /\*\*Prometheus Alertmanager\*\*[^`]*`alertmanager\.yml`[^`]*```yaml\n(.*?)```/s.exec(readme)?.[1];
  expect(snippet).toMatch(/url: https:.*<integrationKey>/);
  return (snippet ?? '')
    .replace(/url: .*/, `url: ${integrationUrl}`)
    .replace('receiver: tocsin', 'receiver: tocsin\n  group_wait: 100ms\n  group_interval: 200ms');
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

// Needs the Debian package prometheus-alertmanager.
describe.skipIf(!program)('a real Alertmanager, configured as the README says', () => {
  let cloud: LocalCloud;
  let alertmanager: ChildProcess;
  let folder: string;
  let api: string;
  let ada: Person;

  beforeAll(async () => {
    cloud = await startLocalCloud();
    ada = await aPerson(cloud, { firstName: 'Ada', rules: [{ method: 'SMS' }] });
    const policyId = await aPolicy(cloud, [[ada]]);
    const source = await aSource(cloud, policyId, { name: 'Prometheus', integrationType: 'PROMETHEUS' });

    folder = await mkdtemp(path.join(tmpdir(), 'tocsin-alertmanager-'));
    const file = path.join(folder, 'alertmanager.yml');
    await writeFile(file, await configurationFor(source.integrationUrl));
    const port = await freePort();
    const flags = { 'config.file': file, 'storage.path': folder, 'web.listen-address': `127.0.0.1:${port}` };
    alertmanager = spawn(program ?? '', [
      ...Object.entries(flags).map(([name, value]) => `--${name}=${value}`),
      '--cluster.listen-address=',
    ]);
    api = `http://127.0.0.1:${port}/api/v2/alerts`;
    await vi.waitFor(async () => expect((await fetch(api)).status).toBe(200), { timeout: 60_000, interval: 100 });
  });
  afterAll(async () => {
    if (alertmanager) await endProgram(alertmanager);
    await cloud?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Prometheus tells Alertmanager of an alert; with an end it is over. */
  async function tell(alert: { startsAt: string; endsAt?: string }) {
    const labels = { alertname: 'DiskFull', instance: 'db-1', severity: 'critical' };
    const annotations = { summary: 'Disk full on db-1' };
    const body = JSON.stringify([{ labels, annotations, ...alert }]);
    const answer = await fetch(api, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect(answer.status).toBe(200);
  }

  const alertIs = (status: string) =>
    vi.waitFor(async () => expect(await newestAlert(cloud)).toMatchObject({ status }), {
      timeout: 60_000,
      interval: 200,
    });

  it('opens one alert, which is notified, and resolves it', { timeout: 180_000 }, async () => {
    const startsAt = new Date(Date.now() - 1000).toISOString();
    await tell({ startsAt });
    await alertIs('PENDING');
    await cloud.settle();
    const alert = await newestAlert(cloud);
    expect(alert.summary).toContain('Disk full on db-1');
    expect(lines(await cloud.outbox())).toEqual([`SMS ${ada.phone}`]);

    await tell({ startsAt, endsAt: new Date().toISOString() });
    await alertIs('RESOLVED');
    await cloud.settle();
    expect((await cloud.api('GET', '/api/alerts/count')).body).toEqual({ count: 1 });
    expect((await timeline(cloud, alert.id)).join('\n')).toMatch(/Resolved by .*Prometheus/);
    expect(lines(await cloud.outbox())).toEqual([`SMS ${ada.phone}`]);
  });
});

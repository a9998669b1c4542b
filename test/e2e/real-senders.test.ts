import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { tool as monit } from '../../functions/integrations/tools/monit.ts';
import { tool as nagios } from '../../functions/integrations/tools/nagios.ts';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { aPerson, aPolicy, aSource, lines, newestAlert, type Person } from './stage.ts';

const isInstalled = (name: string, ...flags: readonly string[]): boolean => {
  try {
    execFileSync(name, flags, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
const hasNagios = isInstalled('/usr/sbin/nagios4', '--version');
const hasMonit = isInstalled('monit', '--version');

/** The code blocks of a set-up text, as docs/integrations shows them, with the address of a source. */
const blocksOf = (setup: string, url: string): readonly string[] =>
  [...setup.matchAll(/```\n([\s\S]*?)```/g)].map(([, block = '']) => block.replaceAll('{url}', url));

// Needs the Debian packages nagios4-core and monit, and curl.
describe.skipIf(!hasNagios && !hasMonit)('real senders, configured as the documentation says', () => {
  let cloud: LocalCloud;
  let folder: string;
  let ada: Person;
  let policyId: number;
  const processes: ChildProcess[] = [];

  beforeAll(async () => {
    cloud = await startLocalCloud();
    ada = await aPerson(cloud, { firstName: 'Ada', rules: [{ method: 'SMS' }] });
    policyId = await aPolicy(cloud, [[ada]]);
    folder = await mkdtemp(path.join(tmpdir(), 'tocsin-senders-'));
  });
  afterAll(async () => {
    for (const one of processes) one.kill();
    await cloud?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const start = (program: string, ...flags: readonly string[]) =>
    processes.push(spawn(program, flags, { stdio: 'ignore' }));

  /** The tool's address of a source of its own, whatever type the source has. */
  async function addressFor(slug: string, integrationType: string): Promise<string> {
    const { integrationKey } = await aSource(cloud, policyId, { name: slug, integrationType });
    return `${cloud.url}/api/v1/events/${slug}/${integrationKey}`;
  }

  const newestIs = (wanted: object) =>
    vi.waitFor(async () => expect(await newestAlert(cloud)).toMatchObject(wanted), { timeout: 60_000, interval: 200 });

  it.skipIf(!hasNagios)('Nagios opens an alert, and resolves it', { timeout: 180_000 }, async () => {
    const url = await addressFor('nagios', 'NAGIOS');
    const file = (name: string) => path.join(folder, 'nagios', name);
    await mkdir(file('results'), { recursive: true });
    const objects = `${blocksOf(nagios.setup, url).join('\n')}
define timeperiod {
  timeperiod_name 24x7
  alias           always
${['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => `  ${day} 00:00-24:00`).join('\n')}
}
define command {
  command_name check
  command_line /bin/true
}
define host {
  host_name          mail-02
  address            127.0.0.1
  check_command      check
  max_check_attempts 1
  check_interval     60
  check_period       24x7
  notification_period 24x7
  contacts           tocsin
}
define service {
  host_name              mail-02
  service_description    SMTP
  check_command          check
  active_checks_enabled  0
  max_check_attempts     1
  check_interval         60
  check_period           24x7
  notification_period    24x7
  notification_interval  0
  contacts               tocsin
}
`;
    const settings = {
      cfg_file: file('objects.cfg'),
      log_file: file('nagios.log'),
      command_file: file('nagios.cmd'),
      check_external_commands: 1,
      check_result_path: file('results'),
      check_result_reaper_frequency: 1,
      object_cache_file: file('objects.cache'),
      status_file: file('status.dat'),
      temp_file: file('nagios.tmp'),
      temp_path: folder,
      lock_file: file('nagios.pid'),
      query_socket: file('nagios.qh'),
      log_archive_path: file('results'),
      nagios_user: 'root',
      nagios_group: 'root',
      illegal_macro_output_chars: '`~$&|\'"<>',
    };
    await writeFile(file('objects.cfg'), objects);
    await writeFile(
      file('nagios.cfg'),
      Object.entries(settings)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(''),
    );
    start('/usr/sbin/nagios4', file('nagios.cfg'));
    const tell = (code: number, output: string) => {
      const now = Math.floor(Date.now() / 1000);
      const line = `[${now}] PROCESS_SERVICE_CHECK_RESULT;mail-02;SMTP;${code};${output}`;
      execFileSync('/bin/sh', ['-c', 'test -p "$1" && echo "$2" > "$1"', 'sh', file('nagios.cmd'), line], {
        timeout: 10_000,
      });
    };
    await vi.waitFor(() => tell(2, 'CRITICAL - Socket timeout'), { timeout: 60_000, interval: 300 });
    await newestIs({ status: 'PENDING', summary: 'mail-02/SMTP is CRITICAL: CRITICAL - Socket timeout' });
    await cloud.settle();
    expect(lines(await cloud.outbox())).toEqual([`SMS ${ada.phone}`]);
    tell(0, 'SMTP OK');
    await newestIs({ status: 'RESOLVED', alertKey: 'mail-02/SMTP' });
  });

  it.skipIf(!hasMonit)('Monit opens an alert, and resolves it', { timeout: 180_000 }, async () => {
    const url = await addressFor('monit', 'API');
    const file = (name: string) => path.join(folder, 'monit', name);
    await mkdir(file('state'), { recursive: true });
    const [script = '', check = ''] = blocksOf(monit.setup, url);
    await writeFile(file('tocsin-monit'), script);
    await chmod(file('tocsin-monit'), 0o755);
    await writeFile(
      file('monitrc'),
      `set daemon 1
set pidfile ${file('state/pid')}
set idfile ${file('state/id')}
set statefile ${file('state/state')}
${check.replaceAll('/usr/local/bin/tocsin-monit', file('tocsin-monit')).replace('/var/spool/app/queue', file('queue'))}`,
    );
    await chmod(file('monitrc'), 0o600);
    start('monit', '-I', '-c', file('monitrc'));
    await newestIs({ status: 'PENDING', summary: expect.stringMatching(/\/queue: .*(?:exist)/i) });
    await writeFile(file('queue'), '');
    await newestIs({ status: 'RESOLVED', alertKey: expect.stringMatching(/\/queue$/) });
  });
});

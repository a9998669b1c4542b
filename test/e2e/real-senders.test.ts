import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { tool as icinga } from '../../functions/integrations/tools/icinga2.ts';
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
const hasIcinga = isInstalled('/usr/sbin/icinga2', '--version');
const hasMonit = isInstalled('monit', '--version');

/** The code blocks of a set-up text, as docs/integrations shows them, with the address of a source. */
const blocksOf = (setup: string, url: string): readonly string[] =>
  [...setup.matchAll(/```\n([\s\S]*?)```/g)].map(([, block = '']) => block.replaceAll('{url}', url));

// Needs the Debian packages nagios4-core, monit and icinga2-bin, and curl.
describe.skipIf(!hasNagios && !hasMonit && !hasIcinga)('real senders, configured as the documentation says', () => {
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
    stop('SIGTERM');
    await cloud?.stop();
    stop('SIGKILL');
    // They may be at their last file.
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  });

  /** Each with the processes that it has started. */
  function stop(signal: 'SIGTERM' | 'SIGKILL') {
    for (const { pid } of processes)
      try {
        if (pid !== undefined) process.kill(-pid, signal);
      } catch {} // gone already
  }

  const start = (program: string, ...flags: readonly string[]) =>
    processes.push(spawn(program, flags, { stdio: 'ignore', detached: true }));

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

  it.skipIf(!hasIcinga)(
    'Icinga opens alerts for a host and its service, and resolves them',
    { timeout: 180_000 },
    async () => {
      const url = await addressFor('icinga2', 'ICINGA');
      const file = (name: string) => path.join(folder, 'icinga', name);
      await mkdir(file('run'), { recursive: true });
      const state = (name: string, exit: number, output: string) =>
        writeFile(file(name), `echo '${output}'\nexit ${exit}\n`);
      await state('ping', 0, 'PING OK');
      await state('http', 2, `HTTP CRITICAL: "503 Service Unavailable"`);
      await writeFile(
        file('icinga2.conf'),
        `object Endpoint NodeName {
}
object Zone NodeName {
  endpoints = [ NodeName ]
}
object CheckerComponent "checker" {
}
object NotificationComponent "notification" {
}
object CheckCommand "probe" {
  command = [ "/bin/sh", "$probe$" ]
}
object Host "web-01" {
  display_name = "Web server 1"
  address = "192.0.2.7"
  check_command = "probe"
  check_interval = 1s
  max_check_attempts = 1
  vars.probe = "${file('ping')}"
}
object Service "http" {
  host_name = "web-01"
  check_command = "probe"
  check_interval = 1s
  max_check_attempts = 1
  vars.probe = "${file('http')}"
}
${blocksOf(icinga.setup, url).join('\n')}`,
      );
      const own = { RunAsUser: 'root', RunAsGroup: 'root' };
      const places = { DataDir: 'data', LogDir: 'log', CacheDir: 'cache', SpoolDir: 'spool', InitRunDir: 'run' };
      const folders = Object.entries(places).map(([name, place]) => [name, file(place)] as const);
      for (const [, place] of folders) await mkdir(place, { recursive: true });
      const settings = [...Object.entries(own), ...folders].map(([name, value]) => `-DConfiguration.${name}=${value}`);
      start('/usr/sbin/icinga2', 'daemon', '-c', file('icinga2.conf'), '-DNodeName=tocsin', ...settings);
      await newestIs({
        status: 'PENDING',
        alertKey: 'web-01/http',
        summary: 'web-01/http is CRITICAL: HTTP CRITICAL: "503 Service Unavailable"',
      });
      await state('http', 0, 'HTTP OK');
      await newestIs({ status: 'RESOLVED', alertKey: 'web-01/http' });
      await state('ping', 2, 'PING CRITICAL');
      await newestIs({ status: 'PENDING', alertKey: 'web-01', summary: 'web-01 is DOWN: PING CRITICAL' });
      await state('ping', 0, 'PING OK');
      await newestIs({ status: 'RESOLVED', alertKey: 'web-01' });
    },
  );
});

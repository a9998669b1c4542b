import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import type { AlertNote, RestoreReport } from '../functions/usecases/restore/report.ts';

const usage = `npm run after-restore -- --restored-to INSTANT [options]
  --restored-to 2026-11-21T20:30:00Z   the moment whose data the table has
  --stage dev                          the deployment; its function is invoked by the AWS command line
  --local http://127.0.0.1:4010        a local cloud instead
  --overdue-minutes 10                 notifications later than this are not sent any more
  --dry-run                            changes nothing and says what would be done
docs/runbook.md, "Restore the table", tells when to call it.`;

const headings: Readonly<Partial<Record<keyof RestoreReport['alerts'], string>>> = {
  restarted: 'escalate on; the people told last are told once more',
  snoozed: 'sleep on',
  accepted: 'had been accepted, and are again',
  resolved: 'had been resolved, and are again',
  exhausted: 'stay open: everybody had been tried',
  recreated: 'were gone from the table and are made anew, without their words',
  lostAndOver: 'are gone from the table, and were over',
  failed: 'COULD NOT BE RECONCILED',
};

/** The report as an operator reads it. */
function textOf({ alerts, notifications, windows, heartbeats, ...report }: RestoreReport): string {
  const lists = Object.entries(headings).flatMap(([name, heading]) => {
    const notes = alerts[name as keyof typeof headings] as readonly AlertNote[];
    if (notes.length === 0) return [];
    return [
      `\n${notes.length} alerts ${heading}:`,
      ...notes.map(({ alertId, summary, why }) => `  ${alertId}  ${summary}  (${why})`),
    ];
  });
  return [
    `${report.dryRun ? 'Nothing was changed. This would be done' : 'Done'} for a table restored to ${report.restoredTo}:`,
    ...lists,
    `\n${alerts.untouched} open alerts need nothing.`,
    `${notifications.suppressed} overdue notifications and ${windows.dropped} summaries are not sent any more.`,
    `${heartbeats.rearmed} heartbeat monitors count their interval from now.`,
  ].join('\n');
}

type Invoke = (event: object) => Promise<RestoreReport>;

/** By the AWS command line: whoever may invoke the function may restore. */
const invokeByAws =
  (stage: string): Invoke =>
  async (event) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'tocsin-after-restore-'));
    const file = path.join(folder, 'answer.json');
    try {
      const { stdout } = await promisify(execFile)('aws', [
        ...['lambda', 'invoke', '--function-name', `tocsin-${stage}-after-restore`],
        ...['--cli-binary-format', 'raw-in-base64-out', '--cli-read-timeout', '0', '--output', 'json'],
        ...['--payload', JSON.stringify(event), file],
      ]);
      const answer = await readFile(file, 'utf8');
      if (JSON.parse(stdout).FunctionError !== undefined) throw new Error(`the function failed: ${answer}`);
      return JSON.parse(answer);
    } finally {
      await rm(folder, { recursive: true });
    }
  };

const invokeLocally =
  (url: string): Invoke =>
  async (event) => {
    const response = await fetch(`${url}/_local/invoke`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ function: 'after-restore', event }),
    });
    const answer = (await response.json()) as { payload?: RestoreReport };
    if (answer.payload === undefined) throw new Error(JSON.stringify(answer));
    return answer.payload;
  };

function readOptions() {
  const { values } = parseArgs({
    options: {
      'restored-to': { type: 'string' },
      stage: { type: 'string', default: 'dev' },
      local: { type: 'string' },
      'overdue-minutes': { type: 'string', default: '10' },
      'dry-run': { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(usage);
    process.exit(0);
  }
  if (values['restored-to'] === undefined) throw new Error('--restored-to is missing');
  return values;
}

try {
  const options = readOptions();
  const invoke = options.local === undefined ? invokeByAws(options.stage) : invokeLocally(options.local);
  for (let finished = false; !finished; ) {
    const report = await invoke({
      restoredTo: options['restored-to'],
      overdueMinutes: Number(options['overdue-minutes']),
      dryRun: options['dry-run'],
    });
    console.log(textOf(report));
    // A dry run leaves nothing done behind it, so a second one would begin at the same place.
    finished = report.finished || report.dryRun;
    if (!report.finished) console.log(finished ? '\nThere is more than fits into one call.' : '\nGoing on …\n');
    if (report.alerts.failed.length > 0) process.exitCode = 1;
  }
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  process.exit(2);
}

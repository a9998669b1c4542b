import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { AlertNote, RestoreReport } from '../functions/usecases/restore/report.ts';
import { readStageFile, stagesFolder } from '../lib/stage-file.ts';
import { placeOf, regionOf } from './aws/place.ts';
import { readArguments, UsageError } from './usage.ts';

const usage = `npm run after-restore -- <stage> --restored-to INSTANT [options]
  --restored-to 2026-11-21T20:30:00Z   the moment whose data the table has
  --overdue-minutes 10                 notifications later than this are not sent any more
  --dry-run                            changes nothing and says what would be done
  --local http://127.0.0.1:4010        a local cloud instead of the stage's account
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
function textOf({ alerts, notifications, windows, heartbeats, autoResolutions, ...report }: RestoreReport): string {
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
    `${autoResolutions.rearmed} open alerts count the time after which they resolve themselves from now.`,
  ].join('\n');
}

type Invoke = (event: object) => Promise<RestoreReport>;

/** In the account and Region that the stage's file names: whoever may invoke the function may restore. */
async function invokeByAws(stage: string, folder: string): Promise<Invoke> {
  const where = readStageFile(stage, folder);
  const { region } = await placeOf(stage, where, regionOf(where, process.env));
  // One call takes up to ten minutes, and is not to be made twice at once.
  const lambda = new LambdaClient({ region, maxAttempts: 1, requestHandler: { requestTimeout: 0, socketTimeout: 0 } });
  return async (event) => {
    const { FunctionError, Payload } = await lambda.send(
      new InvokeCommand({ FunctionName: `tocsin-${stage}-after-restore`, Payload: JSON.stringify(event) }),
    );
    const answer = Payload?.transformToString() ?? '';
    if (FunctionError !== undefined) throw new Error(`the function failed: ${answer}`);
    return JSON.parse(answer);
  };
}

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

const flags = {
  'restored-to': { type: 'string' },
  local: { type: 'string' },
  'overdue-minutes': { type: 'string', default: '10' },
  'dry-run': { type: 'boolean', default: false },
} as const;

/** The command line: the stage, unless it is the local cloud, and the moment restored to. */
export function readRestoreArguments(args: readonly string[]) {
  const { stage, values } = readArguments(args, flags, usage, ({ local }) => local && 'local');
  if (values['restored-to'] === undefined) throw new UsageError('--restored-to is missing.', usage);
  return { stage, values };
}

/** Calls the function again until it has brought everything in line. Answers the exit code. */
export async function runAfterRestore(
  args: readonly string[],
  { folder = stagesFolder, say = console.log as (text: string) => void } = {},
): Promise<number> {
  const { stage, values } = readRestoreArguments(args);
  const invoke = values.local === undefined ? await invokeByAws(stage, folder) : invokeLocally(values.local);
  let failed = 0;
  for (let finished = false; !finished; ) {
    const report = await invoke({
      restoredTo: values['restored-to'],
      overdueMinutes: Number(values['overdue-minutes']),
      dryRun: values['dry-run'],
    });
    say(textOf(report));
    // A dry run leaves nothing done behind it, so a second one would begin at the same place.
    finished = report.finished || report.dryRun;
    if (!report.finished) say(finished ? '\nThere is more than fits into one call.' : '\nGoing on …\n');
    failed += report.alerts.failed.length;
  }
  return failed > 0 ? 1 : 0;
}

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleHandlers, bytesLoadedAtOnce } from '../../lib/bundle.ts';
import { printTable } from './table.ts';

const ingestBudgetKilobytes = 450;
const budgetKilobytes = 650;
const loadBudget = 4;
const runs = 5;

/** Milliseconds of a fresh Node that runs this code, the least of some runs: what is left when the machine is not busy. */
function fastest(code: string): number {
  const times = Array.from({ length: runs }, () => {
    const start = process.hrtime.bigint();
    execFileSync(process.execPath, ['--input-type=module', '--eval', code], {
      env: { ...process.env, ...placeholders },
    });
    return Number(process.hrtime.bigint() - start) / 1e6;
  });
  return Math.min(...times);
}

/** Handlers read their environment when they are loaded; any value will do. */
const placeholders = Object.fromEntries(
  [
    'STAGE TABLE_NAME AUDIT_DAYS EVENT_QUEUE_URL NOTIFICATION_QUEUE_URL VOICE_QUEUE_URL BLOB_BUCKET MAIL_BUCKET STATE_MACHINE_ARN',
    'PUBLIC_URL MASTER_SECRET_ARN OWNER_KEY_SECRET_ARN OWNER_EMAIL MAIL_FROM REPLY_DOMAIN SMS_IDENTITY',
    'SMS_CONFIGURATION_SET CHANNELS VOICE VOICE_IDENTITY CONNECT_INSTANCE_ID CONNECT_FLOW_ID CONNECT_SOURCE_NUMBER',
    'PUSH_APPLICATION_ID MAIL_CONFIGURATION_SET OPERATOR_TOPIC_ARN DEAD_MAN_URL EVENT_RATE_LIMIT API_RATE_LIMIT',
  ]
    .join(' ')
    .split(' ')
    .map((name) => [name, 'off'])
    .concat([['AWS_REGION', 'eu-central-1']]),
);

/** Prints each function's minified size (what it loads at once) and its load time. Resolves with those over budget. */
export async function benchBundles(): Promise<string[]> {
  const outdir = mkdtempSync(join(tmpdir(), 'tocsin-bundles-'));
  try {
    const bundles = await bundleHandlers({ outdir, minify: true });
    const empty = fastest('');
    const over: string[] = [];
    const rows = bundles.map(({ name, directory, metafile }) => {
      const kilobytes = bytesLoadedAtOnce(metafile) / 1024;
      const ratio = fastest(`await import(${JSON.stringify(join(directory, 'index.mjs'))})`) / empty;
      const budget = name === 'ingest' ? ingestBudgetKilobytes : budgetKilobytes;
      const isFine = kilobytes <= budget && ratio <= loadBudget;
      if (!isFine) over.push(name);
      return [name, kilobytes.toFixed(0), String(budget), ratio.toFixed(1), String(loadBudget), isFine ? 'ok' : 'OVER'];
    });
    printTable('Bundles', ['function', 'KB', 'budget', 'load ÷ empty Node', 'budget', ''], rows);
    return over;
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

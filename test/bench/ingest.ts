import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { bundleHandlers } from '../../lib/bundle.ts';
import { synthesize } from '../../local/synth.ts';
import { loadDeployment } from '../../local/template.ts';
import type { LocalCloud } from '../support/local-cloud.ts';
import { startIdleAws } from './idle-aws.ts';
import { printTable } from './table.ts';

const budget = 900;
/** Of what the SDK's one call alone reaches beside it: that the machine is slow today does not change. */
const shareBudget = 0.6;
const rounds = 8;
const invocations = 500;
const name = 'ingest';
const program = fileURLToPath(new URL('./handler-process.ts', import.meta.url));
const bareSend = new URL('./bare-send.ts', import.meta.url).href;

/**
 * Prints how many events a second one processor takes in: the minified bundle with the real SDK, one event after the other,
 * and an AWS that does nothing. Processor time, so that a busy machine measures the same; the best round counts.
 */
export async function benchIngest(cloud: LocalCloud): Promise<string[]> {
  const escalationRules = [{ escalationTimeout: 5, users: [{ id: 1 }] }];
  const policy = await cloud.api('POST', '/api/escalation-policies', { name: 'speed', escalationRules });
  const facts = { name: 'speed', integrationType: 'API', escalationPolicy: { id: policy.body.id } };
  const { integrationKey } = (await cloud.api('POST', '/api/alert-sources', facts)).body;
  const { endpoint } = await cloud.control<{ endpoint: string }>('GET', 'aws');
  await using aws = await startIdleAws(endpoint);

  const event = { integrationKey, eventType: 'ALERT', summary: 'Disk almost full' };
  const { times, bare } = await timesOf(aws.url, cloud.url, event);
  const perSecond = (milliseconds: number) => (invocations / milliseconds) * 1000;
  const best = perSecond(Math.min(...times));
  const sdk = perSecond(Math.min(...bare));
  const isFine = best >= budget;
  const isNearSdk = best >= shareBudget * sdk;
  printTable(
    'Events a second and processor, by the handler alone',
    ['', 'best round', 'first round', 'at least', ''],
    [
      [name, best.toFixed(0), perSecond(times[0] ?? Number.NaN).toFixed(0), String(budget), isFine ? 'ok' : 'UNDER'],
      ['the SDK with one call each', sdk.toFixed(0), perSecond(bare[0] ?? Number.NaN).toFixed(0), '', ''],
      ['share', (best / sdk).toFixed(2), '', String(shareBudget), isNearSdk ? 'ok' : 'UNDER'],
    ],
  );
  return isFine && isNearSdk ? [] : ['events a second and processor'];
}

/** Milliseconds of processor time that each round took: by the function, and by the SDK's call alone. */
async function timesOf(aws: string, publicUrl: string, event: object) {
  const outdir = mkdtempSync(join(tmpdir(), 'tocsin-speed-'));
  try {
    const [bundle] = await bundleHandlers({ outdir, names: [name], minify: true });
    const deployment = await loadDeployment(await synthesize(), { aws, public: publicUrl });
    const deployed = deployment.functions.find((one) => one.name === name);
    if (!bundle || !deployed) throw new Error(`there is no ${name}`);
    const work = {
      rounds,
      invocations,
      event: {
        rawPath: '/api/events',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(event),
        isBase64Encoded: false,
        requestContext: { http: { method: 'POST', path: '/api/events' } },
      },
    };
    const environment = {
      ...deployed.environment,
      EVENT_RATE_LIMIT: '0',
      AWS_ENDPOINT_URL: aws,
      AWS_REGION: deployment.region,
      AWS_ACCESS_KEY_ID: name,
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_LAMBDA_FUNCTION_NAME: deployed.functionName,
      TZ: 'UTC',
    };
    const run = async (file: string): Promise<number[]> => {
      const { stdout } = await promisify(execFile)(process.execPath, [program, JSON.stringify({ ...work, file })], {
        env: environment,
        maxBuffer: 256 * 1024 * 1024,
      });
      return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '').times;
    };
    return { times: await run(pathToFileURL(join(bundle.directory, 'index.mjs')).href), bare: await run(bareSend) };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

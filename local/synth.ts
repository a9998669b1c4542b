import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { bundleHandlers } from '../lib/bundle.ts';
import { cachedFolder, repository } from './runtime/cached-folder.ts';
import { localHost } from './runtime/template/identity.ts';

/** A deployment with every channel configured, so that people can answer on all of them. */
const context = {
  stage: 'local',
  bundling: 'false',
  ownerEmail: 'admin@example.com',
  operatorEmail: 'operator@example.com',
  mailFrom: 'alerts@tocsin.example',
  replyDomain: 'reply.tocsin.example',
  smsIdentity: 'phone-00000000000000000000000000000006',
  voice: 'connect',
  voiceIdentity: 'phone-00000000000000000000000000000006',
  connectInstanceId: '00000000-0000-4000-8000-000000000001',
  connectSourceNumber: '+15005550007',
  push: '00000000000000000000000000000001',
  deadManUrl: `${localHost}/_local/dead-man`,
};

/** Synthesizes the CDK app without bundling and answers the folder of its templates. Quick when nothing has changed. */
export function synthesize(): Promise<string> {
  const sources = [
    'bin',
    'lib',
    'statemachines',
    'functions/platform/environment.ts',
    'local/synth.ts',
    'cdk.json',
    'package-lock.json',
  ];
  return cachedFolder('assembly', sources, async (outdir) => {
    const { context: settings = {} } = JSON.parse(await readFile(path.join(repository, 'cdk.json'), 'utf8'));
    await promisify(execFile)(process.execPath, ['bin/tocsin.ts'], {
      cwd: repository,
      env: { ...process.env, CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: JSON.stringify({ ...settings, ...context }) },
      maxBuffer: 64 * 1024 * 1024,
    }).catch((error: { stderr?: string; stdout?: string; message: string }) => {
      throw new Error(
        `The infrastructure could not be synthesized:\n${error.stdout}\n${error.stderr || error.message}`,
      );
    });
  });
}

/** Bundles every function and answers how to find one's file. Quick when nothing has changed. */
export async function buildFunctions(): Promise<(name: string) => string> {
  const sources = ['functions', 'lib/bundle.ts', 'package-lock.json'];
  const directory = await cachedFolder('functions', sources, async (outdir) => {
    await bundleHandlers({ outdir });
  });
  return (name) => path.join(directory, name, 'index.mjs');
}

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { bundleTogether } from './runtime/bundles.ts';
import { cachedFolder, repository } from './runtime/cached-folder.ts';
import type { BuiltFunctions } from './runtime/functions.ts';
import { localHost, pagesHost } from './runtime/template/identity.ts';

/** A deployment with every channel configured, so that people can answer on all of them. */
const context = {
  stage: 'local',
  bundling: 'false',
  pagesDomain: pagesHost,
  pagesCertificateArn: 'arn:aws:acm:us-east-1:000000000000:certificate/00000000-0000-4000-8000-000000000001',
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
  // No text and no call costs anything here.
  phoneCountries: '*',
  // What listens on this machine is really called.
  privateTargets: 'localhost,127.0.0.0/8,::1',
  deadManUrl: `${localHost}/_local/dead-man`,
  // Whoever lets minutes pass here wants to see it work.
  canaryMinutes: '5',
};

/** Synthesizes the CDK app without bundling and answers the folder of its templates. Quick when nothing has changed. */
export function synthesize(): Promise<string> {
  const sources = [
    'lib',
    'statemachines',
    'functions/platform/environment.ts',
    'functions/edge',
    'functions/render/page/policy.ts',
    'functions/render/page/script.ts',
    'local/synth.ts',
    'local/make-assembly.ts',
    'local/runtime/template/identity.ts',
    'cdk.json',
    'package-lock.json',
  ];
  return cachedFolder('assembly', sources, async (outdir) => {
    const { context: settings = {} } = JSON.parse(await readFile(path.join(repository, 'cdk.json'), 'utf8'));
    const program = ['local/make-assembly.ts', outdir, JSON.stringify({ ...settings, ...context })];
    await promisify(execFile)(process.execPath, program, {
      cwd: repository,
      maxBuffer: 64 * 1024 * 1024,
    }).catch((error: { stderr?: string; stdout?: string; message: string }) => {
      throw new Error(
        `The infrastructure could not be synthesized:\n${error.stdout}\n${error.stderr || error.message}`,
      );
    });
  });
}

/** Bundles every function and the program of their worker threads. Quick when nothing has changed. */
export async function buildFunctions(): Promise<BuiltFunctions> {
  const worker = 'local/runtime/worker.ts';
  const sources = [
    'functions',
    'lib/bundle.ts',
    'local/runtime/bundles.ts',
    worker,
    'local/runtime/load-code.ts',
    'local/runtime/aws-channel.ts',
    'package-lock.json',
  ];
  const directory = await cachedFolder('functions', sources, async (outdir) => {
    await bundleTogether(outdir);
    await buildWorker(outdir);
  });
  return {
    program: path.join(directory, workerFile),
    fileOf: (name) => path.join(directory, name, 'index.cjs'),
  };
}

/** Builds the console and answers its folder. Quick when nothing has changed. */
export function buildConsole(): Promise<string> {
  const sources = ['web', 'functions/domain', 'functions/render/tokens.ts', 'package-lock.json'];
  return cachedFolder('console', sources, async (outdir) => {
    // In a process of its own: time may be virtual here, and the bundler is large.
    const program = "const { buildConsole } = await import('./web/build.ts'); await buildConsole(process.argv[1]);";
    await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program, outdir], {
      cwd: repository,
      maxBuffer: 64 * 1024 * 1024,
    }).catch((error: { stderr?: string; message: string }) => {
      throw new Error(`The console could not be built:\n${error.stderr || error.message}`);
    });
  });
}

const workerFile = 'worker.mjs';

/** Writes the program of the worker threads into the folder and answers its file. */
export async function buildWorker(outdir: string): Promise<string> {
  const outfile = path.join(outdir, workerFile);
  const entry = fileURLToPath(new URL('./runtime/worker.ts', import.meta.url));
  await build({ entryPoints: [entry], outfile, bundle: true, format: 'esm', platform: 'node', target: 'node24' });
  return outfile;
}

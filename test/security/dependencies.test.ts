import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const readJson = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));

interface Locked {
  readonly version: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
  readonly inBundle?: boolean;
  readonly hasInstallScript?: boolean;
}

const manifest: Record<string, Record<string, string>> = readJson('package.json');
const locked = Object.entries<Locked>(readJson('package-lock.json').packages).filter(([path]) => path !== '');
const nameOf = (path: string) => path.replace(/^.*node_modules\//, '');
const atRuntime = locked.filter(([, { dev, devOptional, optional }]) => !dev && !devOptional && !optional);

/** Code of these runs when they are installed, and why that is needed. */
const mayRunOnInstall: Readonly<Record<string, string>> = {
  esbuild: 'puts the binary of this platform in place',
  'classic-level': 'builds the key-value store of the local cloud where there is no binary for the platform',
  fsevents: 'watches files on macOS, for vitest',
};

/** Licences that what we deploy may have. */
const allowed = [
  'Apache-2.0',
  'MIT',
  'MIT-0',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'CC0-1.0',
  'BlueOak-1.0.0',
  'MPL-2.0',
];

describe('dependencies', () => {
  it('are named in exact versions', () => {
    for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies'])
      for (const [name, version] of Object.entries(manifest[kind] ?? {}))
        expect([name, version]).toEqual([name, expect.stringMatching(/^\d+\.\d+\.\d+(-[\w.]+)?$/)]);
  });

  it('are locked in those versions', () => {
    const own = readJson('package-lock.json').packages[''];
    for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies'])
      expect(own[kind] ?? {}).toEqual(manifest[kind] ?? {});
  });

  it('are what was locked, by SHA-512; those that come inside another are part of its hash', () => {
    expect(locked.length).toBeGreaterThan(100);
    for (const [path, { integrity, inBundle }] of locked)
      expect([path, inBundle ? 'in bundle' : integrity]).toEqual([path, expect.stringMatching(/^sha512-|^in bundle$/)]);
  });

  it('come from the registry alone', () => {
    for (const [path, { resolved = 'https://registry.npmjs.org/' }] of locked)
      expect([path, resolved]).toEqual([path, expect.stringMatching(/^https:\/\/registry\.npmjs\.org\//)]);
  });

  it('run nothing when they are installed, but for those with a reason', () => {
    const running = locked.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path));
    expect(running.filter((name) => !(name in mayRunOnInstall))).toEqual([]);
  });

  it('that are deployed have a licence that allows it', () => {
    expect(atRuntime.length).toBeGreaterThan(20);
    for (const [path, { license = 'none' }] of atRuntime)
      expect([path, license.split(/ OR |[()]/).some((one) => allowed.includes(one))]).toEqual([path, true]);
  });
});

describe('what is deployed', () => {
  it('holds no package that is for development only, and no test or local cloud', async () => {
    const handlers = [
      'api',
      'ingest',
      'process-event',
      'advance-escalation',
      'send-notification',
      'handle-reply',
      'on-change',
      'tick',
      'canary',
      'set-up',
      'activate-mail',
    ];
    const { metafile } = await build({
      entryPoints: handlers.map((name) => join(root, `functions/handlers/${name}.ts`)),
      absWorkingDir: root,
      bundle: true,
      write: false,
      outdir: 'nowhere',
      splitting: true,
      metafile: true,
      platform: 'node',
      format: 'esm',
      mainFields: ['module', 'main'],
      jsx: 'automatic',
      jsxImportSource: 'preact',
      logLevel: 'silent',
    });
    const files = Object.keys(metafile.inputs);
    const packages = new Set(files.flatMap((file) => /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []));
    const runtime = new Set(atRuntime.map(([path]) => nameOf(path)));
    expect(packages.size).toBeGreaterThan(20);
    expect([...packages].filter((name) => !runtime.has(name))).toEqual([]);
    expect(files.filter((file) => !/node_modules\/|^functions\//.test(file))).toEqual([]);
  });
});

it('the audit has a command, and nothing is committed that looks like a key', () => {
  expect(manifest.scripts?.audit).toContain('npm audit');
  const patterns = [
    'AKIA[0-9A-Z]{16}',
    '-----BEGIN [A-Z ]*PRIVATE KEY-----',
    'ghp_[0-9A-Za-z]{36}',
    'tocsin_[0-9A-Za-z_-]{43}',
  ];
  const search = () =>
    execFileSync(
      'git',
      ['grep', '-lE', '-e', patterns.join('|'), '--', '.', ':!test/security/dependencies.test.ts', ':!test/fixtures'],
      {
        cwd: root,
        encoding: 'utf8',
      },
    );
  expect(search).toThrow(expect.objectContaining({ status: 1, stdout: '' }));
});

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Who may import whom (docs/architecture.md): a folder's files may import from these places, and from their own. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  'functions/domain': [],
  'functions/ports': ['functions/domain'],
  'functions/integrations': ['functions/domain'],
  'functions/actions': ['functions/domain'],
  'functions/render': ['functions/domain'],
  'functions/platform': ['functions/domain', 'functions/ports'],
  'functions/store': ['functions/domain', 'functions/ports', 'functions/platform'],
  'functions/channels': ['functions/domain', 'functions/ports', 'functions/platform'],
  'functions/usecases': [
    'functions/domain',
    'functions/ports',
    'functions/integrations',
    'functions/actions',
    'functions/render',
  ],
  'functions/handlers': [
    'functions/domain',
    'functions/ports',
    'functions/usecases',
    'functions/integrations',
    'functions/actions',
    'functions/render',
    'functions/store',
    'functions/channels',
    'functions/platform',
  ],
  lib: ['functions/platform/environment.ts', 'functions/render/page/policy.ts', 'web/build.ts'],
  web: ['functions/domain', 'functions/render/tokens.ts'],
  bin: [
    'lib',
    'web/build.ts',
    'functions/usecases/restore/report.ts',
    'functions/integrations',
    'functions/actions',
    'functions/handlers/api',
  ],
  local: ['functions/platform/environment.ts', 'lib', 'web/build.ts'],
};

const root = resolve(import.meta.dirname, '..');

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name));
}

const importLine = /^\s*(?:import|export)\b[^'"]*?from\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;

const importsOf = (file: string): string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(importLine)].map((match) => match[1] ?? match[2] ?? '');

const isWithin = (path: string, place: string): boolean => path === place || path.startsWith(`${place}/`);

describe('the architecture', () => {
  it.each(Object.entries(arrows))('%s imports only what it may', (folder, allowed) => {
    const broken = sourceFiles(folder).flatMap((file) =>
      importsOf(file)
        .filter((name) => name.startsWith('.'))
        .map((name) => relative(root, resolve(root, dirname(file), name)))
        .filter((target) => ![folder, ...allowed].some((place) => isWithin(target, place)))
        .map((target) => `${file} → ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it('asks the machine for the time in two files only', () => {
    const allowed = ['functions/platform/clock.ts', 'functions/platform/ids.ts'];
    const asking = sourceFiles('functions').filter(
      (file) =>
        !allowed.includes(file) &&
        /Date\.now\(|new Date\(\)|Temporal\.Now|performance\.now\(/.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(asking).toEqual([]);
  });

  it('imports zod as a namespace, which bundles a fifth of the named import', () => {
    const named = ['functions', 'lib', 'bin', 'local']
      .flatMap(sourceFiles)
      .filter((file) => /import\s+(type\s+)?\{[^}]*\}\s+from\s+'zod'/.test(readFileSync(join(root, file), 'utf8')));
    expect(named).toEqual([]);
  });

  it('reads the environment in platform and handlers only', () => {
    const reading = [
      'functions/domain',
      'functions/ports',
      'functions/usecases',
      'functions/integrations',
      'functions/render',
      'functions/store',
    ]
      .flatMap(sourceFiles)
      .filter((file) => /process\.env/.test(readFileSync(join(root, file), 'utf8')));
    expect(reading).toEqual([]);
  });

  /** Each write of configuration carries what the audit log says of it: usecases/configuration makes both. */
  it('writes configuration through usecases/configuration only', () => {
    const kinds = 'users|policies|sources|teams|schedules|supportHours|maintenance|heartbeats|identityProviders|apps';
    const write = new RegExp(`\\.(${kinds})\\s*\\.(create|save|delete)\\(`);
    const writing = ['functions/usecases', 'functions/handlers', 'functions/channels']
      .flatMap(sourceFiles)
      .filter((file) => write.test(readFileSync(join(root, file), 'utf8')));
    expect(writing).toEqual([]);
  });

  it('never calls what ended with Pinpoint', () => {
    const ended = /\b(UpdateEndpoint|SendUsersMessages|CreateCampaign|CreateSegment)Command\b/;
    // EventBridge, which puts events as well, goes on.
    const endedThere = /\bPutEventsCommand\b[^;]*from '@aws-sdk\/client-pinpoint'/;
    const isEnded = (text: string) => ended.test(text) || endedThere.test(text);
    expect(sourceFiles('functions').filter((file) => isEnded(readFileSync(join(root, file), 'utf8')))).toEqual([]);
  });
});

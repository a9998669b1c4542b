import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { Ajv } from 'ajv';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { slackManifest, slackScopes } from '../../bin/chat-apps/slack-manifest.ts';
import { teamsManifest } from '../../bin/chat-apps/teams-package.ts';
import { chatApps } from '../../bin/chat-apps.ts';

const appId = '11111111-2222-3333-4444-555555555555';
const command = (...more: string[]) => chatApps(['--url', 'https://tocsin.example.com', '--out', 'apps', ...more]);

/** The schema that Microsoft publishes for manifests of version 1.17, as far as a bot goes. */
const schemaFile = new URL('../fixtures/teams/manifest-1.17.schema.json', import.meta.url);
const { $schema: _draft, ...schema } = JSON.parse(readFileSync(schemaFile, 'utf8'));
const isManifest = new Ajv({ strict: false }).compile(schema);

describe('the package for Teams', () => {
  const zip = command('--teams-app-id', appId.toUpperCase()).files.get('tocsin-teams.zip') as Uint8Array;
  const files = unzipSync(zip);

  it('holds the manifest and both icons, and nothing else', () => {
    expect(Object.keys(files).sort()).toEqual(['color.png', 'manifest.json', 'outline.png']);
  });

  it('holds a manifest that Teams takes, for this deployment', () => {
    const manifest = JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString());
    isManifest(manifest);
    expect(isManifest.errors).toBeNull();
    expect(manifest).toMatchObject({ id: appId, bots: [{ botId: appId }], validDomains: ['tocsin.example.com'] });
    isManifest({ ...manifest, name: { ...manifest.name, short: 'x'.repeat(31) } });
    expect(isManifest.errors).toMatchObject([{ instancePath: '/name/short' }]);
  });

  it.each([
    ['color.png', 192],
    ['outline.png', 32],
  ])('holds %s, a square of %i', (name, size) => {
    const icon = Buffer.from(files[name] ?? []);
    expect(icon.subarray(1, 4).toString()).toBe('PNG');
    expect([icon.readUInt32BE(16), icon.readUInt32BE(20)]).toEqual([size, size]);
    const rows = inflateSync(icon.subarray(icon.indexOf('IDAT') + 4, icon.indexOf('IEND') - 8));
    expect(rows).toHaveLength(size * (1 + size * 4));
    const pixel = (x: number, y: number) => [...rows.subarray(y * (1 + size * 4) + 1 + x * 4).subarray(0, 4)];
    expect(pixel(size / 2, size / 2)).toEqual([255, 255, 255, 255]);
    expect(pixel(0, 0)).toEqual(name === 'outline.png' ? [255, 255, 255, 0] : [10, 92, 173, 255]);
  });

  it('is the same each time it is made', () => {
    expect(command('--teams-app-id', appId).files.get('tocsin-teams.zip')).toEqual(zip);
  });

  it('asks for no more than to read what is said where it was added', () => {
    expect(
      teamsManifest({ url: 'https://tocsin.example.com', appId }).authorization.permissions.resourceSpecific,
    ).toEqual([
      { name: 'ChannelMessage.Read.Group', type: 'Application' },
      { name: 'ChatMessage.Read.Chat', type: 'Application' },
    ]);
  });
});

describe('the manifest for Slack', () => {
  const manifest = slackManifest({ url: 'https://tocsin.example.com' });

  it('is written for this deployment', () => {
    expect(JSON.parse(String(command().files.get('slack-manifest.json')))).toEqual(
      JSON.parse(JSON.stringify(manifest)),
    );
    const urls = JSON.stringify(manifest).match(/https:[^"]+/g) ?? [];
    expect(new Set(urls)).toEqual(
      new Set(
        ['commands', 'events', 'interactions'].map((path) => `https://tocsin.example.com/callbacks/slack/${path}`),
      ),
    );
  });

  it("keeps to Slack's limits of names", () => {
    const { display_information: display, features } = manifest;
    expect(display.name.length).toBeLessThanOrEqual(35);
    expect(display.description.length).toBeLessThanOrEqual(140);
    for (const { command: name, description, usage_hint } of features.slash_commands) {
      expect(name).toMatch(/^\/[a-z-]{1,31}$/);
      expect([description.length <= 2_000, usage_hint.length <= 1_000]).toEqual([true, true]);
    }
  });

  it('asks for no scope that the docs do not explain', () => {
    const docs = readFileSync(new URL('../../docs/chat.md', import.meta.url), 'utf8');
    expect(slackScopes.filter((scope) => !docs.includes(`\`${scope}\``))).toEqual([]);
  });
});

describe('npm run chat-apps', () => {
  it('makes no package for Teams without an app in Entra', () => {
    expect([...command().files.keys()]).not.toContain('tocsin-teams.zip');
  });

  it.each([
    [['--out', 'apps'], '--url is the address'],
    [['--url', 'http://tocsin.example.com', '--out', 'apps'], '--url is the address'],
    [['--url', 'https://tocsin.example.com/api', '--out', 'apps'], '--url is the address'],
    [['--url', 'tocsin', '--out', 'apps'], '--url is the address'],
    [['--url', 'https://tocsin.example.com'], '--out names a folder'],
    [['--url', 'https://tocsin.example.com', '--out', 'apps', '--teams-app-id', 'x'], '--teams-app-id is an id'],
    [['--what'], "Unknown option '--what'"],
  ])('says what is wrong with %j', (args, says) => {
    expect(() => chatApps(args)).toThrow(says);
  });
});

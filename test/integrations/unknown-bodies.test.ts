import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseBody } from '../../functions/integrations/body.ts';
import { adapterOf, expectedOf, sampleText } from './fixtures.ts';

const tools = readdirSync(join(import.meta.dirname, '../fixtures/payloads'));
const generic = adapterOf('api');

const readRaw = (raw: string) => {
  const parsed = parseBody(raw);
  return generic.read({ headers: {}, query: {}, body: 'value' in parsed ? parsed.value : '', isLenient: true });
};
const read = (body: unknown) => readRaw(JSON.stringify(body));
const namingWords = (summary: string): string[] =>
  summary.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}.:/%-]*/gu) ?? [];

const samples = tools.flatMap((tool) =>
  Object.entries(expectedOf(tool)).map(([file, wanted]) => ({ tool, file, wanted, raw: sampleText(tool, file) })),
);
const alerts = samples.filter(({ wanted }) => wanted.eventType === 'ALERT' && wanted.summary !== null);
const named = ({ raw, wanted }: (typeof alerts)[number]): number => {
  const said = readRaw(raw).events[0]?.summary?.toLowerCase() ?? '';
  const words = namingWords(wanted.summary ?? '');
  return words.filter((word) => said.includes(word)).length / words.length;
};

/** What a person would call the object stands in members that the generic adapter must not read as one, such as a repository. */
const partlyNamed = ['4me/problem-update.json', 'github/check-run-failure.json', 'gitlab/pipeline-failed.json'];

describe('a body of any tool, read without its adapter', () => {
  it.each(alerts)('$tool/$file says what has happened to what', (sample) => {
    const { events } = readRaw(sample.raw);
    expect(events).toMatchObject([{ summary: expect.stringMatching(/\p{L}/u) }]);
    expect(events[0]?.summary).not.toContain('without a title');
    const least = partlyNamed.includes(`${sample.tool}/${sample.file}`) ? 0.2 : 0.3;
    expect(named(sample), events[0]?.summary).toBeGreaterThanOrEqual(least);
  });

  it('names nearly everything that the adapter would name, in nine of ten samples', () => {
    const well = alerts.filter((sample) => named(sample) >= 0.7);
    expect(well.length / alerts.length).toBeGreaterThan(0.88);
  });

  it.each(samples.filter(({ wanted }) => wanted.eventType === 'RESOLVE'))(
    '$tool/$file never opens an alert: it says that all is well again',
    ({ raw }) => {
      expect(readRaw(raw).events.filter(({ eventType }) => eventType === 'ALERT')).toEqual([]);
    },
  );

  it('resolves what it has opened in three of four pairs, and keeps problems apart that are two', () => {
    const keyed = samples.map(({ tool, file, wanted, raw }) => ({ tool, file, wanted, event: readRaw(raw).events[0] }));
    const pairs = keyed.flatMap((one) =>
      keyed
        .filter(({ tool, wanted }) => tool === one.tool && wanted.eventType === 'RESOLVE')
        .filter(({ wanted }) => one.wanted.eventType === 'ALERT' && wanted.alertKey === one.wanted.alertKey)
        .map((other) => [one.event, other.event] as const),
    );
    const closed = pairs.filter(
      ([fired, over]) => over?.eventType === 'RESOLVE' && over.alertKey === fired?.alertKey && over.alertKey,
    );
    expect(closed.length / pairs.length).toBeGreaterThan(0.72);

    // Their samples have one placeholder for the ids of several messages.
    const reused = ['sensu', 'cisco-meraki'];
    for (const one of keyed.filter(({ tool, event }) => event?.alertKey && !reused.includes(tool))) {
      for (const other of keyed.filter(({ tool, event }) => tool === one.tool && event?.alertKey)) {
        if (one.wanted.eventType === null || other.wanted.eventType === null) continue;
        if (one.wanted.alertKey === other.wanted.alertKey) continue;
        expect(one.event?.alertKey, `${one.tool} ${one.file} ${other.file}`).not.toBe(other.event?.alertKey);
      }
    }
  });
});

describe('the summary of an unknown body', () => {
  it.each<[string, unknown]>([
    ['db-1: Disk is full', { host: 'db-1', message: 'Disk is full' }],
    ['Disk of db-1 is full', { host: 'db-1', message: 'Disk of db-1 is full' }],
    ['db-1/disk: 97 % used', { hostname: 'db-1', service: 'disk', output: '97 % used' }],
    ['Shop: Down', { name: 'Shop', status: 'Down' }],
    ['Checkout: Every second request fails.', { title: 'Checkout', description: 'Every second request fails.' }],
    ['Queue is stuck', { data: { payload: { incident: { title: 'Queue is stuck' } } } }],
    ['Backup failed', [{ subject: 'Backup failed' }]],
    ['Backup failed', { events: [{ text: 'Backup failed' }] }],
    ['Mail flow stopped', { Entity: '{"summary":"Mail flow stopped"}' }],
    ['OPS-12: Mail is late', { issue: { key: 'OPS-12', fields: { summary: 'Mail is late' } }, user: { name: 'Kim' } }],
    ['https://shop.example.com: monitor_offline', { alert_type: 'monitor_offline', url: 'https://shop.example.com' }],
    ['Pump pressure is low', { title: '{{ title }}', subject: '%subject', message: 'Pump pressure is low' }],
    ['code=7, queue=12', { code: 7, queue: 12 }],
  ])('is "%s"', (summary, body) => {
    const { events } = Array.isArray(body) ? read(body[0]) : read(body);
    expect(events[0]?.summary).toBe(summary);
  });
});

describe('the key of an unknown body', () => {
  it.each<[string | undefined, unknown]>([
    ['7', { title: 'x', monitor: { id: 7 } }],
    ['7', { title: 'x', data: { alert: { uuid: '7' } } }],
    ['7', { title: 'x', data: { issue_id: 7 } }],
    ['a', { title: 'x', dedup_key: 'a', monitor: { id: 7 } }],
    ['7', { title: 'x', id: 7, status: 'down' }],
    [undefined, { title: 'x', id: 7 }],
    ['db-1/disk', { host: 'db-1', service: 'disk', status: 'critical' }],
    [undefined, { host: 'db-1', status: 'critical' }],
    [undefined, { title: 'x', project: { id: 7 }, user: { id: 8 } }],
  ])('is %s', (key, body) => {
    expect(read(body).events[0]?.alertKey).toBe(key);
  });
});

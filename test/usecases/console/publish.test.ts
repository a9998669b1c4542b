import { beforeEach, describe, expect, it } from 'vitest';
import type { Instant } from '../../../functions/domain/time.ts';
import type { ConsoleBucket, ConsoleFile } from '../../../functions/ports/console-files.ts';
import { publishConsole } from '../../../functions/usecases/console/publish.ts';

const objects = new Map<string, ConsoleFile>();
let puts: string[];
let now: Instant;

const bucket: ConsoleBucket = {
  read: async (file) => {
    const body = objects.get(file)?.body;
    return typeof body === 'string' ? body : undefined;
  },
  put: async (file, content) => {
    puts.push(file);
    objects.set(file, content);
  },
  delete: async (files) => {
    for (const file of files) objects.delete(file);
  },
};
const publish = (...files: string[]) =>
  publishConsole(
    { clock: { now: () => now, wait: async () => undefined } },
    { files: async () => files, read: async (file) => Buffer.from(file) },
    bucket,
  );
const present = () => [...objects.keys()].filter((file) => file !== '.published.json').sort();

beforeEach(() => {
  objects.clear();
  puts = [];
  now = '2026-11-28T12:00:00.000Z' as Instant;
});

describe('a deploy with another build of the console', () => {
  it('puts what the page asks for before the page, and notes it last', async () => {
    await publish('index.html', 'bell.svg', 'assets/b-1.css', 'assets/a-1.js');
    expect(puts).toEqual(['assets/a-1.js', 'assets/b-1.css', 'bell.svg', 'index.html', '.published.json']);
    expect(objects.get('assets/a-1.js')).toMatchObject({ cacheControl: 'public, max-age=31536000, immutable' });
    expect(objects.get('index.html')).toMatchObject({ cacheControl: 'no-cache', type: 'text/html; charset=utf-8' });
  });

  it('leaves open tabs what belongs to them for 30 days, and then takes it away', async () => {
    await publish('index.html', 'assets/a-1.js');
    now = '2027-03-01T12:00:00.000Z' as Instant;
    await publish('index.html', 'assets/a-2.js');
    expect(present()).toEqual(['assets/a-1.js', 'assets/a-2.js', 'index.html']);
    now = '2027-03-20T12:00:00.000Z' as Instant;
    await publish('index.html', 'assets/a-3.js');
    expect(present()).toEqual(['assets/a-1.js', 'assets/a-2.js', 'assets/a-3.js', 'index.html']);
    now = '2027-04-02T12:00:00.000Z' as Instant;
    await publish('index.html', 'assets/a-3.js');
    expect(present()).toEqual(['assets/a-2.js', 'assets/a-3.js', 'index.html']);
  });

  it('changes nothing when it is done again', async () => {
    await publish('index.html', 'assets/a-1.js');
    const before = [...objects];
    await publish('index.html', 'assets/a-1.js');
    expect([...objects]).toEqual(before);
  });

  it.each([
    ['is no JSON', 'not json'],
    ['is something else', '{"files":5}'],
  ])('takes nothing away where the note %s', async (_case, body) => {
    await publish('index.html', 'assets/a-1.js');
    objects.set('.published.json', { type: 'application/json', cacheControl: 'no-store', body });
    now = '2027-11-28T12:00:00.000Z' as Instant;
    await publish('index.html', 'assets/a-2.js');
    expect(present()).toEqual(['assets/a-1.js', 'assets/a-2.js', 'index.html']);
  });

  it('does not happen without the page', async () => {
    await expect(publish('assets/a-1.js')).rejects.toThrow('was not built');
    expect(puts).toEqual([]);
  });
});

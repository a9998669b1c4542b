import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { plus } from '../../../functions/domain/time.ts';
import { integrationFor, loadIntegration } from '../../../functions/integrations/catalogue.ts';
import { decodeBody, maximumBody } from '../../../functions/usecases/event/receive-body.ts';
import { rememberSources } from '../../../functions/usecases/event/receive-source.ts';
import { at } from '../../support/factories.ts';
import { subscription } from './sns-signer.ts';
import { aSource, aWorld, sourceKey } from './world.ts';

const inQuery = (rawQuery: string, slug?: string) => ({
  rawQuery,
  query: Object.fromEntries(new URLSearchParams(rawQuery)),
  ...(slug && { slug }),
});

describe('a message in the query', () => {
  it.each<[string, string, string | undefined, object]>([
    ['with a title', 'text=hello', 'grafana', { event: { eventType: 'ALERT' } }],
    [
      'that says it is over',
      'state=resolved',
      'grafana',
      { note: 'the body says that it is over, and names no alert' },
    ],
    ['that answers', 'eventType=ACCEPT&alertKey=a', undefined, { event: { eventType: 'ACCEPT', alertKey: 'a' } }],
    [
      'of a tool, whatever its members are called',
      'monitorID=1&alertType=2',
      'uptimerobot',
      { event: { eventType: 'RESOLVE', alertKey: '1' } },
    ],
    ['with a state alone', 'health=critical', 'grafana', { event: { eventType: 'ALERT' } }],
    ['that says nothing', 'foo=bar', 'grafana', { note: 'there is no message in the query' }],
  ])('%s is taken for what it is: %s', async (_what, rawQuery, slug, expected) => {
    const world = aWorld();
    await world.post('', inQuery(rawQuery, slug));
    expect(world.sent[0]?.message).toMatchObject(expected);
  });
});

describe('a body of one word', () => {
  it.each<[string, object]>([
    ['"disk full"', { event: { eventType: 'ALERT', summary: expect.stringContaining('disk full') } }],
    ['42', { event: { eventType: 'ALERT', summary: expect.stringContaining('42') } }],
    ['null', { note: 'the body is empty' }],
    ['""', { note: 'the body is empty' }],
  ])('%s is read as text by a tool’s adapter', async (body, expected) => {
    const world = aWorld();
    await world.post(body, { slug: 'grafana' });
    expect(world.sent[0]?.message).toMatchObject(expected);
  });
});

describe('a body that is no JSON', () => {
  it.each([undefined, 'api', 'API'])('is refused where our own form is asked for: %s', async (slug) => {
    await expect(aWorld().post('disk full', { slug, key: sourceKey })).rejects.toThrow('body: is not valid JSON');
  });
});

describe('a message that is refused for its origin', () => {
  it.each([
    ['aws-sns', 'aws-sns'],
    [undefined, 'api'],
  ])('at the address of %s is kept as of %s', async (slug, integration) => {
    const world = aWorld();
    await world.post(subscription, { slug });
    expect(world.sent[0]?.message).toMatchObject({ integration, note: expect.stringMatching(/^refused/) });
  });
});

describe('a source whose signing secret is none', () => {
  it.each([undefined, null, '', 7, ['s3cret']])('(%j) takes what nobody has signed', async (signingSecret) => {
    const world = aWorld({ source: aSource({ metadata: { signingSecret } }) });
    await world.post({ eventType: 'ALERT', summary: 'Disk full' });
    expect(world.sent).toHaveLength(1);
  });
});

describe('an event in our own form', () => {
  it('is answered with its key, without the blanks around', async () => {
    expect(await aWorld().post({ eventType: 'ALERT', summary: 'Disk full', alertKey: ' Disk ' })).toEqual({
      alertKey: 'Disk',
    });
    expect(await aWorld().post({ eventType: 'ALERT', summary: 'Disk full', alertKey: ' ' })).toEqual({});
  });

  it('is told from one of a tool', async () => {
    const world = aWorld();
    await world.post({ eventType: 'ALERT', summary: 'Disk full' });
    await world.post({ title: 'CPU high' }, { slug: 'grafana' });
    expect(world.sent.map(({ message }) => message.isOwnForm)).toEqual([true, undefined]);
  });

  it('has the policy of its source read with it, as nothing has that asks for no event', async () => {
    const world = aWorld();
    await world.post({ eventType: 'ALERT', summary: 'Disk full' });
    await world.post('', { slug: 'grafana' });
    expect(world.sent.map(({ message }) => message.policyId)).toEqual([3, undefined]);
  });
});

describe('the answer to PagerDuty’s clients', () => {
  it('names the key of an event, and none where there is no event', async () => {
    const world = aWorld();
    const event = {
      routing_key: sourceKey,
      event_action: 'trigger',
      dedup_key: ' disk ',
      payload: { summary: 'Full', severity: 'error', source: 'db' },
    };
    const said = { status: 'success', message: 'Event processed' };
    const asked = { slug: 'pagerduty-events-v2' };
    expect(await world.post(event, asked)).toEqual({ ...said, dedup_key: 'disk', alertKey: 'disk' });
    expect(Object.keys(await world.post('null', asked))).toEqual(['status', 'message']);
  });
});

describe('the answer to who sends several messages at once', () => {
  it('names the key of none of them', async () => {
    const world = aWorld();
    const messages = ['a', 'b'].map((alertKey) => ({ alertKey, title: `Disk ${alertKey} full` }));
    expect(await world.post(messages, { slug: 'grafana' })).toEqual({});
    expect(world.sent.map(({ message }) => message.event?.alertKey)).toEqual(['a', 'b']);
    expect(world.sent.map(({ message }) => 'raw' in message)).toEqual([true, false]);
    expect(await world.post(messages[0], { slug: 'grafana' })).toEqual({ alertKey: 'a' });
  });
});

describe('what is noted of a message', () => {
  it('is two hundred and fifty-five characters at most, all of them whole', async () => {
    const note = `${'x'.repeat(254)}😀`;
    const reading = vi.spyOn(await loadIntegration(integrationFor('grafana')), 'read');
    reading.mockReturnValueOnce({ events: [], note }).mockReturnValueOnce({ events: [], note: 'x'.repeat(256) });
    const world = aWorld();
    for (const _turn of [1, 2]) await world.post({ title: 'CPU high' }, { slug: 'grafana' });
    reading.mockRestore();
    expect(world.sent.map(({ message }) => message.note)).toEqual([`${'x'.repeat(254)}\ufffd`, 'x'.repeat(255)]);
  });
});

describe('the text of a body', () => {
  const utf16 = (text: string, mark: readonly number[], isBig: boolean) => {
    const bytes = Buffer.from(text, 'utf16le');
    return Buffer.concat([Buffer.from(mark), isBig ? bytes.swap16() : bytes]);
  };

  it.each<[string, Uint8Array, string | undefined, string]>([
    ['UTF-8', Buffer.from('Größe'), undefined, 'Größe'],
    ['UTF-8, whatever is said', Buffer.from('Größe'), 'text/plain; charset=iso-8859-1', 'Größe'],
    ['Latin-1, as is said', Buffer.from('Größe', 'latin1'), 'text/plain; charset="iso-8859-1"', 'Größe'],
    ['what Windows writes, when nothing is said', Buffer.from([0x80, 0x31]), undefined, '€1'],
    ['Cyrillic, as is said', Buffer.from([0xc4, 0xe0]), 'text/plain;charset=windows-1251', 'Да'],
    ['a charset that nobody knows', Buffer.from([0x80, 0x31]), 'text/plain; charset=klingon', '€1'],
    ['UTF-16 with its mark', utf16('Größe', [0xff, 0xfe], false), undefined, 'Größe'],
    ['UTF-16 the other way round, with its mark', utf16('Größe', [0xfe, 0xff], true), undefined, 'Größe'],
    ['UTF-16 without a mark, as is said', utf16('Disk', [], false), 'text/plain; charset=utf-16le', 'Disk'],
    ['UTF-16 that is none', Buffer.from('odd'), 'text/plain; charset=utf16', 'odd'],
    ['half a mark of the one', Buffer.from([0xff, 0x31]), undefined, 'ÿ1'],
    ['half a mark of the other', Buffer.from([0xfe, 0x31]), undefined, 'þ1'],
    ['a mark in the wrong place', Buffer.from([0x31, 0xff]), undefined, '1ÿ'],
    ['two halves of two marks', Buffer.from([0xff, 0xff]), undefined, 'ÿÿ'],
    ['two halves of the other', Buffer.from([0xfe, 0xfe]), undefined, 'þþ'],
  ])('is read in %s', (_what, bytes, contentType, expected) => {
    expect(decodeBody(bytes, undefined, contentType)).toBe(expected);
  });
});

describe('a body that is kept', () => {
  const noise = Array.from({ length: 6_000 }, (_, index) => createHash('sha256').update(`${index}`).digest('hex')).join(
    '',
  );
  const packed = (length: number) => gzipSync(noise.slice(0, length)).toString('base64').length;

  it('is in its message up to two hundred thousand characters, and lies in the blob store beyond', async () => {
    let [fits, tooLong] = [0, noise.length];
    while (tooLong - fits > 1) {
      const middle = Math.floor((fits + tooLong) / 2);
      if (packed(middle) > 200_000) tooLong = middle;
      else fits = middle;
    }
    expect([packed(fits), packed(tooLong)]).toEqual([200_000, 200_004]);
    const world = aWorld();
    for (const length of [fits, tooLong]) await world.post(noise.slice(0, length), { slug: 'grafana' });
    expect(world.sent.map(({ message }) => Object.keys(message.raw ?? {}))).toEqual([['gzip'], ['blobKey']]);
  });
});

it('a body without a byte is empty, whatever it is said to be packed with; one with a single byte is read as said', () => {
  expect(decodeBody(new Uint8Array(), 'gzip')).toBe('');
  expect(decodeBody(Buffer.from('x'), undefined)).toBe('x');
  expect(() => decodeBody(Buffer.from('x'), 'gzip')).toThrow('is not gzip, as Content-Encoding says');
});

it('a body may have 900 KB, packed or not', () => {
  const [most, more] = [Buffer.alloc(maximumBody, ' '), Buffer.alloc(maximumBody + 1, ' ')];
  expect([decodeBody(most, undefined), decodeBody(gzipSync(most), 'gzip')].map(({ length }) => length)).toEqual([
    921_600, 921_600,
  ]);
  expect(() => decodeBody(more, undefined)).toThrow('the body is larger than 900 KB');
  expect(() => decodeBody(gzipSync(more), 'gzip')).toThrow('the body is larger than 900 KB');
});

it.each(['gzip', 'x-gzip', ' GZIP '])('a body may be packed as %s', (encoding) => {
  expect(decodeBody(gzipSync('Disk full'), encoding)).toBe('Disk full');
});

describe('keys that were asked for', () => {
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const time = at('2026-11-21T20:30:00.000Z');

  it('and are gone are not known any more, also where the clock is set back', async () => {
    let now = time;
    const found = [aSource(), undefined, undefined];
    const byIntegrationKey = async () => found.shift();
    const sources = rememberSources({ byIntegrationKey, keepUp: async () => {} }, { clock: { now: () => now }, log });
    expect(await sources.byIntegrationKey('key')).toEqual(aSource());
    now = plus(time, { seconds: 60 });
    expect(await sources.byIntegrationKey('key')).toBeUndefined();
    now = plus(time, { seconds: 59 });
    expect(await sources.byIntegrationKey('key')).toBeUndefined();
    expect(found).toEqual([]);
  });

  it('are forgotten all at once when there are five thousand, so that a flood cannot fill the memory', async () => {
    const asked: string[] = [];
    const byIntegrationKey = async (key: string) => {
      asked.push(key);
      return aSource();
    };
    const sources = rememberSources({ byIntegrationKey, keepUp: async () => {} }, { clock: { now: () => time }, log });
    for (let index = 0; index < 5000; index++) await sources.byIntegrationKey(`key-${index}`);
    await sources.byIntegrationKey('key-0');
    expect(asked).toHaveLength(5000);
    await sources.byIntegrationKey('key-5000');
    await sources.byIntegrationKey('key-5000');
    expect(asked).toHaveLength(5001);
    await sources.byIntegrationKey('key-0');
    expect(asked).toHaveLength(5002);
  });

  it('and do not keep up are tried once a minute, and never in the way', async () => {
    let tried = 0;
    const sources = rememberSources(
      { byIntegrationKey: async () => aSource(), keepUp: async () => Promise.reject(new Error(`${++tried}`)) },
      { clock: { now: () => time }, log },
    );
    await sources.keepUp('never asked for', aSource());
    expect(tried).toBe(0);
    const source = (await sources.byIntegrationKey('key')) ?? expect.fail('none');
    await sources.keepUp('key', source);
    await sources.keepUp('key', source);
    expect(tried).toBe(1);
  });
});

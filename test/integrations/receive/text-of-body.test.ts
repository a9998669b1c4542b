import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeBody, maximumBody } from '../../../functions/usecases/event/receive-body.ts';
import { aWorld } from './world.ts';

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

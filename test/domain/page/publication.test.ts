import { describe, expect, it } from 'vitest';
import {
  hostsOf,
  isForEverywhere,
  isUpToDate,
  keptFor,
  leavingOf,
  madeOf,
  planPublication,
} from '../../../functions/domain/page/publication.ts';
import type { PageView } from '../../../functions/domain/page/view.ts';
import { aStatusPage, at, tenOClock as ten } from '../../support/factories.ts';

const file = (body: string, type = 'text/html') => ({ type, body });
const timed = (now: string, text = 'All is well') =>
  file(
    `<p>${text}</p><time datetime="${ten}" data-rendered="${now}">${now === ten ? 'just now' : 'a while ago'}</time>`,
  );
const filesOf = (all: Readonly<Record<string, ReturnType<typeof file>>>) => new Map(Object.entries(all));
const soon = at('2026-11-21T10:09:59.999Z');
const late = at('2026-11-21T10:10:00Z');

describe('the files of a page', () => {
  const first = planPublication(
    filesOf({ 'index.html': timed(ten), 'a.json': file(`{"at":"${ten}"}`), 'a.css': file('p {}', 'text/css') }),
    undefined,
    ten,
  );

  it('are all written the first time, with when that was told', () => {
    expect(first.writes).toEqual(['index.html', 'a.json', 'a.css']);
    expect(first.gone).toEqual([]);
    expect(first.next.toldAt).toBe(ten);
    expect(Object.keys(first.next.files)).toEqual(['index.html', 'a.json', 'a.css']);
    expect(new Set(Object.values(first.next.files)).size).toBe(3);
    for (const hash of Object.values(first.next.files)) expect(hash).toMatch(/^[\w-]{16}$/);
  });

  const again = (now: typeof ten, text = 'All is well', css = 'p {}') =>
    filesOf({ 'index.html': timed(now, text), 'a.json': file(`{"at":"${now}"}`), 'a.css': file(css, 'text/css') });

  it('are not written where only the time is another, until ten minutes are over', () => {
    const unchanged = planPublication(again(soon), first.next, soon);
    expect(unchanged).toEqual({ next: { ...first.next, toldAt: ten }, writes: [], gone: [] });
    const told = planPublication(again(late), first.next, late);
    expect(told).toEqual({ next: { ...first.next, toldAt: late }, writes: ['index.html', 'a.json'], gone: [] });
  });

  it('are written where they say something else, each once', () => {
    expect(planPublication(again(soon, 'Down'), first.next, soon).writes).toEqual(['index.html']);
    expect(planPublication(again(late, 'Down', 'b {}'), first.next, late).writes).toEqual([
      'index.html',
      'a.css',
      'a.json',
    ]);
    const other = filesOf({ 'a.css': file('p {}', 'text/plain') });
    expect(planPublication(other, first.next, soon)).toMatchObject({
      writes: ['a.css'],
      gone: ['index.html', 'a.json'],
    });
    const { toldAt: _toldAt, ...untold } = first.next;
    expect(planPublication(again(soon), untold, soon)).toMatchObject({
      writes: ['index.html', 'a.json'],
      next: { toldAt: soon },
    });
  });
});

describe('who may keep files of a page', () => {
  it.each([
    ['text/html; charset=utf-8', false],
    ['text/plain', false],
    ['text/css', false],
    ['application/json', true],
    ['image/svg+xml', true],
    ['application/text/html', true],
  ])('everybody may read %s of a public page from everywhere: %s', (type, isIt) => {
    expect(isForEverywhere({ visibility: 'PUBLIC' }, file('', type))).toBe(isIt);
    expect(isForEverywhere({ visibility: 'PRIVATE' }, file('', type))).toBe(false);
  });

  it('is everybody for a short time, and nobody where the page is private', () => {
    expect(keptFor({ visibility: 'PUBLIC' })).toMatch(/^public, max-age=15, s-maxage=30, /);
    expect(keptFor({ visibility: 'PRIVATE' })).toBe('private, no-store');
  });
});

describe('what is known of a page on the way to it', () => {
  const page = aStatusPage(4, { subdomain: 'Acme' });
  const known = (facts: Parameters<typeof aStatusPage>[1]) =>
    JSON.parse(hostsOf({ ...page, ...facts }, 'pages.example.com')['acme.pages.example.com'] ?? 'null');

  it('stands at each host that it has', () => {
    const entry = JSON.stringify({ page: 4, kind: 'PUBLIC' });
    const domain = 'Status.Acme.com.';
    expect(hostsOf(page, 'pages.example.com')).toEqual({ 'acme.pages.example.com': entry });
    expect(hostsOf(page, 'pages.example.com:8443')).toEqual({ 'acme.pages.example.com': entry });
    expect(hostsOf({ ...page, domain }, undefined)).toEqual({ 'status.acme.com': entry });
    expect(Object.keys(hostsOf({ ...page, domain }, 'p.io'))).toEqual(['acme.p.io', 'status.acme.com']);
    expect(hostsOf({ ...page, subdomain: '-' }, 'p.io')).toEqual({});
    expect(hostsOf({ ...page, domain: '' }, undefined)).toEqual({});
    expect(hostsOf(page, 'a:1.b')).toEqual({ 'acme.a:1.b': entry });
  });

  const ips = (count: number, text = '10.0.0.1') => Array.from({ length: count }, () => text);

  it('is its kind, and the addresses that a private one lets in, as far as they fit', () => {
    const ipWhitelist = ['192.0.2.0/24'];
    expect(known({ ipWhitelist })).toEqual({ page: 4, kind: 'PUBLIC' });
    expect(known({ audienceSpecific: true, ipWhitelist })).toEqual({ page: 4, kind: 'PUBLIC' });
    const facts = { visibility: 'PRIVATE' as const };
    expect(known({ ...facts, audienceSpecific: true, ipWhitelist })).toEqual({ page: 4, kind: 'AUDIENCE' });
    expect(known(facts)).toEqual({ page: 4, kind: 'PRIVATE' });
    expect(known({ ...facts, ipWhitelist })).toEqual({ page: 4, kind: 'PRIVATE', ips: ipWhitelist });
    expect(known({ ...facts, ipWhitelist: ips(25) }).ips).toHaveLength(25);
    expect(known({ ...facts, ipWhitelist: ips(26) })).toEqual({ page: 4, kind: 'PRIVATE' });
    const room = 1000 - JSON.stringify({ page: 4, kind: 'PRIVATE', ips: [''] }).length;
    expect(known({ ...facts, ipWhitelist: ['x'.repeat(room)] })).toHaveProperty('ips');
    expect(known({ ...facts, ipWhitelist: ['x'.repeat(room + 1)] })).not.toHaveProperty('ips');
  });
});

describe('a variant of a page', () => {
  it('is made of all but the time', () => {
    const named = (name: string, now = ten) => ({ name, now }) as unknown as PageView;
    expect(madeOf(named('Acme'))).toBe(madeOf(named('Acme', late)));
    expect(madeOf(named('Acme'))).not.toBe(madeOf(named('Other')));
    expect(madeOf(named('Acme'))).toMatch(/^[\w-]{16}$/);
  });

  it('is up to date while it is made of the same and was told less than ten minutes ago', () => {
    const told = { files: {}, made: 'a', toldAt: ten };
    expect(isUpToDate(told, 'a', soon)).toBe(true);
    expect(isUpToDate(told, 'a', late)).toBe(false);
    expect(isUpToDate(told, 'b', soon)).toBe(false);
    expect(isUpToDate({ files: {}, made: 'a' }, 'a', soon)).toBe(false);
    expect(isUpToDate(undefined, 'a', soon)).toBe(false);
  });

  it('that nobody is to see any more stays for a minute', () => {
    const [almost, over] = [at('2026-11-21T10:00:59.999Z'), at('2026-11-21T10:01:00Z')];
    const leaving = { b: ten, c: almost };
    expect(leavingOf({ variants: ['a', 'b'] }, ['a'], ten)).toEqual({ leaving: { b: ten }, gone: [] });
    expect(leavingOf({ variants: ['a', 'b', 'c'], leaving }, ['a'], almost)).toEqual({ leaving, gone: [] });
    expect(leavingOf({ variants: ['a', 'b', 'c'], leaving }, ['a'], over)).toEqual({
      leaving: { c: almost },
      gone: ['b'],
    });
    expect(leavingOf({ variants: ['a', 'b'], leaving }, ['a', 'b'], over)).toEqual({ leaving: {}, gone: [] });
  });
});

import { describe, expect, it } from 'vitest';
import { afterPublishing, cacheControlOf, inOrder, typeOf } from '../../../functions/domain/console/published.ts';
import type { Instant } from '../../../functions/domain/time.ts';

const at = (text: string) => text as Instant;
const nothing = { files: [], left: {} };

describe('what is in the bucket of the console', () => {
  it('is the build, and what earlier builds have left', () => {
    const { published, gone } = afterPublishing(
      { files: ['assets/a-1.js', 'index.html'], left: { 'assets/a-0.js': at('2026-11-20T12:00:00Z') } },
      ['assets/a-2.js', 'index.html'],
      at('2026-11-28T12:00:00Z'),
    );
    expect(published.files).toEqual(['assets/a-2.js', 'index.html']);
    expect(published.left).toEqual({
      'assets/a-0.js': '2026-11-20T12:00:00Z',
      'assets/a-1.js': '2026-11-28T12:00:00Z',
    });
    expect(gone).toEqual([]);
  });

  it.each([
    ['2026-12-28T11:59:59.999Z', []],
    ['2026-12-28T12:00:00.000Z', ['assets/a-1.js']],
  ])('loses at %s what was left 30 days before: %j', (now, lost) => {
    const before = { files: ['index.html'], left: { 'assets/a-1.js': at('2026-11-28T12:00:00.000Z') } };
    const { published, gone } = afterPublishing(before, ['index.html'], at(now));
    expect(gone).toEqual(lost);
    expect(Object.keys(published.left)).toEqual(lost.length === 0 ? ['assets/a-1.js'] : []);
  });

  it('keeps what a build has again, however long it was in none', () => {
    const before = { files: ['index.html'], left: { 'assets/a-1.js': at('2025-01-01T00:00:00.000Z') } };
    const { published, gone } = afterPublishing(before, ['assets/a-1.js', 'index.html'], at('2026-11-28T12:00:00Z'));
    expect([published.left, gone]).toEqual([{}, []]);
  });

  it('loses nothing of what it does not know', () => {
    expect(afterPublishing(nothing, ['index.html'], at('2026-11-28T12:00:00Z')).gone).toEqual([]);
  });
});

describe('a file of the console', () => {
  it.each([
    ['assets/index-C1BRqO5A.js', 'public, max-age=31536000, immutable', 'text/javascript; charset=utf-8'],
    ['assets/index-BAVMfFnz.css', 'public, max-age=31536000, immutable', 'text/css; charset=utf-8'],
    ['index.html', 'no-cache', 'text/html; charset=utf-8'],
    ['sw.js', 'no-cache', 'text/javascript; charset=utf-8'],
    ['manifest.webmanifest', 'no-cache', 'application/manifest+json; charset=utf-8'],
    ['icons/bell-192.png', 'no-cache', 'image/png'],
  ])('%s is kept %s, as %s', (file, cacheControl, type) => {
    expect([cacheControlOf(file), typeOf(file)]).toEqual([cacheControl, type]);
  });

  it('has a type that browsers are shown', () => {
    expect(() => typeOf('assets/index.js.map')).toThrow('no files like');
    expect(() => typeOf('README')).toThrow('no files like');
  });

  it('is there before the page that asks for it', () => {
    expect(inOrder(['assets/a.js', 'bell.svg', 'index.html', 'assets/b.css'])).toEqual([
      ['assets/a.js', 'assets/b.css'],
      ['bell.svg'],
      ['index.html'],
    ]);
  });
});

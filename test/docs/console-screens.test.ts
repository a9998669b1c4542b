import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { galleryPage, looks, pictureName } from '../browser/console/gallery/page.ts';
import { shown } from '../browser/console/gallery/screens.ts';

const docs = fileURLToPath(new URL('../../docs', import.meta.url));
const folder = `${docs}/images/console`;

describe('the pictures of the console', () => {
  const pictures = readdirSync(folder);

  it('are those that `npm run pictures` takes, each screen in each look', () => {
    const names = shown.flatMap(({ name }) => looks.map((look) => pictureName(name, look)));
    expect(pictures.toSorted()).toEqual(names.toSorted());
  });

  it('are small: 60 KB each, 4 MB together', () => {
    const sizes = pictures.map((name) => ({ name, size: statSync(`${folder}/${name}`).size }));
    expect(sizes.filter(({ size }) => size > 60_000)).toEqual([]);
    expect(sizes.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(4_000_000);
  });

  it('stand on a page of the documentation', () => {
    expect(readFileSync(`${docs}/console-screens.md`, 'utf8')).toBe(galleryPage(shown));
  });
});

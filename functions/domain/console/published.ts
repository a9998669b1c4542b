import { type Duration, minus } from '../instants.ts';
import type { Instant } from '../time.ts';

/** What is in the console's bucket: the files of the build of now, and since when those of earlier builds are in none. */
export interface Published {
  readonly files: readonly string[];
  readonly left: Readonly<Record<string, Instant>>;
}

/** A tab that is open since before a deploy loads what belongs to it for so long. */
const leftFilesLast: Duration = { days: 30 };

/**
 * What is in the bucket once the files of another build are, and which of the others go: those that have been in no build for 30 days. A
 * file that a build has again stays, however long it was in none.
 */
export function afterPublishing(
  before: Published,
  files: readonly string[],
  now: Instant,
): { readonly published: Published; readonly gone: readonly string[] } {
  const current = new Set(files);
  const others = [...new Set([...before.files, ...Object.keys(before.left)])].filter((file) => !current.has(file));
  const since = others.map((file) => [file, before.left[file] ?? now] as const);
  const end = minus(now, leftFilesLast);
  return {
    published: { files, left: Object.fromEntries(since.filter(([, at]) => at > end)) },
    gone: since.filter(([, at]) => at <= end).map(([file]) => file),
  };
}

/** Names of the first folder change with what is in them; everything else is asked for anew each time. */
export const cacheControlOf = (file: string): string =>
  file.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  ico: 'image/x-icon',
  js: 'text/javascript; charset=utf-8',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  webmanifest: 'application/manifest+json; charset=utf-8',
  webp: 'image/webp',
  woff2: 'font/woff2',
};

/** The type of a file by its name. Throws for one that no browser would be shown (`functions/edge/console-request.js`). */
export function typeOf(file: string): string {
  const type = types[/\.([a-z0-9]+)$/.exec(file)?.[1] ?? ''];
  if (type === undefined) throw new Error(`the console has no files like ${file}`);
  return type;
}

/** The order in which a build is put there: what the page asks for before the page that asks for it. */
export const inOrder = (files: readonly string[]): readonly (readonly string[])[] => [
  files.filter((file) => file.startsWith('assets/')),
  files.filter((file) => !file.startsWith('assets/') && file !== 'index.html'),
  files.filter((file) => file === 'index.html'),
];

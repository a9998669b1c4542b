import * as z from 'zod';
import { afterPublishing, cacheControlOf, inOrder, type Published, typeOf } from '../../domain/console/published.ts';
import type { Instant } from '../../domain/time.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ConsoleBucket, ConsoleBuild } from '../../ports/console-files.ts';
import { eachAtOnce } from '../each-at-once.ts';

/** Beside the files; its name begins with a dot, so that the way to the console leads nobody to it. */
const note = '.published.json';
const Note = z.object({
  files: z.array(z.string()),
  left: z.record(
    z.string(),
    z.string().transform((at) => at as Instant),
  ),
});

const atOnce = 8;

/**
 * Puts a build of the console where people find it, the page last, and takes away what has been in no build for long. Doing it again
 * changes nothing.
 */
export async function publishConsole(
  { clock }: { readonly clock: Clock },
  build: ConsoleBuild,
  bucket: ConsoleBucket,
): Promise<void> {
  const files = [...(await build.files())].sort();
  if (!files.includes('index.html')) throw new Error('the console was not built: it has no index.html');
  const before = await noted(bucket);
  for (const group of inOrder(files)) await eachAtOnce(group, atOnce, (file) => publishFile(file, build, bucket));
  const { published, gone } = afterPublishing(before, files, clock.now());
  // What is deleted twice does no harm; what is forgotten would stay for good.
  await bucket.delete(gone);
  await bucket.put(note, {
    type: 'application/json',
    cacheControl: 'no-store',
    body: JSON.stringify(published),
  });
}

async function publishFile(file: string, build: ConsoleBuild, bucket: ConsoleBucket): Promise<void> {
  const body = await build.read(file);
  await bucket.put(file, { type: typeOf(file), cacheControl: cacheControlOf(file), body });
}

/** What earlier deploys have noted; nothing where there is none, or none that can be read: files stay then rather than go. */
async function noted(bucket: ConsoleBucket): Promise<Published> {
  const text = await bucket.read(note);
  const read = Note.safeParse(text === undefined ? undefined : parsed(text));
  return read.success ? read.data : { files: [], left: {} };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

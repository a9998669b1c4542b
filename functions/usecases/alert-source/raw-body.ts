import { gunzipSync } from 'node:zlib';
import type { EventRecord } from '../../domain/event/event.ts';
import type { Context } from '../../ports/context.ts';

/** No body we accepted unpacks to more than this. */
const maxOutputLength = 8 * 1024 * 1024;

/**
 * The body as the tool sent it; it is kept with the first event of its request, so the others look there. Undefined
 * when it is not kept any more.
 */
export async function readRawBody(ctx: Context<'store' | 'blobs'>, event: EventRecord): Promise<string | undefined> {
  const first = event.raw ? event : await ctx.store.events.get(event.id.replace(/-\d+$/, '-0'));
  if (first?.raw === undefined) return undefined;
  const gzip = 'gzip' in first.raw ? Buffer.from(first.raw.gzip, 'base64') : await ctx.blobs.get(first.raw.blobKey);
  return gzip && gunzipSync(gzip, { maxOutputLength }).toString('utf8');
}

import { gunzipSync } from 'node:zlib';
import type { EventRecord, RawBody } from '../../domain/event/event.ts';
import type { Context } from '../../ports/context.ts';

/** No body we accepted unpacks to more than this. */
const maxOutputLength = 8 * 1024 * 1024;

/** Reads the bodies of events as their tools sent them, the one of a request once; and counts what that has taken. */
export interface BodyReader {
  /**
   * The body, which is kept with the first event of its request; undefined when it is not kept any more. The neighbours
   * are events that may be asked for next: what the first events of their requests are is read with this one's.
   */
  of(event: EventRecord, neighbours?: readonly EventRecord[]): Promise<string | undefined>;
  /** What was unpacked so far, and how often the blob store was asked. */
  spent(): { readonly characters: number; readonly blobs: number };
}

/** What cannot be unpacked is not there: it keeps nobody from the others. */
function textIn(gzip: Uint8Array): string | undefined {
  try {
    return gunzipSync(gzip, { maxOutputLength }).toString('utf8');
  } catch {
    return undefined;
  }
}

const firstOf = ({ id }: EventRecord): string => id.replace(/-\d+$/, '-0');

export function bodyReader(ctx: Context<'store' | 'blobs'>): BodyReader {
  /** By the id of the first event of a request; undefined where it is not there. */
  const raws = new Map<string, RawBody | undefined>();
  const bodies = new Map<string, string | undefined>();
  const spent = { characters: 0, blobs: 0 };

  async function rawOf(event: EventRecord, neighbours: readonly EventRecord[]): Promise<RawBody | undefined> {
    if (event.raw !== undefined) return event.raw;
    for (const { id, raw } of neighbours) if (raw !== undefined) raws.set(id, raw);
    const first = firstOf(event);
    if (!raws.has(first)) {
      const missing = [event, ...neighbours]
        .filter(({ raw }) => raw === undefined)
        .map(firstOf)
        .filter((id) => !raws.has(id));
      const asked = [...new Set(missing)].slice(0, 100);
      for (const id of asked) raws.set(id, undefined);
      for (const { id, raw } of await ctx.store.events.getMany(asked)) raws.set(id, raw);
    }
    return raws.get(first);
  }

  async function unpacked(raw: RawBody): Promise<string | undefined> {
    const name = 'gzip' in raw ? raw.gzip : raw.blobKey;
    if (bodies.has(name)) return bodies.get(name);
    if (!('gzip' in raw)) spent.blobs += 1;
    const gzip = 'gzip' in raw ? Buffer.from(raw.gzip, 'base64') : await ctx.blobs.get(raw.blobKey);
    const body = gzip && textIn(gzip);
    spent.characters += body?.length ?? 0;
    bodies.set(name, body);
    return body;
  }

  return {
    async of(event, neighbours = []) {
      const raw = await rawOf(event, neighbours);
      return raw && unpacked(raw);
    },
    spent: () => ({ ...spent }),
  };
}

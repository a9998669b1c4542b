import { createHash } from 'node:crypto';
import type { Instant } from '../time.ts';
import { plus } from '../time.ts';
import type { StatusPage } from './status-page.ts';
import { hostOf, labelOf } from './status-page.ts';
import type { PageView } from './view.ts';

/** What is published for one audience: what is in which file, and when those that tell the time last did. */
export interface Publication {
  /** Path → hash of what it says, whatever the time; empty while it is being written. */
  readonly files: Readonly<Record<string, string>>;
  readonly toldAt?: Instant | undefined;
  /** Hash of all that it was made of but the time. */
  readonly made?: string | undefined;
}

export interface PublishedFile {
  readonly type: string;
  readonly body: string;
}

/** What has to be done to the files of an audience, and what is published then. */
export interface PublicationPlan {
  readonly next: Publication;
  readonly writes: readonly string[];
  readonly gone: readonly string[];
}

/** A page says at least this often as of when it is. */
const tellsTimeEvery = { minutes: 10 };

const renderedTime = /<time datetime="[^"<>]{0,40}" data-rendered="[^"<>]{0,40}">[^<]{0,100}<\/time>/g;

/** What a file says, whenever it was made. */
const timeless = (body: string, now: Instant): string => body.replaceAll(renderedTime, '').replaceAll(now, '');

/**
 * Which files are written: those that say something else than before, and, where the last time was told long ago, also those that say
 * when they were made.
 */
export function planPublication(
  files: ReadonlyMap<string, PublishedFile>,
  previous: Publication | undefined,
  now: Instant,
): PublicationPlan {
  const known = previous?.files ?? {};
  const said = [...files].map(([path, { type, body }]) => {
    const text = timeless(body, now);
    const hash = createHash('sha256').update(`${type}\n${text}`).digest('base64url').slice(0, 16);
    return { path, hash, tellsTime: text !== body };
  });
  const changed = said.filter(({ path, hash }) => known[path] !== hash).map(({ path }) => path);
  const isLate = previous?.toldAt === undefined || plus(previous.toldAt, tellsTimeEvery) <= now;
  const gone = Object.keys(known).filter((path) => !files.has(path));
  const told = isLate ? said.filter(({ tellsTime }) => tellsTime).map(({ path }) => path) : [];
  return {
    next: {
      files: Object.fromEntries(said.map(({ path, hash }) => [path, hash])),
      toldAt: isLate ? now : previous.toldAt,
    },
    writes: [...new Set([...changed, ...told])],
    gone,
  };
}

/** Files that everybody may read from everywhere, where the page is public: data, not documents. */
export const isForEverywhere = (page: Pick<StatusPage, 'visibility'>, { type }: PublishedFile): boolean =>
  page.visibility === 'PUBLIC' && !/^text\/(html|plain|css)/.test(type);

/** How long a file may be kept on its way; what is not for everybody is kept by nobody. */
export const keptFor = ({ visibility }: Pick<StatusPage, 'visibility'>): string =>
  visibility === 'PUBLIC'
    ? 'public, max-age=15, s-maxage=30, stale-while-revalidate=60, stale-if-error=86400'
    : 'private, no-store';

/** Addresses are looked at on the way as far as they fit; more of them are looked at where people sign in. */
const mostRanges = 25;
const mostBytes = 1000;

/** What is known of a page on the way to it. */
function entryOf(page: StatusPage): string {
  const { id, visibility, audienceSpecific, ipWhitelist } = page;
  const kind = visibility === 'PUBLIC' ? 'PUBLIC' : audienceSpecific ? 'AUDIENCE' : 'PRIVATE';
  const plain = JSON.stringify({ page: id, kind });
  if (kind !== 'PRIVATE' || ipWhitelist.length === 0 || ipWhitelist.length > mostRanges) return plain;
  const entry = JSON.stringify({ page: id, kind, ips: ipWhitelist });
  return entry.length <= mostBytes ? entry : plain;
}

/** By host, under which a page is reached, what is known of it there: below the domain of all pages, and at its own. */
export function hostsOf(page: StatusPage, pagesDomain: string | undefined): Readonly<Record<string, string>> {
  const entry = entryOf(page);
  const label = labelOf(page.subdomain);
  const below = pagesDomain?.replace(/:\d+$/, '');
  return {
    ...(label !== undefined && below !== undefined && { [`${label}.${below}`]: entry }),
    ...(page.domain && { [hostOf(page.domain)]: entry }),
  };
}

/** Hash of all that a variant is made of but the time. */
export const madeOf = ({ now: _now, ...view }: PageView): string =>
  createHash('sha256').update(JSON.stringify(view)).digest('base64url').slice(0, 16);

/** Whether what is published is made of the same, and was told not long ago: then nothing has to be made. */
export const isUpToDate = (previous: Publication | undefined, made: string, now: Instant): boolean =>
  previous?.made === made && previous.toldAt !== undefined && plus(previous.toldAt, tellsTimeEvery) > now;

/** A cookie that names a variant may have been given a moment before nobody was to see that any more. */
export const leavesAfter = { seconds: 60 };

/** What becomes of variants that nobody is to see any more: they stay for those who are on their way, for a minute, and are removed then. */
export function leavingOf(
  placed: { readonly variants: readonly string[]; readonly leaving?: Readonly<Record<string, Instant>> | undefined },
  wanted: readonly string[],
  now: Instant,
): { readonly leaving: Readonly<Record<string, Instant>>; readonly gone: readonly string[] } {
  const unwanted = placed.variants.filter((variant) => !wanted.includes(variant));
  const since = new Map(unwanted.map((variant) => [variant, placed.leaving?.[variant] ?? now]));
  const gone = unwanted.filter((variant) => plus(since.get(variant) ?? now, leavesAfter) <= now);
  for (const variant of gone) since.delete(variant);
  return { leaving: Object.fromEntries(since), gone };
}

import {
  isForEverywhere,
  isUpToDate,
  keptFor,
  madeOf,
  type PublishedFile,
  planPublication,
} from '../../domain/page/publication.ts';
import type { StatusPage } from '../../domain/page/status-page.ts';
import type { PageView } from '../../domain/page/view.ts';
import type { Context } from '../../ports/context.ts';
import { notFoundFile, notFoundKey } from '../../render/page/not-found.ts';

type WriteContext = Context<'store' | 'pageBucket'>;

const writesAtOnce = 20;

const folderOf = (pageId: number, variant: string): string => `p/${pageId}/${variant}/`;

/**
 * Makes the files of one variant say what the view does: those that say something else than before are written. What is being written is
 * noted as unknown before, so that a failure half way is mended by the next who comes, whatever the page says by then.
 */
export async function writeVariant(
  ctx: WriteContext,
  page: StatusPage,
  variant: string,
  view: PageView,
): Promise<void> {
  const { store, pageBucket } = ctx;
  const previous = await store.pageFiles.publication(page.id, variant);
  const made = madeOf(view);
  if (isUpToDate(previous, made, view.now)) return;
  const { pageFiles } = await import('../../render/page/files.ts');
  const files = pageFiles(view);
  const { next, writes, gone } = planPublication(files, previous, view.now);
  const published = { ...next, made };
  if (writes.length + gone.length > 0) {
    const unknown = { ...previous?.files, ...Object.fromEntries(writes.map((path) => [path, ''])) };
    await store.pageFiles.savePublication(page.id, variant, { toldAt: previous?.toldAt, files: unknown });
    if (previous === undefined)
      await pageBucket.put(notFoundKey, { ...notFoundFile, cacheControl: 'no-store', isShared: false });
    const folder = folderOf(page.id, variant);
    for (let start = 0; start < writes.length; start += writesAtOnce)
      await Promise.all(
        writes.slice(start, start + writesAtOnce).map((path) => {
          const file = files.get(path) as PublishedFile;
          const isShared = isForEverywhere(page, file);
          return pageBucket.put(folder + path, { ...file, cacheControl: keptFor(page), isShared });
        }),
      );
    await pageBucket.delete(gone.map((path) => folder + path));
  }
  await store.pageFiles.savePublication(page.id, variant, published);
}

/**
 * From now on nobody is led to a variant, so that a minute later nobody is on the way to it any more. Who is to see it again before then
 * waits until it is made again.
 */
export async function retireVariant({ store }: WriteContext, pageId: number, variant: string): Promise<void> {
  const published = await store.pageFiles.publication(pageId, variant);
  if (published?.toldAt === undefined) return;
  await store.pageFiles.savePublication(pageId, variant, { files: published.files });
}

/** Takes a variant away: its files first, so that nothing is left that nobody knows of. */
export async function removeVariant(
  { store, pageBucket }: WriteContext,
  pageId: number,
  variant: string,
): Promise<void> {
  const published = await store.pageFiles.publication(pageId, variant);
  const folder = folderOf(pageId, variant);
  await pageBucket.delete(Object.keys(published?.files ?? {}).map((path) => folder + path));
  await store.pageFiles.deletePublication(pageId, variant);
}

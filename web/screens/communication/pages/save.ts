import { type Api, answer, api } from '../../../client/api.ts';
import { type PageDraft, pageBody } from './page-body.ts';
import { groupChanges, type Named } from './structure.ts';

/**
 * Saves a page with its groups. The page comes first, guarded by the tag of what was read: when somebody else has saved meanwhile,
 * nothing is changed. Groups that were added have no number before they are there, so what stands in them is arranged after that.
 */
export async function savePage(
  id: number,
  draft: PageDraft,
  groupsBefore: readonly Named[],
  etag: string | undefined,
): Promise<Api<'StatusPage'>> {
  const { added, renamed, removed } = groupChanges(groupsBefore, draft.outline);
  const page = await answer(
    api.PUT('/status-pages/{id}', {
      params: { path: { id } },
      body: pageBody(draft),
      ...(etag !== undefined && { headers: { 'if-match': etag } }),
    }),
  );
  for (const { id: group, name } of renamed)
    await answer(api.PUT('/status-pages/{id}/groups/{group}', { params: { path: { id, group } }, body: { name } }));
  for (const group of removed)
    await answer(api.DELETE('/status-pages/{id}/groups/{group}', { params: { path: { id, group } } }));
  if (added.length === 0) return page;
  return arrangeAdded(id, draft);
}

/** Makes the groups that were added, and puts their services into them. */
export async function arrangeAdded(id: number, draft: PageDraft): Promise<Api<'StatusPage'>> {
  const saved = new Map<number, number>();
  for (const { id: own, name } of groupChanges([], draft.outline).added) {
    const group = await answer(api.POST('/status-pages/{id}/groups', { params: { path: { id } }, body: { name } }));
    saved.set(own, group.id);
  }
  return answer(api.PUT('/status-pages/{id}', { params: { path: { id } }, body: pageBody(draft, saved) }));
}

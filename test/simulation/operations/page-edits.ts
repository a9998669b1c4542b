import type { People } from '../people.ts';
import type { Capability } from './capability.ts';
import { sometimes } from './choices.ts';

/** Somebody activates a page, changes what it shows, for whom it is, or where it is, or deletes it. */
export interface PageEditOperation {
  readonly at: number;
  readonly kind: 'page-edit';
  readonly pageId: number;
  readonly does: 'activate' | 'activate' | 'services' | 'visibility' | 'label' | 'delete';
  readonly services: readonly number[];
}

async function perform(people: People, { pageId, does, services }: PageEditOperation): Promise<void> {
  const path = `/api/status-pages/${pageId}`;
  if (does === 'activate') await people.callApi('PUT', `${path}/activate`);
  if (does === 'delete') await people.callApi('DELETE', path);
  if (does === 'activate' || does === 'delete') return;
  const read = await people.callApi('GET', path);
  if (!read.ok) return;
  const page = read.value.body as { readonly visibility: string; readonly subdomain: string };
  const changes = {
    services: { services: services.map((id) => ({ id })) },
    visibility: { visibility: page.visibility === 'PUBLIC' ? 'PRIVATE' : 'PUBLIC', audienceSpecific: false },
    label: { subdomain: page.subdomain.startsWith('other') ? `page-${pageId}` : `other-${pageId}` },
  }[does];
  await people.callApi('PUT', path, { body: { ...page, ...changes } });
}

export const pageEdits: Capability<PageEditOperation> = {
  kind: 'page-edit',
  generate: (random, { configuration: { pages = [], shownServices = [] }, until }) =>
    sometimes(random, pages.length > 0 ? 0.6 : 0, [1, 3], () => ({
      at: random.next() * until,
      kind: 'page-edit',
      pageId: random.pick(pages).id,
      does: random.pick(['activate', 'activate', 'services', 'services', 'visibility', 'label', 'delete'] as const),
      services: shownServices.filter(() => random.chance(0.7)).map(({ id }) => id),
    })),
  perform: (people, operation) => void perform(people, operation),
};

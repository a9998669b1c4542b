import type { PublicationStore, ShowingPage } from '../ports/publication-store.ts';
import { idAtEnd, keys, referrersOfKind, servicePartition, statusPagePartition } from './keys.ts';
import { allOf, itemsInOrder } from './pages.ts';
import type { Item, Table } from './table.ts';

/** Reads who shows services from the notes in their partitions, as every reference leaves one. */
export function createPublicationStore(table: Table): PublicationStore {
  return {
    async pagesOf(serviceIds) {
      const sort = { beginsWith: referrersOfKind('STATUS_PAGE') };
      const notes = await Promise.all(serviceIds.map((id) => allOf(table, { partition: servicePartition(id), sort })));
      const ids = [...new Set(notes.flat().map(({ SK }) => idAtEnd(SK)))].sort((a, b) => a - b);
      const pages = await itemsInOrder(
        table,
        ids.map((id) => keys.configuration('STATUS_PAGE', id)),
      );
      const isShown = ({ services }: Item) =>
        Array.isArray(services) && services.some((id) => serviceIds.includes(Number(id)));
      return pages.filter(isShown).map(({ id, label, visibility }) => ({ id, label, visibility }) as ShowingPage);
    },

    async publicSubscribers(pageIds, serviceIds) {
      const found = await Promise.all(
        pageIds.map((id) => allOf(table, { partition: statusPagePartition(id), sort: { beginsWith: 'SUBSCRIBER#' } })),
      );
      const isTold = ({ status, services }: Readonly<Record<string, unknown>>) =>
        status === 'CONFIRMED' &&
        Array.isArray(services) &&
        (services.length === 0 || services.some((id) => serviceIds.includes(Number(id))));
      return found.flat().filter(isTold).length;
    },
  };
}

import type { PublicationStore, ShowingPage } from '../ports/publication-store.ts';
import { idAtEnd, keys, metricPartition, referrersOfKind, servicePartition } from './keys.ts';
import { allOf, itemsInOrder } from './pages.ts';
import type { Item, Table } from './table.ts';

/** Reads who shows services and metrics from the notes in their partitions, as every reference leaves one. */
export function createPublicationStore(table: Table): PublicationStore {
  /** The pages that have one of the ids in their list, found by the notes in these partitions. */
  async function showing(ids: readonly number[], list: 'services' | 'metrics'): Promise<ShowingPage[]> {
    const partitionOf = list === 'services' ? servicePartition : metricPartition;
    const sort = { beginsWith: referrersOfKind('STATUS_PAGE') };
    const notes = await Promise.all(ids.map((id) => allOf(table, { partition: partitionOf(id), sort })));
    const pageIds = [...new Set(notes.flat().map(({ SK }) => idAtEnd(SK)))].sort((a, b) => a - b);
    const pages = await itemsInOrder(
      table,
      pageIds.map((id) => keys.configuration('STATUS_PAGE', id)),
    );
    const isShown = ({ [list]: shown }: Item) =>
      Array.isArray(shown) && shown.some((id: unknown) => ids.includes(Number(id)));
    return pages
      .filter(isShown)
      .map(
        ({ id, label, visibility, audienceSpecific }) => ({ id, label, visibility, audienceSpecific }) as ShowingPage,
      );
  }

  return {
    pagesOf: (serviceIds) => showing(serviceIds, 'services'),
    pagesOfMetrics: (metricIds) => showing(metricIds, 'metrics'),

    async ownedBy(teamIds) {
      const noted = async (kind: 'SERVICE' | 'METRIC'): Promise<number[]> => {
        const sort = { beginsWith: referrersOfKind(kind) };
        const partitions = teamIds.map((id) => keys.configuration('TEAM', id).PK);
        const notes = await Promise.all(partitions.map((partition) => allOf(table, { partition, sort })));
        return [...new Set(notes.flat().map(({ SK }) => idAtEnd(SK)))];
      };
      const [services, metrics] = await Promise.all([noted('SERVICE'), noted('METRIC')]);
      return { services, metrics };
    },
  };
}

import type { Occurrence } from '../domain/maintenance/occurrences.ts';
import type { Item } from './table.ts';

/** When there is planned work for a source, read from its item; none when it has no item. */
export const maintenanceOf = (item: Item | undefined): readonly Occurrence[] =>
  Object.entries(item ?? {})
    .filter(([name]) => /^w\d+$/.test(name))
    .flatMap(([, value]) => JSON.parse(String(value)) as Occurrence[]);

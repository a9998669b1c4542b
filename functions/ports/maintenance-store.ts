import type { MaintenanceWindow } from '../domain/maintenance/maintenance-window.ts';
import type { Occurrence } from '../domain/maintenance/occurrences.ts';
import type { ConfigurationStore } from './configuration-store.ts';

export interface MaintenanceStore extends Omit<ConfigurationStore<MaintenanceWindow>, 'byName'> {
  /** When there is planned work for these sources, of all their windows; keyed by source id. */
  ofSources(sourceIds: readonly number[]): Promise<ReadonlyMap<number, readonly Occurrence[]>>;
}

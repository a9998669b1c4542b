import type { MaintenanceWindow, PlannedTimes } from '../domain/maintenance/maintenance-window.ts';
import type { Occurrence } from '../domain/maintenance/occurrences.ts';
import type { ConfigurationStore } from './configuration-store.ts';

export interface MaintenanceStore extends Omit<ConfigurationStore<MaintenanceWindow>, 'byName'> {
  /** When there is planned work for these sources, of all their windows; keyed by source id. */
  ofSources(sourceIds: readonly number[]): Promise<ReadonlyMap<number, readonly Occurrence[]>>;
  /** The times of all windows of these services, whether over or not; keyed by service id. */
  ofServices(serviceIds: readonly number[]): Promise<ReadonlyMap<number, readonly PlannedTimes[]>>;
}

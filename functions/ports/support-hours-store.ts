import type { SupportHours } from '../domain/support-hours/support-hours.ts';
import type { ConfigurationStore } from './configuration-store.ts';

export interface SupportHoursStore extends ConfigurationStore<SupportHours> {
  /** The ids of alert sources that refer to them. */
  sourcesOf(id: number): Promise<number[]>;
}

import type { AutoResolution } from '../domain/alert/auto-resolution.ts';
import type { Instant } from '../domain/time.ts';

/** When alerts are resolved if nobody does it before. Written with an alert that its source has so, gone with its resolution. */
export interface AutoResolutionStore {
  get(alertId: number): Promise<(AutoResolution & { readonly sourceId: number }) | undefined>;
  /** Makes it due at another time, if it is still there. */
  move(alertId: number, autoResolution: AutoResolution, dueAt: Instant): Promise<void>;
  delete(alertId: number): Promise<void>;
}

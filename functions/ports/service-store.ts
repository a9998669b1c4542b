import type { OutageOverride } from '../domain/service/outage-override.ts';
import type { Service } from '../domain/service/service.ts';
import type { StatusChange } from '../domain/service/timeline.ts';
import type { Instant } from '../domain/time.ts';
import type { AuditEntries, ConfigurationStore } from './configuration-store.ts';

/** What the past of a service is reckoned from, besides planned work. */
export interface Recorded {
  /** In order; complete from the asked instant on, with the last one before it. */
  readonly changes: readonly StatusChange[];
  /** In the order in which they were made; all there are. */
  readonly overrides: readonly OutageOverride[];
}

/** A service with the version that was read. */
export interface ServiceWrite {
  readonly service: Service;
  readonly previous: Service;
}

export interface ServiceStore extends ConfigurationStore<Service> {
  /** What is recorded of these services from an instant on, by id. No call where all of it stands in the services. */
  recorded(services: readonly Service[], from: Instant): Promise<ReadonlyMap<number, Recorded>>;
  override(serviceId: number, id: string): Promise<OutageOverride | undefined>;
  /** In the order in which they were made. */
  overrides(serviceId: number): Promise<OutageOverride[]>;
  /** Writes an override and what the service says of its overrides, in one transaction. Throws VersionConflictError. */
  saveOverride(override: OutageOverride, write: ServiceWrite, audit: AuditEntries): Promise<void>;
  deleteOverride(override: OutageOverride, write: ServiceWrite, audit: AuditEntries): Promise<void>;
}

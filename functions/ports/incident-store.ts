import type { Incident, IncidentUpdate } from '../domain/incident/incident.ts';
import type { IncidentTemplate } from '../domain/incident/incident-template.ts';
import type { Instant } from '../domain/time.ts';
import type { RunWrite } from './automation-store.ts';
import type { AuditEntries, ConfigurationStore } from './configuration-store.ts';
import type { Page } from './page.ts';
import type { ServiceWrite } from './service-store.ts';

export interface IncidentFilter {
  readonly isOpen?: boolean | undefined;
  /** Created within [from, until). */
  readonly from?: Instant | undefined;
  readonly until?: Instant | undefined;
}

/** What goes with an incident in one transaction. */
export interface IncidentBesides {
  /** What was said of it. */
  readonly update?: IncidentUpdate;
  /** Services that it changes; at most 90. */
  readonly services?: readonly ServiceWrite[];
  /** For which alert that was done. */
  readonly automation?: RunWrite;
  readonly audit: AuditEntries;
}

export interface IncidentStore {
  get(id: number): Promise<Incident | undefined>;
  /** Those that exist, in the order asked for. */
  getMany(ids: readonly number[]): Promise<Incident[]>;
  /** Newest first. */
  list(filter: IncidentFilter, page: Page): Promise<Incident[]>;
  /** Throws IdCollisionError, or VersionConflictError when a service changed meanwhile. */
  create(incident: Incident, besides: IncidentBesides): Promise<Incident>;
  /** Throws VersionConflictError when it or one of the services changed meanwhile. */
  save(incident: Incident, previous: Incident, besides: IncidentBesides): Promise<Incident>;
  delete(incident: Incident, besides: Omit<IncidentBesides, 'update'>): Promise<void>;
  /** What was said of it, oldest first; of very much the newest 500. */
  updates(id: number): Promise<IncidentUpdate[]>;
}

export type IncidentTemplateStore = ConfigurationStore<IncidentTemplate>;

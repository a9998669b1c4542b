import type { LogEntry } from '../domain/alert/log-entry.ts';
import type { AutomationRule } from '../domain/automation/automation-rule.ts';
import type { Effect } from '../domain/automation/effect.ts';
import type { AutomationRun } from '../domain/automation/run.ts';
import type { AuditEntries, ConfigurationStore } from './configuration-store.ts';
import type { ServiceWrite } from './service-store.ts';

export interface AutomationRuleStore extends Omit<ConfigurationStore<AutomationRule>, 'byName'> {
  /** Those about a service, oldest first. */
  ofService(serviceId: number): Promise<AutomationRule[]>;
  /** What alerts of a source do, oldest rule first; always consistent. */
  effectsOf(sourceId: number): Promise<Effect[]>;
}

/** What automation has done for an alert, over what was read of it, with what the alert's timeline says of that. */
export interface RunWrite {
  readonly run: AutomationRun;
  readonly previous: AutomationRun;
  readonly log: readonly LogEntry[];
}

/** What automation has done for alerts; made with the alert, and asked for whenever the alert comes to something. */
export interface AutomationRunStore {
  get(alertId: number): Promise<AutomationRun | undefined>;
  /** Those that there are. */
  getMany(alertIds: readonly number[]): Promise<AutomationRun[]>;
  /** Writes the run of an alert that had none when it was made; one that is there stays. */
  begin(run: AutomationRun): Promise<void>;
  /**
   * Writes a run with the services it changes, at most 90, in one transaction. Throws VersionConflictError when it, one of them or
   * the alert changed meanwhile.
   */
  save(
    write: RunWrite,
    besides?: { readonly services: readonly ServiceWrite[]; readonly audit: AuditEntries },
  ): Promise<void>;
}

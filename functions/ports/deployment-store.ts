import type { LogEntry } from '../domain/alert/log-entry.ts';
import type { AttachedDeployment, Deployment } from '../domain/deployment/deployment.ts';
import type { PipelineFilters } from '../domain/deployment/filter.ts';
import type { DeploymentPipeline } from '../domain/deployment/pipeline.ts';
import type { Instant } from '../domain/time.ts';
import type { ConfigurationStore } from './configuration-store.ts';
import type { Page } from './page.ts';

/** What the filters of a pipeline have left out. */
export interface LeftOut {
  readonly count: number;
  readonly lastAt?: Instant;
  readonly lastReason?: string;
}

export interface DeploymentPipelineStore extends ConfigurationStore<DeploymentPipeline> {
  /** What its filters have left out so far; undefined when that is nothing. */
  leftOut(id: number): Promise<LeftOut | undefined>;
}

/** Both ends count. */
export interface DeploymentFilter {
  readonly from: Instant;
  readonly to: Instant;
  /** Of these pipelines; all unless said. */
  readonly pipelines?: readonly number[];
}

/** What due work about deployments is about: a deployment whose alerts are looked for, or an alert whose deployments are. */
export type DueLook =
  | { readonly kind: 'deployment'; readonly deployment: Deployment }
  | { readonly kind: 'alert'; readonly alertId: number };

/** Deployments, each kept for its time; what is over is not found. */
export interface DeploymentStore {
  /** Newest first. */
  list(filter: DeploymentFilter, page: Page): Promise<Deployment[]>;
  /** What due work is about; undefined when that is over. */
  due(work: string): Promise<DueLook | undefined>;
  /** Makes it due to look for the deployments of an alert; and that it was done. */
  lookFor(alertId: number, at: Instant): Promise<void>;
  lookedFor(alertId: number): Promise<void>;
  /** When alerts are looked for next that it is to be attached to; never again, when not said. */
  lookAgain(deployment: Deployment, at?: Instant): Promise<void>;
  /** Attaches it to an alert with the entry that says so, unless it is already. */
  attach(attached: AttachedDeployment, entry: LogEntry): Promise<void>;
  /** What is attached to an alert, newest first. */
  attachedTo(alertId: number): Promise<AttachedDeployment[]>;
  /** Those of the alerts that it is attached to already. At most one call per 100. */
  alertsWith(deployment: Pick<Deployment, 'id' | 'at'>, alertIds: readonly number[]): Promise<ReadonlySet<number>>;
}

/** What a key says of its pipeline. */
export interface KeyedPipeline extends PipelineFilters {
  readonly id: number;
  readonly name: string;
  readonly teams: readonly number[];
  readonly signingSecret?: string;
}

/** Whose key a text is. */
export interface PipelineKeys {
  pipelineOf(key: string): Promise<KeyedPipeline | undefined>;
}

/** Where deployments are kept as they come in. */
export interface DeploymentIntake {
  /**
   * Keeps a deployment, due to be looked at then; false when one of the same pipeline with this `delivery` is kept already. Throws
   * IdCollisionError when its id is taken.
   */
  keep(
    deployment: Deployment,
    how: { readonly delivery?: string | undefined; readonly dueAt: Instant },
  ): Promise<boolean>;
  /** Counts one that the filters of its pipeline have left out. */
  countLeftOut(pipelineId: number, reason: string, at: Instant): Promise<void>;
}

import type { PageSubscriber, Target } from '../domain/subscriber/page-subscriber.ts';
import type { AuditEntries } from './configuration-store.ts';

/** People outside who are told of status pages. They go with their page. */
export interface SubscriberStore {
  get(pageId: number, id: number): Promise<PageSubscriber | undefined>;
  /** In no order. */
  ofPage(pageId: number): Promise<PageSubscriber[]>;
  /** On whatever page; an index, which lags behind. */
  ofTarget(target: Target): Promise<PageSubscriber[]>;
  /** Writes it unless it is there; false when it is. */
  create(subscriber: PageSubscriber): Promise<boolean>;
  /** Throws VersionConflictError. */
  save(subscriber: PageSubscriber, previous: PageSubscriber): Promise<PageSubscriber>;
  /** Writes them over whatever is there; `audit` with the first of them. */
  putAll(subscribers: readonly PageSubscriber[], audit: AuditEntries): Promise<void>;
  /** False when it was gone before. */
  delete(subscriber: Pick<PageSubscriber, 'pageId' | 'id'>, audit: AuditEntries): Promise<boolean>;
  /** Whoever complained, or texted STOP, is asked for nothing any more. */
  block(target: Target): Promise<void>;
  unblock(target: Target): Promise<void>;
  /** Those of the targets that are blocked. */
  blocked(targets: readonly Target[]): Promise<Target[]>;
}

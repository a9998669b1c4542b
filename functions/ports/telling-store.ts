import type { PageSubscriber } from '../domain/subscriber/page-subscriber.ts';
import type { SubscriptionRequest } from '../domain/subscriber/request.ts';
import type { Telling, TellingPart } from '../domain/telling/telling.ts';
import type { Instant } from '../domain/time.ts';

/** What is due about subscribers, read: somebody asks to be one, has not confirmed yet, or something is to be told. */
export type SubscriberWork =
  | { readonly kind: 'request'; readonly request: SubscriptionRequest }
  | { readonly kind: 'pending'; readonly subscriber: PageSubscriber }
  | { readonly kind: 'telling'; readonly telling: Telling };

/** What subscribers are to be told, and how far that has come. */
export interface TellingStore {
  /** The work that a reference names; undefined when it is done. */
  work(name: string): Promise<SubscriberWork | undefined>;
  /** Makes a request due at once. */
  request(request: SubscriptionRequest): Promise<void>;
  forget(request: SubscriptionRequest): Promise<void>;
  /** Writes those that are not there yet. */
  add(tellings: readonly Telling[]): Promise<void>;
  get(scope: string, id: string): Promise<Telling | undefined>;
  /** All of one incident or window, oldest first. */
  list(scope: string): Promise<Telling[]>;
  /** Throws VersionConflictError. */
  save(telling: Telling, previous: Telling): Promise<Telling>;
  /** In their order. */
  parts(telling: Pick<Telling, 'scope' | 'id'>): Promise<TellingPart[]>;
  putPart(part: TellingPart): Promise<void>;
  /**
   * Takes the one place from which subscribers are told, so that no two exceed a provider's rate together; until then at most. False when
   * somebody has it: they look once more for what is due before they go.
   */
  takeTurn(id: string, now: Instant, until: Instant): Promise<boolean>;
  /** Gives it back. False when somebody has come meanwhile: then it stays taken. */
  endTurn(id: string): Promise<boolean>;
}

import type { QueuedEvent } from '../../functions/domain/event/event.ts';
import type { Instant } from '../../functions/domain/time.ts';
import type { HttpReply } from '../../functions/platform/http.ts';
import { callApi } from './admin.ts';
import type { Cloud } from './cloud.ts';
import type { Outcome } from './invocations.ts';
import type { AnyOperation, Capability } from './operations/capability.ts';
import { capabilities } from './operations/table.ts';
import type { Operation } from './plan.ts';
import type { CallerSeen, Confirmed, Received, Refused } from './record.ts';

/** Told of every message that reaches somebody: whom, and that it is their `count`-th. */
type Listener = (received: Received, userId: number, count: number) => void;

interface Call {
  readonly body?: object;
  /** Who calls; user 1 unless said. */
  readonly userId?: number;
}

/** Everybody outside: sources, responders, admins, providers. Does what the plan's operations say and remembers it. */
export class People {
  readonly cloud: Cloud;
  /** Events that were answered 202. */
  readonly accepted: QueuedEvent[] = [];
  readonly acceptedAt = new Map<string, Instant>();
  /** Requests of sources that were answered 4xx. */
  readonly refused: Refused[] = [];
  readonly confirmed: Confirmed[] = [];
  /** Answers by mail that somebody else wrote in a person's name. */
  readonly forged: Confirmed[] = [];
  /** Comments that were confirmed: the alert and the text. */
  readonly comments: string[] = [];
  /** Deployments that were accepted. */
  readonly deployed = new Set<string>();
  /** Who was let in over the API, by what and as whom. */
  readonly letIn: CallerSeen[] = [];
  readonly #latestByKey = new Map<string, number>();
  readonly #inboxes = new Map<number, Received[]>();
  readonly #listeners: Listener[] = [];
  readonly #counts = new Map<string, number>();

  constructor(cloud: Cloud, operations: readonly Operation[]) {
    this.cloud = cloud;
    cloud.onReceived = (received) => this.#receive(received);
    for (const operation of operations) cloud.scheduler.after(operation.at * 1000, () => this.#perform(operation));
  }

  /** Tells that an alert was made. */
  alertMade(id: number, key: string): void {
    this.#latestByKey.set(key, id);
  }

  /** The newest alert with a key. */
  alertOf = (key: string): number | undefined => this.#latestByKey.get(key);

  newestAlert = (): number | undefined => [...this.#latestByKey.values()].at(-1);

  inboxOf = (userId: number): readonly Received[] => this.#inboxes.get(userId) ?? [];

  onReceived(listener: Listener): void {
    this.#listeners.push(listener);
  }

  /** Counts what needs an id of its own, from 1. */
  count(what: string): number {
    const count = (this.#counts.get(what) ?? 0) + 1;
    this.#counts.set(what, count);
    return count;
  }

  /** What an admin does in the console; when it fails, it is left at that. */
  callApi(method: string, path: string, { body, userId = 1 }: Call = {}): Promise<Outcome<HttpReply>> {
    return this.cloud.run('api', (world) => callApi(world, userId, method, path, body));
  }

  /** The same about the newest alert with a key, if there is one. */
  onAlert(key: string, method: string, path: string, call: Call = {}): void {
    const alertId = this.alertOf(key);
    if (alertId !== undefined) void this.callApi(method, `/api/alerts/${alertId}/${path}`, call);
  }

  #receive(received: Received): void {
    const userId = Number(received.message.data?.userId);
    const inbox = this.#inboxes.get(userId) ?? [];
    this.#inboxes.set(userId, inbox);
    inbox.push(received);
    for (const listener of this.#listeners) listener(received, userId, inbox.length);
  }

  #perform(operation: Operation): void {
    byKind.get(operation.kind)?.perform(this, operation);
  }
}

const byKind: ReadonlyMap<string, Capability<AnyOperation>> = new Map(
  capabilities.map((capability) => [capability.kind, capability]),
);

import type { Invocations, Outcome } from './invocations.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

/** A message that is late is so by up to so much. */
export const lateSeconds = 30;

/** How often a message is received before it goes to the dead-letter queue, as deployed, unless said. */
const usualAttempts = 5;

interface Surroundings {
  readonly scheduler: Scheduler;
  readonly invocations: Invocations;
  readonly random: Random;
  /** How likely a message is delivered twice or late. */
  readonly disorder: number;
}

abstract class Queue<M> {
  readonly dead: M[] = [];
  /** Messages that are neither done with nor dead. */
  waiting = 0;

  protected readonly around: Surroundings;

  constructor(around: Surroundings) {
    this.around = around;
  }

  protected happens = (): boolean =>
    !this.around.invocations.isCalm() && this.around.random.chance(this.around.disorder);
}

interface StandardOptions<M> {
  readonly visibilitySeconds: number;
  readonly attempts?: number;
  /** Invokes the function behind the queue. */
  readonly deliver: (message: M) => Promise<Outcome<unknown>>;
}

/** A standard queue: every message at least once, in any order. */
export class StandardQueue<M> extends Queue<M> {
  readonly #options: StandardOptions<M>;

  constructor(around: Surroundings, options: StandardOptions<M>) {
    super(around);
    this.#options = options;
  }

  send(message: M, delaySeconds = 0): void {
    const { scheduler, random } = this.around;
    const late = this.happens() ? random.next() * lateSeconds * 1000 : 0;
    this.waiting += 1;
    scheduler.after(delaySeconds * 1000 + random.between(5, 300) + late, () => this.#receive(message, 1));
    if (this.happens()) {
      this.waiting += 1;
      scheduler.after(delaySeconds * 1000 + random.next() * 20_000, () => this.#receive(message, 1));
    }
  }

  #receive(message: M, count: number): void {
    const { scheduler } = this.around;
    const visibleAt = scheduler.now + this.#options.visibilitySeconds * 1000;
    void this.#options.deliver(message).then(({ ok }) => {
      // A message whose deletion was lost comes again although it was handled.
      const isDone = ok && !this.happens();
      if (isDone || count === (this.#options.attempts ?? usualAttempts)) {
        this.waiting -= 1;
        if (!isDone) this.dead.push(message);
      } else scheduler.after(visibleAt - scheduler.now, () => this.#receive(message, count + 1));
    });
  }
}

interface FifoOptions<M> {
  readonly visibilitySeconds: number;
  /** How many messages of a group the function gets at once. */
  readonly batchSize: number;
  readonly attempts?: number;
  /** How long is waited before a group is received again, where that grows; else what is left of the visibility timeout. */
  readonly pauseSeconds?: (received: number) => number;
  /** Invokes the function behind the queue; it answers how many of the messages are done, from the first on. */
  readonly deliver: (messages: readonly M[]) => Promise<Outcome<number>>;
}

interface Queued<M> {
  readonly message: M;
  received: number;
}

/** A FIFO queue: the messages of a group in their order, batch by batch, until each is done with or dead. */
export class FifoQueue<M> extends Queue<M> {
  readonly #groups = new Map<string, Queued<M>[]>();
  readonly #options: FifoOptions<M>;

  constructor(around: Surroundings, options: FifoOptions<M>) {
    super(around);
    this.#options = options;
  }

  send(message: M, groupId: string): void {
    const group = this.#groups.get(groupId) ?? [];
    this.#groups.set(groupId, group);
    this.waiting += 1;
    if (group.push({ message, received: 0 }) === 1) this.#next(group);
  }

  #next(group: Queued<M>[]): void {
    const { scheduler, random } = this.around;
    const late = this.happens() ? random.next() * 10_000 : 0;
    scheduler.after(random.between(5, 200) + late, () => this.#receive(group));
  }

  #receive(group: Queued<M>[]): void {
    const { scheduler } = this.around;
    const visibleAt = scheduler.now + this.#options.visibilitySeconds * 1000;
    const batch = group.slice(0, this.#options.batchSize);
    for (const queued of batch) queued.received += 1;
    void this.#options.deliver(batch.map(({ message }) => message)).then((outcome) => {
      // Whoever dies half way, or whose answer is lost, gets all of it again.
      const done = outcome.ok && !this.happens() ? outcome.value : 0;
      this.waiting -= group.splice(0, done).length;
      const isComplete = done === batch.length;
      if (!isComplete) this.#bury(group);
      if (group.length === 0) return;
      if (isComplete) this.#next(group);
      else scheduler.after(this.#pause(group, visibleAt), () => this.#receive(group));
    });
  }

  #pause(group: readonly Queued<M>[], visibleAt: number): number {
    const { pauseSeconds } = this.#options;
    if (pauseSeconds === undefined) return visibleAt - this.around.scheduler.now;
    return pauseSeconds(group[0]?.received ?? 0) * 1000;
  }

  /** What was received so often makes way, with what came along behind it: nobody looks whose fault it was. */
  #bury(group: Queued<M>[]): void {
    const last = group.findIndex(({ received }) => received < (this.#options.attempts ?? usualAttempts));
    const dead = group.splice(0, last < 0 ? group.length : last);
    this.dead.push(...dead.map(({ message }) => message));
    this.waiting -= dead.length;
  }
}

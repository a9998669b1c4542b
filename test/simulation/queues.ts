import type { Invocations, Outcome } from './invocations.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

/** How often a message is received before it goes to the dead-letter queue, as deployed. */
const attempts = 5;

interface Surroundings {
  readonly scheduler: Scheduler;
  readonly invocations: Invocations;
  readonly random: Random;
  /** How likely a message is delivered twice or late. */
  readonly disorder: number;
}

interface QueueOptions<M> {
  readonly visibilitySeconds: number;
  /** Invokes the function behind the queue. */
  readonly deliver: (message: M) => Promise<Outcome<unknown>>;
}

abstract class Queue<M> {
  readonly dead: M[] = [];
  /** Messages that are neither done with nor dead. */
  waiting = 0;

  protected readonly around: Surroundings;
  protected readonly options: QueueOptions<M>;

  constructor(around: Surroundings, options: QueueOptions<M>) {
    this.around = around;
    this.options = options;
  }

  protected happens = (): boolean =>
    !this.around.invocations.isCalm() && this.around.random.chance(this.around.disorder);

  /** Delivers once; true when the message is done with, false when it comes again. */
  protected async attempt(message: M): Promise<boolean> {
    const { ok } = await this.options.deliver(message);
    // A message whose deletion was lost comes again although it was handled.
    return ok && !this.happens();
  }
}

/** A standard queue: every message at least once, in any order. */
export class StandardQueue<M> extends Queue<M> {
  send(message: M, delaySeconds = 0): void {
    const { scheduler, random } = this.around;
    const late = this.happens() ? random.next() * 30_000 : 0;
    this.waiting += 1;
    scheduler.after(delaySeconds * 1000 + random.between(5, 300) + late, () => this.#receive(message, 1));
    if (this.happens()) {
      this.waiting += 1;
      scheduler.after(delaySeconds * 1000 + random.next() * 20_000, () => this.#receive(message, 1));
    }
  }

  #receive(message: M, count: number): void {
    const { scheduler } = this.around;
    const visibleAt = scheduler.now + this.options.visibilitySeconds * 1000;
    void this.attempt(message).then((isDone) => {
      if (isDone || count === attempts) {
        this.waiting -= 1;
        if (!isDone) this.dead.push(message);
      } else scheduler.after(visibleAt - scheduler.now, () => this.#receive(message, count + 1));
    });
  }
}

/** A FIFO queue: the messages of a group one after the other, each until it is done with or dead. */
export class FifoQueue<M> extends Queue<M> {
  readonly #groups = new Map<string, M[]>();

  send(message: M, groupId: string): void {
    const group = this.#groups.get(groupId) ?? [];
    this.#groups.set(groupId, group);
    this.waiting += 1;
    if (group.push(message) === 1) this.#next(group, 1);
  }

  #next(group: M[], count: number): void {
    const { scheduler, random } = this.around;
    const late = this.happens() ? random.next() * 10_000 : 0;
    scheduler.after(random.between(5, 200) + late, () => this.#receive(group, count));
  }

  #receive(group: M[], count: number): void {
    const { scheduler } = this.around;
    const visibleAt = scheduler.now + this.options.visibilitySeconds * 1000;
    const message = group[0] as M;
    void this.attempt(message).then((isDone) => {
      if (!isDone && count < attempts) {
        scheduler.after(visibleAt - scheduler.now, () => this.#receive(group, count + 1));
        return;
      }
      if (!isDone) this.dead.push(message);
      group.shift();
      this.waiting -= 1;
      if (group.length > 0) this.#next(group, 1);
    });
  }
}

import { type Instant, instantOf, millisecondsOf } from '../../functions/domain/time.ts';
import type { Clock } from '../../functions/ports/clock.ts';

interface Event {
  readonly at: number;
  readonly order: number;
  readonly run: () => void | Promise<void>;
}

/** More happened than in any run that comes to rest: something goes round and round. */
export class RunawayError extends Error {
  override readonly name = 'RunawayError';
}

/**
 * Virtual time: one event after the other, in the order of their times. Between two events everything that can go on
 * without another event has gone on, so that a run is the same whenever it is repeated.
 */
export class Scheduler {
  #now: number;
  #order = 0;
  readonly #heap: Event[] = [];
  readonly #maxEvents: number;
  /** How many events have happened. */
  events = 0;

  constructor(start: Instant, maxEvents: number) {
    this.#now = millisecondsOf(start);
    this.#maxEvents = maxEvents;
  }

  /** Milliseconds since the epoch. */
  get now(): number {
    return this.#now;
  }

  readonly clock: Clock = { now: () => instantOf(this.#now) };

  /** Runs something `milliseconds` from now. */
  after(milliseconds: number, run: Event['run']): void {
    this.#push({ at: this.#now + Math.max(0, milliseconds), order: this.#order++, run });
  }

  /** The clocks of the world go forward at once: what was to happen meanwhile happens now, in its order. */
  leap(milliseconds: number): void {
    this.#now += milliseconds;
  }

  /** Lets time pass until `end`, event by event. Throws RunawayError after more events than there may be. */
  async runUntil(end: number): Promise<void> {
    for (;;) {
      const first = this.#heap[0];
      if (first === undefined || first.at > end) break;
      this.#pop();
      this.#now = Math.max(this.#now, first.at);
      this.events += 1;
      if (this.events > this.#maxEvents) throw new RunawayError(`${this.events} events`);
      void first.run();
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.#now = Math.max(this.#now, end);
  }

  #push(event: Event): void {
    const heap = this.#heap;
    let index = heap.push(event) - 1;
    while (index > 0) {
      const parent = (index - 1) >>> 1;
      if (!isBefore(event, heap[parent] as Event)) break;
      heap[index] = heap[parent] as Event;
      index = parent;
    }
    heap[index] = event;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1] as Event, heap[child] as Event)) child += 1;
      if (!isBefore(heap[child] as Event, last)) break;
      heap[index] = heap[child] as Event;
      index = child;
    }
    heap[index] = last;
  }
}

const isBefore = (a: Event, b: Event): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

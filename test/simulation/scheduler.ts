import { type Instant, instantOf, millisecondsOf } from '../../functions/domain/time.ts';
import type { Clock } from '../../functions/ports/clock.ts';

interface Event {
  readonly at: number;
  readonly order: number;
  readonly run: () => void | Promise<void>;
}

/**
 * Virtual time: one event after the other, in the order of their times. Between two events everything that can go on
 * without another event has gone on, so that a run is the same whenever it is repeated.
 */
export class Scheduler {
  #now: number;
  #order = 0;
  readonly #heap: Event[] = [];

  constructor(start: Instant) {
    this.#now = millisecondsOf(start);
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

  /** Lets time pass until `end`, event by event. */
  async runUntil(end: number): Promise<void> {
    for (;;) {
      const first = this.#heap[0];
      if (first === undefined || first.at > end) break;
      this.#pop();
      this.#now = first.at;
      await first.run();
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.#now = end;
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

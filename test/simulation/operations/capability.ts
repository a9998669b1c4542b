import type { Instant } from '../../../functions/domain/time.ts';
import type { People } from '../people.ts';
import type { Configuration } from '../plan.ts';
import type { Random } from '../random.ts';
import type { RunRecord } from '../record.ts';

/** What operations are made for. */
export interface Setting {
  readonly configuration: Configuration;
  readonly startsAt: Instant;
  readonly timezone: string;
  /** Seconds from the start, before which all must happen. */
  readonly until: number;
  /** Nothing is to go wrong in this run. */
  readonly isCalm: boolean;
  /** Few texts go out on one day. */
  readonly hasCaps: boolean;
}

/** An operation as far as all of them are alike. */
export interface AnyOperation {
  readonly kind: string;
  /** Seconds from the start. */
  readonly at: number;
}

/**
 * One kind of thing that happens in a run: how it is thought up, and how it is done. To let more happen, add a file
 * with a capability and name it in `table.ts`; what other kinds do in a run of the same seed stays as it is.
 */
export interface Capability<O extends AnyOperation> {
  readonly kind: O['kind'];
  generate(random: Random, setting: Setting): readonly O[];
  perform(people: People, operation: O): void;
  /** Promises that only this kind puts to the test: what was broken, one line each. */
  check?(run: RunRecord): string[];
}

/** The operations of a capability. */
export type OperationOf<C> = C extends Capability<infer O> ? O : never;

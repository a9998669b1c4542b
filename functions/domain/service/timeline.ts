import type { Occurrence } from '../maintenance/occurrences.ts';
import type { Instant } from '../time.ts';
import { type ServiceStatus, worst } from './status.ts';

/** From `at` on the service was in this status, as far as hand and incidents say. */
export interface StatusChange {
  readonly at: Instant;
  readonly status: ServiceStatus;
}

/** Somebody's word of how a stretch of the past was; `from` inclusive, `until` exclusive. */
export interface Rewritten {
  readonly from: Instant;
  readonly until: Instant;
  readonly status: ServiceStatus;
}

/** A stretch of time in one status; `from` inclusive, `until` exclusive. */
export interface Interval extends Rewritten {}

export interface Range {
  readonly from: Instant;
  readonly until: Instant;
}

/**
 * What a service was in, without gaps from `from` to `until`; neighbours differ. `changes` are in order, before the first the
 * service is OPERATIONAL. During planned work it is UNDER_MAINTENANCE where nothing worse holds. Overrides are in the order
 * they were made in: where they overlap, the one made last wins, over all else.
 */
export function timeline(
  changes: readonly StatusChange[],
  overrides: readonly Rewritten[],
  windows: readonly Occurrence[],
  { from, until }: Range,
): Interval[] {
  const edges = [
    ...changes.map(({ at }) => at),
    ...overrides.flatMap((one) => [one.from, one.until]),
    ...windows.flatMap(({ start, end }) => [start, end]),
  ].filter((edge) => edge > from && edge < until);
  const starts = from < until ? [from, ...new Set(edges.sort())] : [];
  let next = 0;
  let own: ServiceStatus = 'OPERATIONAL';
  const statusAt = (at: Instant): ServiceStatus => {
    for (let change = changes[next]; change !== undefined && change.at <= at; change = changes[next]) {
      own = change.status;
      next += 1;
    }
    const said = overrides.findLast((one) => one.from <= at && at < one.until);
    if (said !== undefined) return said.status;
    return windows.some(({ start, end }) => start <= at && at < end) ? worst([own, 'UNDER_MAINTENANCE']) : own;
  };
  return joined(
    starts.map((start, index) => ({ from: start, until: starts[index + 1] ?? until, status: statusAt(start) })),
  );
}

/** The worst of several timelines of one range at each instant: what a group was in. */
export function combined(timelines: readonly (readonly Interval[])[]): Interval[] {
  const starts = [...new Set(timelines.flatMap((one) => one.map(({ from }) => from)))].sort();
  const [until] = timelines.flatMap((one) => one.at(-1)?.until ?? []);
  if (until === undefined) return [];
  const left = timelines.map((one) => one.toReversed());
  const statusAt = (at: Instant): ServiceStatus =>
    worst(
      left.flatMap((one) => {
        const before = one.at(-1);
        if (before !== undefined && before.until <= at) one.pop();
        const found = one.at(-1);
        return found !== undefined && found.from <= at ? [found.status] : [];
      }),
    );
  return joined(
    starts.map((start, index) => ({ from: start, until: starts[index + 1] ?? until, status: statusAt(start) })),
  );
}

/** Neighbours in the same status as one interval; each begins where the one before it ends. */
function joined(intervals: readonly Interval[]): Interval[] {
  const whole: Interval[] = [];
  for (const interval of intervals) {
    const last = whole.at(-1);
    if (last?.status === interval.status) whole[whole.length - 1] = { ...last, until: interval.until };
    else whole.push(interval);
  }
  return whole;
}

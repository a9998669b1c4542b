import { type Instant, instantOf, millisecondsOf } from '../../functions/domain/time.ts';
import type { Operation, Plan } from './plan.ts';
import type { RunRecord } from './record.ts';
import { recoveryMinutes } from './run.ts';

/** Promised: what was lost is found within 90 seconds; and a moment for doing it. */
export const latestSeconds = 93;

/** Tells whether what was due at a time had to be done in time: nothing broke from some minutes before until then. */
export type IsQuiet = (dueAt: Instant) => boolean;

interface Span {
  readonly from: number;
  readonly to: number;
}

/** When a run was quiet: broken calls and troubles disturb what is due soon after them. */
export function quietTimes({ plan, startedAt, brokenCalls }: RunRecord): IsQuiet {
  const troubles = [
    ...plan.operations.flatMap((operation) => troubleOf(operation, millisecondsOf(startedAt))),
    ...brokenCalls.map(({ at }) => ({ from: millisecondsOf(at), to: millisecondsOf(at) })),
  ];
  return (dueAt) => {
    const from = millisecondsOf(dueAt) - recoveryMinutes * 60_000;
    const to = millisecondsOf(dueAt) + latestSeconds * 1000;
    return troubles.every((trouble) => trouble.to < from || trouble.from > to);
  };
}

/** How long an operation disturbs what goes on; not at all when it is something that people or sources do. */
function troubleOf(operation: Operation, startedAt: number): Span[] {
  const from = startedAt + operation.at * 1000;
  switch (operation.kind) {
    case 'vanish':
      return [{ from, to: from }];
    case 'no-ticks':
    case 'outage':
    case 'push-trouble':
      return [{ from, to: from + operation.minutes * 60_000 }];
    case 'breakdown':
    case 'throttling':
    case 'leap':
      return [{ from, to: from + operation.seconds * 1000 }];
    case 'flood':
      return [{ from, to: from + (operation.vanishAfter ?? 0) * 1000 + floodMilliseconds }];
    default:
      return [];
  }
}

/** So long the ticks may have to do with very many alerts at once. */
const floodMilliseconds = 10 * 60_000;

/** The time from which on nothing happens and nothing breaks any more. */
export const calmFrom = ({ plan, startedAt }: RunRecord): Instant =>
  instantOf(millisecondsOf(startedAt) + plan.calmAfter * 1000);

/** By how much the clock of one function may be off. */
export const clockError = ({ skew }: Plan): { readonly seconds: number } => ({ seconds: skew / 1000 });

/** Seconds by which what two functions call now may differ. */
export const toleratedSkew = ({ skew }: Plan): number => (2 * skew) / 1000;

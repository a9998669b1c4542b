import { millisecondsOf, plus } from '../../functions/domain/time.ts';
import { alertOf } from '../../functions/store/alert-items.ts';
import { latestSeconds, quietTimes, toleratedSkew } from './quiet.ts';
import type { RunRecord } from './record.ts';

/** Nobody takes longer from a decision to its being written: the longest timeout of a function. */
const longestDecision = 60;

/**
 * Each alert of a source with a timeout is resolved in the end: by itself never before it is that old, whatever became of others with its
 * key, and never later than the tick finds it. Alerts of other sources never are by themselves.
 */
export function checkAutoResolution(run: RunRecord): string[] {
  const { plan, writes, endedAt } = run;
  const minutesOf = new Map(plan.configuration.sources.map(({ id, resolvesAfter }) => [id, resolvesAfter]));
  const isQuiet = quietTimes(run);
  const skew = toleratedSkew(plan);
  const found: string[] = [];
  const open = new Map<number, { readonly madeAt: RunRecord['endedAt']; readonly minutes: number }>();
  for (const { at, old, new: item } of writes) {
    if (item?.type !== 'ALERT') continue;
    const { id, source, status, isAutoResolved } = alertOf(item);
    const minutes = minutesOf.get(source.id);
    if (minutes === undefined) {
      if (isAutoResolved) found.push(`alert ${id} resolved itself, and its source has no timeout`);
      continue;
    }
    if (old === undefined) open.set(id, { madeAt: at, minutes });
    const made = open.get(id);
    if (status !== 'RESOLVED' || made === undefined) continue;
    open.delete(id);
    const age = (millisecondsOf(at) - millisecondsOf(made.madeAt)) / 1000;
    if (isAutoResolved && age < minutes * 60 - longestDecision - skew)
      found.push(`alert ${id} resolved itself after ${age} s, before its ${minutes} minutes were over`);
    const isLate = age > minutes * 60 + latestSeconds + skew && isQuiet(plus(made.madeAt, { minutes }));
    if (isAutoResolved && isLate) found.push(`alert ${id} resolved itself after ${age} s only, of ${minutes} minutes`);
  }
  for (const [id, { madeAt, minutes }] of open)
    found.push(`alert ${id} of ${madeAt} is open at ${endedAt}, and was to resolve itself after ${minutes} minutes`);
  return found;
}

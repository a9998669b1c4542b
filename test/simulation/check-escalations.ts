import { follow } from './follow.ts';
import { History } from './history.ts';
import { momentsOf } from './moments.ts';
import { quietTimes, toleratedSkew } from './quiet.ts';
import type { RunRecord } from './record.ts';

/** Every alert goes along the levels that the rules ask for: once each, in time, and no other; see `reference.ts`. */
export function checkEscalations(run: RunRecord): string[] {
  const { plan, writes, endedAt } = run;
  const history = new History(writes);
  const chosenLevels = plan.operations.flatMap((operation) =>
    operation.kind === 'escalate' && operation.level !== undefined ? [operation.level] : [],
  );
  const common = {
    history,
    chosenLevels,
    mayFail: plan.faults.length > 0,
    isQuiet: quietTimes(run),
    skewSeconds: toleratedSkew(plan),
  };
  return [...momentsOf(writes)].flatMap(([alertId, moments]) => {
    const statusesOf = (stepId: number, index: number): string[] => {
      const latest = new Map<string, string>();
      for (const { key, new: item } of writes.slice(0, index))
        if (item?.type === 'NOTIFICATION' && item.alertId === alertId && item.stepId === stepId && item.kind === 'PAGE')
          latest.set(key.SK, String(item.status));
      return [...latest.values()];
    };
    const found = follow(moments, { ...common, statusesOf }, endedAt);
    return found.map((problem) => `alert ${alertId}: ${problem}`);
  });
}

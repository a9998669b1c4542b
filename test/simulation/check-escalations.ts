import { follow } from './follow.ts';
import { History } from './history.ts';
import { momentsOf } from './moments.ts';
import { quietTimes, toleratedSkew } from './quiet.ts';
import type { RunRecord } from './record.ts';
import { eventsIn } from './stored.ts';

/** Every alert goes along the levels that the rules ask for: once each, in time, and no other; see `reference.ts`. */
export function checkEscalations(run: RunRecord): string[] {
  const { plan, writes, items, endedAt } = run;
  const held = new Map(
    eventsIn(items).map(({ alertId, outcome, flow }) => [outcome === 'CREATED' && alertId, flow?.heldUntil]),
  );
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
    const statusesOf = (index: number): string[] => {
      const before = writes.slice(0, index).flatMap(({ key, new: item }) => (item ? [{ key, item }] : []));
      const ofAlert = before.filter(({ item }) => item.alertId === alertId);
      const stepId = ofAlert.findLast(({ item }) => item.type === 'STEP')?.item.stepId;
      const pages = ofAlert.filter(({ item }) => item.type === 'NOTIFICATION' && item.kind === 'PAGE');
      const ofStep = pages.filter(({ item }) => item.stepId === stepId);
      return [...new Map(ofStep.map(({ key, item }) => [key.SK, String(item.status)])).values()];
    };
    const found = follow(moments, { ...common, statusesOf, heldUntil: held.get(alertId) }, endedAt);
    return found.map((problem) => `alert ${alertId}: ${problem}`);
  });
}

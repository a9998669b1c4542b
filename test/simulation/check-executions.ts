import type { Alert } from '../../functions/domain/alert/alert.ts';
import type { Execution } from './executions.ts';
import type { Operation } from './plan.ts';
import type { RunRecord } from './record.ts';
import { alertsIn } from './stored.ts';

/** The execution you look at is the truth: each has ended in the state that tells what became of its alert. */
export function checkExecutions({ items, executions, brokenCalls, plan }: RunRecord): string[] {
  const mayBeLost = brokenCalls.length > 0 || plan.operations.some(isVanishing);
  const byAlert = Map.groupBy(executions, ({ alertId }) => alertId);
  return alertsIn(items).flatMap((alert) => {
    const ofAlert = byAlert.get(alert.id) ?? [];
    const { generation } = alert.escalation;
    const last = ofAlert.find((execution) => execution.generation === generation);
    const found = ofAlert
      .filter((execution) => execution.generation > generation)
      .map(({ name }) => `${name} is of a generation that there is not`);
    if (last === undefined) return mayBeLost ? found : [...found, `alert-${alert.id}-g${generation} was never started`];
    const isTrue = possibleEnds(alert, mayBeLost).includes(endOf(last));
    return isTrue ? found : [...found, `${last.name} ended as ${endOf(last)}, and the alert is ${alert.status}`];
  });
}

const isVanishing = (operation: Operation): boolean =>
  operation.kind === 'vanish' || (operation.kind === 'flood' && operation.vanishAfter !== undefined);

const endOf = ({ status, state }: Execution): string => (status === 'SUCCEEDED' ? state : status);

/** How the execution of an alert's last generation may have ended, given what became of the alert. */
function possibleEnds({ status, acceptedAt, escalation }: Alert, mayBeLost: boolean): string[] {
  return [
    ...(mayBeLost ? ['GONE', 'FAILED'] : []),
    // An alert that was given up on may be answered later.
    ...(escalation.endedAt === undefined ? [] : ['Nobody left to notify']),
    ...(status === 'PENDING' ? [] : ['ABORTED']),
    ...(acceptedAt === undefined ? [] : ['Accepted']),
    ...(status === 'RESOLVED' ? ['Resolved'] : []),
  ];
}

import { type AutomationRun, afterDeed } from '../../domain/automation/run.ts';
import type { LogDraft } from '../../domain/escalation/plan-step.ts';
import { ownStatus } from '../../domain/service/service.ts';
import type { RunWrite } from '../../ports/automation-store.ts';
import type { Context } from '../../ports/context.ts';
import type { ServiceWrite } from '../../ports/service-store.ts';
import { entries } from '../alert/timeline.ts';
import type { Situation } from './run.ts';

/** What is written of a run after something was done, with what the alert's timeline says of that and of the services it changed. */
export function noteOf(
  ctx: Context,
  { alert, run, effects }: Situation,
  after: AutomationRun,
  { services, log = [] }: { readonly services: readonly ServiceWrite[]; readonly log?: readonly LogDraft[] },
): RunWrite & { readonly isLast: boolean } {
  const next = afterDeed(after, alert, effects);
  const told = services.flatMap(({ service, previous }): LogDraft[] => {
    const status = ownStatus(service);
    if (status === ownStatus(previous)) return [];
    return [{ type: 'InComServiceTransitionLogEntry', vars: { service: service.name, status } }];
  });
  return {
    run: next,
    previous: run,
    log: entries(ctx, alert.id, [...log, ...told]),
    isLast: next.dueAt === undefined,
  };
}

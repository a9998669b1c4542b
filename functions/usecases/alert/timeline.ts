import type { LogEntry } from '../../domain/alert/log-entry.ts';
import type { LogDraft } from '../../domain/escalation/plan-step.ts';
import type { Context } from '../../ports/context.ts';

/** Gives drafts of timeline entries their id and time. */
export const entries = (ctx: Context, alertId: number, drafts: readonly LogDraft[]): LogEntry[] =>
  drafts.map((draft) => ({
    id: ctx.ids.next(),
    alertId,
    timestamp: ctx.clock.now(),
    type: draft.type,
    vars: { ...draft.vars },
  }));

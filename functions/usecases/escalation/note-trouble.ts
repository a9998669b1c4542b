import type { Context } from '../../ports/context.ts';

/** The one alarm that several restarts, or one stuck escalation, make ring goes by a metric that has both. */
const weights = { WatchdogRestarts: 1, EscalationsStuck: 3 } as const;

/** Counts an escalation that was restarted, or that is stuck. */
export function noteTrouble({ metrics }: Pick<Context, 'metrics'>, trouble: keyof typeof weights): void {
  metrics.count(trouble);
  metrics.count('EscalationTrouble', weights[trouble]);
}

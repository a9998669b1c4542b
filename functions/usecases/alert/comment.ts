import { authorize } from '../../domain/access/authorize.ts';
import type { LogEntry } from '../../domain/alert/log-entry.ts';
import type { Context } from '../../ports/context.ts';
import { entries } from './timeline.ts';

/** Adds a comment (Markdown) to the alert's timeline, whatever the alert's state. */
export async function commentAlert(
  ctx: Context<'store' | 'actor'>,
  { alertId, content }: { alertId: number; content: string },
): Promise<LogEntry> {
  const { actor } = ctx;
  authorize(actor, 'alert:respond', await ctx.store.alerts.get(alertId), alertId);
  const [entry] = entries(ctx, alertId, [
    {
      type: actor.kind === 'user' ? 'AlertCommentAddedLogEntry' : 'AlertCommentAddedBySystemLogEntry',
      vars: { user: actor.name, via: actor.via, comment: content },
    },
  ]);
  if (entry === undefined) throw new Error('a draft gives an entry');
  await ctx.store.alerts.addLog([entry]);
  return entry;
}

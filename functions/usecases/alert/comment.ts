import type { LogEntry } from '../../domain/alert/log-entry.ts';
import type { Context } from '../../ports/context.ts';
import { loadAlert } from './read.ts';
import { entries } from './timeline.ts';

/** Adds a comment (Markdown) to the alert's timeline, whatever the alert's state. `toldBy` is the action in whose tool it stands already. */
export async function commentAlert(
  ctx: Context<'store' | 'actor'>,
  { alertId, content, toldBy }: { readonly alertId: number; readonly content: string; readonly toldBy?: string },
): Promise<LogEntry> {
  const { actor } = ctx;
  const alert = await loadAlert(ctx, 'alert:respond', alertId);
  const [entry] = entries(ctx, alertId, [
    {
      type: actor.kind === 'user' ? 'AlertCommentAddedLogEntry' : 'AlertCommentAddedBySystemLogEntry',
      vars: { user: actor.name, via: actor.via, comment: content, ...(toldBy !== undefined && { actionId: toldBy }) },
    },
  ]);
  if (entry === undefined) throw new Error('a draft gives an entry');
  await ctx.store.alerts.addLog([entry], alert);
  return entry;
}

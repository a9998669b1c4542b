import { type KnownWarning, warningKinds } from '../../domain/alert-source/warnings.ts';
import type { EventMessage } from '../../domain/event/event.ts';
import type { Context } from '../../ports/context.ts';

const isKnown = (note: { readonly kind: string }): note is KnownWarning =>
  (warningKinds as readonly string[]).includes(note.kind);

/** Keeps what an event showed to be wrong with its source's set-up. A failure is logged: the event itself is done. */
export async function noteWarnings(ctx: Context<'store'>, message: EventMessage): Promise<void> {
  const notes = message.warnings?.filter(isKnown) ?? [];
  if (notes.length === 0) return;
  try {
    await ctx.store.sourceWarnings.note(message.sourceId, notes, message.receivedAt);
  } catch (error) {
    ctx.log.warn('a warning about a source was not kept', { sourceId: message.sourceId, error });
  }
}

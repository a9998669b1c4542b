import { saysSame } from '../../actions/tickets.ts';
import { happened, told } from '../../actions/words.ts';
import type { Context } from '../../ports/context.ts';

/** More of a comment is not compared. */
const longest = 10_000;

/**
 * Whether a comment of a ticket is one that the action has written there: what it writes, or is about to, stands in its deliveries. Tools
 * give texts back in their own markup, so that of a longer one the first line decides, which says what has happened and by whom.
 */
export async function isOfOurs(
  ctx: Context<'store'>,
  { alertId, actionId, comment }: { readonly alertId: number; readonly actionId: number; readonly comment: string },
): Promise<boolean> {
  const deliveries = await ctx.store.actionDeliveries.ofAlert(alertId);
  const [firstLine = ''] = comment.split('\n', 1);
  return deliveries
    .filter((one) => one.actionId === actionId)
    .some(({ trigger, by, comment: said }) => {
      const deed = { ...(by !== undefined && { by }), ...(said !== undefined && { comment: said }) };
      const written = { trigger, deed };
      if (saysSame([comment], told(written, longest))) return true;
      return said !== undefined && by !== undefined && saysSame([firstLine], happened(written));
    });
}

import { adaptiveCard } from '../../actions/chat/adaptive-card.ts';
import type { ActionFacts } from '../../actions/facts.ts';
import type { Alert } from '../../domain/alert/alert.ts';
import type { Command } from '../../domain/reply/command.ts';
import { seeing } from '../action-delivery/seen-of.ts';
import type { ChatContext } from './acting.ts';

type What = Pick<ActionFacts, 'trigger' | 'deed'>;

/** What is to be said of the alert after an answer; undefined where the answer changed nothing that a card shows. */
function happenedTo({ status, acceptedBy, resolvedBy }: Alert, action: Command): What | undefined {
  if (action === 'ACCEPT' && status === 'ACCEPTED')
    return { trigger: 'alert-acknowledged', deed: acceptedBy === undefined ? {} : { by: acceptedBy.name } };
  if (action === 'RESOLVE' && status === 'RESOLVED')
    return { trigger: 'alert-resolved', deed: resolvedBy === undefined ? {} : { by: resolvedBy.name } };
  return undefined;
}

/** The card of an alert as it is after somebody's answer, for their eyes until the message itself is brought up to date. */
export async function refreshedCard(
  ctx: ChatContext,
  { alertId, action }: { readonly alertId: number; readonly action: Command },
): Promise<ReturnType<typeof adaptiveCard> | undefined> {
  const alert = await ctx.store.alerts.get(alertId);
  const what = alert && happenedTo(alert, action);
  return what && adaptiveCard({ alert: await seeing(ctx)(alert), ...what }, { isAnswerable: true });
}

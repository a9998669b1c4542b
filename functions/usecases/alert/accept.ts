import type { Alert, Responder } from '../../domain/alert/alert.ts';
import { accept } from '../../domain/alert/transitions.ts';
import { type ChangeContext, changeAlert } from './change.ts';

type AcceptInput = { readonly alertId: number };

/** Accepts an open alert for the actor and stops its escalation. Throws ConflictError when it is resolved already. */
export const acceptAlert = async (ctx: ChangeContext, input: AcceptInput): Promise<Alert> =>
  (await acceptAmongResponders(ctx, input)).alert;

/** The same, with the responders as they are afterwards: they are read anyway to know whether the actor is one. */
export async function acceptAmongResponders(
  ctx: ChangeContext,
  { alertId }: AcceptInput,
): Promise<{ readonly alert: Alert; readonly responders: readonly Responder[] }> {
  const { actor } = ctx;
  let responders: readonly Responder[] = [];
  const alert = await changeAlert(ctx, alertId, async (before) => {
    responders = await ctx.store.alerts.responders(alertId);
    const transition = accept(before, { actor, ...responderOf(actor, responders) }, ctx.clock.now());
    responders = merge(responders, transition?.responders ?? []);
    return transition;
  });
  return { alert, responders };
}

function responderOf(actor: ChangeContext['actor'], responders: readonly Responder[]) {
  if (actor.kind !== 'user') return {};
  const responder = responders.find(({ userId }) => userId === actor.userId);
  return { person: { id: actor.userId, ...actor.person }, ...(responder && { responder }) };
}

const merge = (present: readonly Responder[], changed: readonly Responder[]): Responder[] => [
  ...new Map([...present, ...changed].map((responder) => [responder.userId, responder])).values(),
];

import { can } from '../../domain/access/can.ts';
import type { EventFlow, FlowIntegration } from '../../domain/event-flow/event-flow.ts';
import { integrationFor, slugOfType } from '../../integrations/catalogue.ts';
import type { Context } from '../../ports/context.ts';
import { ownersPresenter } from '../owners.ts';

/** Event flows on the wire; lists leave the graph out. */
export async function presentEventFlows(
  ctx: Context<'store' | 'actor'>,
  flows: readonly EventFlow[],
  { isWhole }: { readonly isWhole: boolean },
): Promise<object[]> {
  const owners = await ownersPresenter(ctx, flows);
  return flows.map(({ id, name, teams, root, createdAt, updatedAt }) => ({
    id,
    name,
    teams: owners(teams),
    ...(isWhole && { root, createdAt, updatedAt }),
  }));
}

/** An entry of a flow on the wire; its key only for those who may change the flow. */
export function presentFlowIntegration(
  { actor, settings }: Context<'settings' | 'actor'>,
  { id, eventFlowId, integrationType, integrationKey, createdAt, updatedAt }: FlowIntegration,
  flow: EventFlow,
): object {
  const isEditor = can(actor, 'event-flow:write', flow);
  const slug = slugOfType(integrationType);
  const path = `/api/v1/events/${slug}`;
  return {
    id,
    eventFlowId,
    integrationType,
    integrationKey: isEditor ? integrationKey : null,
    integrationUrl: isEditor ? `${settings.publicUrl}${path}/${encodeURIComponent(integrationKey)}` : null,
    catalogue: {
      name: integrationFor(slug).name,
      integrationType,
      integrationPath: path,
    },
    createdAt,
    updatedAt,
  };
}

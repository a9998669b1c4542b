import { authorize, authorizeSomewhere } from '../../domain/access/authorize.ts';
import { can } from '../../domain/access/can.ts';
import { isMailType, isTextType } from '../../domain/alert-source/inbound-address.ts';
import { InvalidInputError, NotFoundError } from '../../domain/errors.ts';
import type { EventFlow, FlowIntegration } from '../../domain/event-flow/event-flow.ts';
import type { Context } from '../../ports/context.ts';
import type { Page } from '../../ports/page.ts';
import { integrationKeyPrefix } from '../alert-source/integration-key.ts';
import { writeChanged, writeDeletion, writeNew } from '../configuration/write.ts';
import { newlyNamed } from '../known.ts';
import { refuseForeignOwners } from '../owners.ts';
import { retryOnConflict } from '../retry.ts';
import { visiblePage } from '../visible-page.ts';
import type { FlowIntegrationInput } from './inputs.ts';
import { flowIntegrationKind } from './kind.ts';

type FlowContext = Context<'store' | 'actor'>;

/** An entry with the flow that it leads into, whose owners are its owners. */
export interface EntryOfFlow {
  readonly integration: FlowIntegration;
  readonly flow: EventFlow;
}

/** The entry, if the actor may do this with its flow. Throws NotFoundError and ForbiddenError. */
export async function authorizedIntegration(
  ctx: FlowContext,
  id: number,
  right: 'event-flow:read' | 'event-flow:write',
): Promise<EntryOfFlow> {
  const integration = await ctx.store.flowIntegrations.get(id);
  const flow = integration && (await ctx.store.eventFlows.get(integration.eventFlowId));
  if (integration === undefined || flow === undefined || !can(ctx.actor, 'event-flow:read', flow))
    throw new NotFoundError('event flow integration', id);
  authorize(ctx.actor, right, flow, flow.id);
  return { integration, flow };
}

/** The flow that an input names, if the actor may change it. */
async function flowOfInput(ctx: FlowContext, id: number): Promise<EventFlow> {
  const flow = (await newlyNamed(ctx, [{ kind: 'event-flow', id, field: 'eventFlowId' }]))('event-flow', id);
  authorize(ctx.actor, 'event-flow:write', flow, id);
  return flow;
}

/** Opens an entry into a flow, with a key of its own. */
export async function addFlowIntegration(ctx: FlowContext, input: FlowIntegrationInput): Promise<EntryOfFlow> {
  authorizeSomewhere(ctx.actor, 'event-flow:write');
  const { eventFlowId, integrationType } = input;
  if (isMailType(integrationType) || isTextType(integrationType))
    throw new InvalidInputError('integrationType', 'e-mails and text messages go to alert sources, not into flows');
  return retryOnConflict(async () => {
    const flow = await flowOfInput(ctx, eventFlowId);
    const now = ctx.clock.now();
    const integration = await writeNew(ctx, flowIntegrationKind, {
      id: ctx.ids.next(),
      version: 0,
      eventFlowId,
      integrationType,
      integrationKey: `${integrationKeyPrefix(integrationType)}${ctx.ids.secret()}`,
      createdAt: now,
      updatedAt: now,
    });
    return { integration, flow };
  });
}

/** Leads an entry into another flow; what sends its events knows nothing of it. Its type is fixed. */
export const changeFlowIntegration = (
  ctx: FlowContext,
  id: number,
  readInput: () => FlowIntegrationInput,
  check?: (current: FlowIntegration) => Promise<void>,
): Promise<EntryOfFlow> =>
  retryOnConflict(async () => {
    const { integration } = await authorizedIntegration(ctx, id, 'event-flow:write');
    await check?.(integration);
    const input = readInput();
    if (input.integrationType !== integration.integrationType)
      throw new InvalidInputError('integrationType', `cannot be changed from ${integration.integrationType}`);
    const flow = await flowOfInput(ctx, input.eventFlowId);
    const next = { ...integration, eventFlowId: flow.id, updatedAt: ctx.clock.now() };
    return { integration: await writeChanged(ctx, flowIntegrationKind, next, integration), flow };
  });

/** Closes an entry: its key leads nowhere from then on. */
export const removeFlowIntegration = (ctx: FlowContext, id: number): Promise<void> =>
  retryOnConflict(async () => {
    const { integration, flow } = await authorizedIntegration(ctx, id, 'event-flow:write');
    await refuseForeignOwners(ctx, flow.teams);
    await writeDeletion(ctx, flowIntegrationKind, integration);
  });

/** Entries whose flows the actor may read, of one flow or of all, oldest first. */
export async function flowIntegrations(
  ctx: FlowContext,
  flowId: number | undefined,
  page: Page,
  isShown: (flow: EventFlow) => boolean,
): Promise<EntryOfFlow[]> {
  const ofOne = flowId === undefined ? undefined : await ctx.store.flowIntegrations.ofFlow(flowId);
  const entriesOf = async (integrations: readonly FlowIntegration[]): Promise<EntryOfFlow[]> => {
    const ids = [...new Set(integrations.map(({ eventFlowId }) => eventFlowId))];
    const flows = new Map((await ctx.store.eventFlows.getMany(ids)).map((flow) => [flow.id, flow]));
    return integrations.flatMap((integration) => {
      const flow = flows.get(integration.eventFlowId);
      return flow !== undefined && can(ctx.actor, 'event-flow:read', flow) && isShown(flow)
        ? [{ integration, flow }]
        : [];
    });
  };
  if (ofOne !== undefined) return (await entriesOf(ofOne)).slice(page.offset, page.offset + page.limit);
  const visible = await visiblePage(
    (part) => ctx.store.flowIntegrations.list(part),
    async (integrations) => (await entriesOf(integrations)).map(({ integration }) => integration),
    page,
  );
  return entriesOf(visible);
}

import { isBidirectional } from '../../actions/inbound/ticket.ts';
import { withoutSecrets } from '../../actions/params/secrets.ts';
import { can } from '../../domain/access/can.ts';
import type { AlertAction } from '../../domain/alert-action/alert-action.ts';
import { wireIdOf } from '../../domain/wire-id.ts';
import type { Context } from '../../ports/context.ts';
import { namesOf } from '../known.ts';
import { ownersPresenter } from '../owners.ts';
import { legacyTriggers } from './legacy.ts';

type ActionContext = Context<'store' | 'actor' | 'tokens' | 'settings'>;

/** How sources are named: by their ids alone (1), as references (2), or both ways for who does not say. */
export type ActionVersion = 1 | 2 | undefined;

/** Alert actions on the wire (wire-api §5); what lets somebody into a tool is told to those alone who may change them. */
export async function presentAlertActions(
  ctx: ActionContext,
  actions: readonly AlertAction[],
  version: ActionVersion,
): Promise<object[]> {
  const [owners, source] = await Promise.all([
    ownersPresenter(ctx, actions),
    namesOf(ctx, 'source', version === 1 ? [] : actions.flatMap(({ alertSourceIds }) => alertSourceIds)),
  ]);
  return actions.map((action) => ({
    id: wireIdOf(action.id),
    name: action.name,
    ...(version !== 2 && { alertSourceIds: action.alertSourceIds }),
    ...(version !== 1 && { alertSources: action.alertSourceIds.map(source) }),
    connectorId: connectorOf(action),
    connectorType: action.connectorType,
    triggerMode: action.triggerMode,
    triggerTypes: action.triggerTypes,
    escalationEndedDelaySec: action.escalationEndedDelaySec,
    notResolvedDelaySec: action.notResolvedDelaySec,
    delaySec: action.delaySec,
    alertFilter: action.alertFilter,
    conditions: action.conditions,
    params: paramsFor(ctx, action),
    ...wayBack(ctx, action),
    teams: owners(action.teams),
    createdAt: action.createdAt,
    updatedAt: action.updatedAt,
  }));
}

/** Alert actions as the connections that they were (wire-api §22). */
export const presentConnections = (ctx: Context<'actor'>, actions: readonly AlertAction[]): object[] =>
  actions.map((action) => ({
    id: wireIdOf(action.id),
    name: action.name,
    alertSourceIds: action.alertSourceIds,
    connectorId: connectorOf(action),
    connectorType: action.connectorType,
    triggerMode: action.triggerMode,
    triggerTypes: legacyTriggers(action.triggerTypes),
    params: paramsFor(ctx, action),
    createdAt: action.createdAt,
    updatedAt: action.updatedAt,
  }));

/** Tools with tickets tell what becomes of those at an address that is pasted into them; only who may change the action is told it. */
function wayBack({ actor, tokens, settings }: ActionContext, action: AlertAction): object {
  const { connectorType } = action;
  if (!isBidirectional(connectorType)) return {};
  if (!can(actor, 'alert-action:write', action)) return { bidirectional: true };
  const id = wireIdOf(action.id);
  return {
    bidirectional: true,
    callbackUrl: `${settings.publicUrl}/callbacks/actions/${id}/${tokens.callbackKey(id)}`,
    callbackSecret: tokens.callbackSecret(id),
  };
}

const connectorOf = ({ connectorId }: AlertAction): string => (connectorId === undefined ? '' : wireIdOf(connectorId));

const paramsFor = ({ actor }: Context<'actor'>, action: AlertAction) =>
  can(actor, 'alert-action:write', action) ? action.params : withoutSecrets(action.connectorType, action.params);

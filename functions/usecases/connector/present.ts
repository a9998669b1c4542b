import { withoutSecrets } from '../../actions/params/secrets.ts';
import { can } from '../../domain/access/can.ts';
import type { Connector } from '../../domain/connector/connector.ts';
import { wireIdOf } from '../../domain/wire-id.ts';
import type { Context } from '../../ports/context.ts';

/** Connectors on the wire (wire-api §6); what lets somebody into a tool is told to those alone who may change them. */
export const presentConnectors = (ctx: Context<'actor'>, connectors: readonly Connector[]): object[] =>
  connectors.map((connector) => ({
    id: wireIdOf(connector.id),
    type: connector.type,
    name: connector.name,
    createdAt: connector.createdAt,
    updatedAt: connector.updatedAt,
    params: can(ctx.actor, 'connector:write') ? connector.params : withoutSecrets(connector.type, connector.params),
  }));

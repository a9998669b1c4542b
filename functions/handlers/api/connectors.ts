import * as z from 'zod';
import { connectorParams } from '../../actions/params/connector-params.ts';
import type { ConnectorType } from '../../domain/alert-action/connector-type.ts';
import type { Connector } from '../../domain/connector/connector.ts';
import { parseInput } from '../../platform/parse-input.ts';
import { connectorFrom } from '../../usecases/connector/from-input.ts';
import { ConnectorInput } from '../../usecases/connector/inputs.ts';
import { connectorKind } from '../../usecases/connector/kind.ts';
import { withSecretsKept } from '../../usecases/connector/params.ts';
import { presentConnectors } from '../../usecases/connector/present.ts';
import { resource } from './resource.ts';
import type { Route } from './route.ts';

type Params = Readonly<Record<string, unknown>>;

/** The params that something has then, if they are what its type asks for; 400 naming the member that is not. */
export function paramsOf(schema: z.ZodType<Params>, sent: Params | null | undefined, current?: Params): Params {
  const params = withSecretsKept(sent ?? {}, current);
  return parseInput(z.object({ params: schema }), { params }).params;
}

const schemas: Partial<Record<ConnectorType, z.ZodType<Params>>> = connectorParams;

const from = (ctx: Parameters<typeof connectorFrom>[0], input: ConnectorInput, current?: Connector): Connector => {
  const schema = schemas[input.type] ?? z.looseObject({});
  return connectorFrom(ctx, input, paramsOf(schema, input.params, current?.params), current);
};

export const connectorRoutes: readonly Route[] = resource<Connector, ConnectorInput>({
  path: '/api/connectors',
  kind: connectorKind,
  rights: { read: 'connector:read', create: 'connector:write', update: 'connector:write', delete: 'connector:write' },
  page: { default: 50, max: 100 },
  input: ConnectorInput,
  isNamed: true,
  hasTextualIds: true,
  create: async (ctx, input) => from(ctx, input),
  update: async (ctx, current, input) => from(ctx, input, current),
  present: async (ctx, connectors) => presentConnectors(ctx, connectors),
});

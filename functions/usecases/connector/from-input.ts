import type { Connector } from '../../domain/connector/connector.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import type { Context } from '../../ports/context.ts';
import type { ConnectorInput } from './inputs.ts';
import { checkSize } from './params.ts';

/** The connector that the input describes, with the params that it has then; of a current one id and history stay, and its type. */
export function connectorFrom(
  ctx: Context,
  { type, name }: ConnectorInput,
  params: Connector['params'],
  current?: Connector,
): Connector {
  if (current !== undefined && type !== current.type)
    throw new InvalidInputError('type', `cannot be changed from ${current.type}`);
  checkSize(params);
  const now = ctx.clock.now();
  return {
    id: current?.id ?? ctx.ids.next(),
    version: current?.version ?? 0,
    type,
    name,
    params,
    createdAt: current?.createdAt ?? now,
    updatedAt: now,
  };
}

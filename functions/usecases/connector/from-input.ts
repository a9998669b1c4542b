import type { Connector } from '../../domain/connector/connector.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import type { Context } from '../../ports/context.ts';
import type { ConnectorInput } from './inputs.ts';
import { checkAddresses, checkSize } from './params.ts';

/** The connector that the input describes, with the params that it has then; of a current one id and history stay, and its type. */
export function connectorFrom(
  ctx: Context<'settings'>,
  { type, name }: ConnectorInput,
  params: Connector['params'],
  current?: Connector,
): Connector {
  if (current !== undefined && type !== current.type)
    throw new InvalidInputError('type', `cannot be changed from ${current.type}`);
  checkSize(params);
  checkAddresses(params, ctx.settings, current?.params);
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

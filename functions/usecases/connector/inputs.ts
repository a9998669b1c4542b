import * as z from 'zod';
import { connectorParams } from '../../actions/params/connector-params.ts';
import { type ConnectorType, connectorNeed } from '../../domain/alert-action/connector-type.ts';
import { Name } from '../inputs.ts';

/** Params as they are sent: what they have to say depends on the type. */
export const Params = z.record(z.string().max(255), z.unknown()).nullish();

const types = Object.keys(connectorParams) as [ConnectorType, ...ConnectorType[]];

/** What a client may write of a connector (wire-api §6). */
export const ConnectorInput = z.object({
  type: z.enum(types, {
    error: ({ input }) =>
      input === undefined
        ? 'is required'
        : `is not a type that needs a connector: ${types.filter(isNeeded).join(', ')} do`,
  }),
  name: Name,
  params: Params,
});
export type ConnectorInput = z.infer<typeof ConnectorInput>;

const isNeeded = (type: ConnectorType): boolean => connectorNeed(type) === 'required';

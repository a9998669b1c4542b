import * as z from 'zod';
import { ConnectorType } from '../alert-action/connector-type.ts';
import { Instant } from '../time.ts';

/** How the tools are reached that alert actions do something in. */
export const Connector = z.object({
  id: z.number(),
  version: z.number(),
  type: ConnectorType,
  name: z.string(),
  /** As they were sent, with members that nobody knows; encrypted by the store. */
  params: z.record(z.string(), z.unknown()),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Connector = z.infer<typeof Connector>;

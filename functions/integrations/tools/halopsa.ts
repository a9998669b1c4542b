import type { Tool } from '../adapter.ts';
import { readHaloTicket } from '../halo-ticket.ts';
import { tool as haloitsm } from './haloitsm.ts';

/** The same product for service providers: the same menus, the same payload. */
export const tool: Tool = {
  ...haloitsm,
  source: ['https://docs.ilert.com/inbound-integrations/halopsa'],
  read: ({ body }) => readHaloTicket('HaloPSA', body),
};

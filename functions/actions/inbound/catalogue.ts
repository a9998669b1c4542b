import type { TicketReader } from './reader.ts';
import type { Bidirectional } from './ticket.ts';

/** Of seven tools a call is of one, so each file is loaded when somebody asks for it. */
const load = async (type: Bidirectional): Promise<{ readonly default: TicketReader }> => import(`./tools/${type}.ts`);

/** The reader of what a tool of this type calls us with. */
export const readerOf = async (type: Bidirectional): Promise<TicketReader> => (await load(type)).default;

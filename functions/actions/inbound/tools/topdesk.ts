import type { TicketReader } from '../reader.ts';
import { writtenReading } from '../written.ts';

/** An automated action posts the body of docs/actions.md. */
const topdesk: TicketReader = {
  type: 'topdesk',
  name: 'TOPdesk',
  source: ['https://docs.topdesk.com/en/composing-your-action-sequence.html'],
  isGenuine: () => true,
  read: writtenReading,
};

export default topdesk;

import type { TicketReader } from '../reader.ts';
import { writtenReading } from '../written.ts';

/** A business rule posts the body of docs/actions.md. */
const servicenow: TicketReader = {
  type: 'servicenow',
  name: 'ServiceNow',
  source: ['https://www.servicenow.com/docs/r/api-reference/web-services/c_ScriptingOutboundREST.html'],
  isGenuine: () => true,
  read: writtenReading,
};

export default servicenow;

import type { Tool } from '../adapter.ts';
import { readHaloTicket } from '../halo-ticket.ts';

export const tool: Tool = {
  resolves: 'ticket.status.name is "Closed" or "Resolved", or ticket.dateclosed is set',
  setup:
    'Configuration → Integrations → Webhooks → New: payload URL `{url}`, method POST, content type application/json, events New Ticket Logged and Ticket Updated, payload `{"ticket":{"id":$faultid,"summary":"$symptom","details":"$symptom2","status":{"name":"$status"},"priority":{"name":"$priority"},"client_name":"$client","team":"$team"}}`.',
  source: ['https://docs.ilert.com/inbound-integrations/haloitsm'],
  sample: {
    ticket: {
      status: { id: 1, name: 'New', shortname: 'NEW' },
      id: 20417,
      summary: 'VPN gateway rejects logins',
      details: 'Since 10:40 nobody can log in.',
      dateoccurred: '2026-01-05T10:41:00',
      dateclosed: null,
      tickettype: { id: 1, name: 'Incident' },
      priority: { id: null, name: 'Critical' },
      client_name: 'Acme',
      team: '1st Line Support',
    },
  },
  read: ({ body }) => readHaloTicket('HaloITSM', body),
};

import type { Tool } from '../adapter.ts';
import { readOwnForm } from '../own-form.ts';
import { unknownBody } from '../unknown-body.ts';

export const tool: Tool = {
  resolves: 'eventType is "RESOLVE", sent by the action for the end of the violation',
  setup:
    'Alert & Respond → HTTP Request Templates → New: method POST, URL `{url}`, MIME type application/json, payload `{"eventType":"ALERT","incidentKey":"${latestEvent.node.name} - ${latestEvent.application.name}","summary":"${latestEvent.displayName} - ${latestEvent.severity} on ${latestEvent.node.name}"}`. Make a second template with `"eventType":"RESOLVE"`, and name the first in the actions of the policies for opened violations, the second for ended ones.',
  source: ['https://docs.ilert.com/inbound-integrations/appdynamics'],
  sample: {
    eventType: 'ALERT',
    incidentKey: 'db-01 - Shop',
    summary: 'Health Rule Violation Started - Critical on db-01',
  },
  read: ({ body }) => readOwnForm(body) ?? unknownBody('AppDynamics', body),
};

import type { Tool } from '../adapter.ts';
import { readOwnForm } from '../own-form.ts';
import { unknownBody } from '../unknown-body.ts';

export const tool: Tool = {
  resolves: 'eventType is "RESOLVE": the incident is closed',
  setup:
    'Create two action sequences with an HTTP request to {url} (POST, JSON): for new incidents `{"eventType":"ALERT","incidentKey":"${number}","summary":"${briefdescription}"}`, for closed ones the same with `RESOLVE`.',
  source: ['https://docs.ilert.com/inbound-integrations/topdesk'],
  sample: { eventType: 'ALERT', incidentKey: 'I 2602 0117', summary: 'Badge reader of gate 2 is offline' },
  read: ({ body }) => readOwnForm(body) ?? unknownBody('TOPdesk', body),
};

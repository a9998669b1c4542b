import type { Tool } from '../adapter.ts';
import { readOwnForm } from '../own-form.ts';
import { unknownBody } from '../unknown-body.ts';

export const tool: Tool = {
  resolves: 'eventType is "RESOLVE": the case is closed',
  setup:
    'Add {url} to the remote sites, and an Apex trigger on Case (after insert, after update) that posts `{"eventType":"ALERT","incidentKey":"<CaseNumber>","summary":"<Subject>","details":"<Description>"}` to it, with `RESOLVE` once the case is closed.',
  source: ['https://docs.ilert.com/inbound-integrations/salesforce'],
  sample: {
    eventType: 'ALERT',
    incidentKey: '00001337',
    summary: 'Invoices are not sent',
    details: 'No invoice has been sent since this morning.',
  },
  read: ({ body }) => readOwnForm(body) ?? unknownBody('Salesforce', body),
};

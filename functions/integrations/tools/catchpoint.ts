import type { Tool } from '../adapter.ts';
import { readOwnForm } from '../own-form.ts';
import { at, linksOf } from '../reader.ts';
import { unknownBody } from '../unknown-body.ts';

export const tool: Tool = {
  resolves: 'eventType is "RESOLVE", which the template writes for the notification level "Improved"',
  setup:
    'Settings → Integrations → API → Alerts API → Alerts Webhook: URL `{url}`, format JSON, and a template that writes eventType (`ALERT`, or `RESOLVE` for improved), alertKey (`${testId}_${AlertTypeName}`), summary, details, priority and scatterPlotUrl.',
  source: ['https://docs.ilert.com/inbound-integrations/catchpoint'],
  sample: {
    eventType: 'ALERT',
    alertKey: '17_Test Failure_Checkout',
    summary: 'Catchpoint Test Failure in Retail - Checkout - [Frankfurt] - HTTP 503',
    details: 'TestName: Checkout\nStatus: CRITICAL',
    scatterPlotUrl: 'https://portal.catchpoint.example.com/x',
    priority: 'HIGH',
  },
  read: ({ body }) =>
    readOwnForm(body, { links: linksOf(['Scatter plot', at(body, 'scatterPlotUrl')]) }) ??
    unknownBody('Catchpoint', body),
};

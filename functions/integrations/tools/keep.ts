import type { Tool } from '../adapter.ts';
import { readOwnForm } from '../own-form.ts';
import { unknownBody } from '../unknown-body.ts';

export const tool: Tool = {
  resolves: 'eventType is "RESOLVE"',
  setup:
    'Providers → ilert: the key of this source as the API token, and the host of `{url}` as the endpoint. Then a workflow with the action `ilert`, which sends `_type: EVENT` with eventType, summary, details and alert_key `{{ alert.fingerprint }}`.',
  source: ['https://github.com/keephq/keep/tree/main/keep/providers/ilert_provider'],
  sample: {
    eventType: 'ALERT',
    alertKey: '5f1c3f0e9f2d4a6b',
    summary: 'High latency of the checkout',
    details: 'p99 above 2 s for 10 minutes',
    priority: 'HIGH',
    links: [{ href: 'https://keep.example.com/alerts?id=1', text: 'Keep' }],
    customDetails: { source: 'prometheus' },
  },
  read: ({ body }) => readOwnForm(body) ?? unknownBody('Keep', body),
};

import type { Tool } from '../adapter.ts';
import { readOwnForm } from '../own-form.ts';
import { at, linksOf } from '../reader.ts';
import { unknownBody } from '../unknown-body.ts';

export const tool: Tool = {
  resolves: 'never, unless an action of your own posts eventType "RESOLVE" with the same incidentKey',
  setup:
    'Add to the watch an action of type `webhook`: method POST, url {url}, header `Content-Type: application/json`, body `{"incidentKey":"{{watch.id}}","summary":"SearchGuard alert: {{watch.id}}","details":"Problem occurred at {{execution_time}}"}`.',
  source: [
    'https://docs.ilert.com/inbound-integrations/search-guard',
    'https://docs.search-guard.com/latest/elasticsearch-alerting-actions-webhook',
  ],
  sample: {
    incidentKey: 'unusual_exports',
    summary: 'SearchGuard alert: unusual_exports',
    details: 'Problem occurred at 2026-02-03T04:05:06.000Z',
    serverUrl: 'https://search.example.com',
  },
  read: ({ body }) =>
    readOwnForm(body, { links: linksOf(['Search Guard', at(body, 'serverUrl')]) }) ?? unknownBody('Search Guard', body),
};

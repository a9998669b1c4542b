import type { Tool } from '../adapter.ts';
import { isPagerDutyEvent, readPagerDutyEvent } from '../pagerduty-event.ts';
import { unknownBody } from '../unknown-body.ts';

export const tool: Tool = {
  resolves: 'event_action is "resolve"',
  setup: 'Where your tool takes the address of the PagerDuty Events API, enter {url}; any routing key will do.',
  source: ['https://developer.pagerduty.com/docs/events-api-v2/trigger-events/'],
  sample: {
    event_action: 'trigger',
    dedup_key: 'disk/db-01',
    client: 'Nightly checks',
    client_url: 'https://checks.example.com/db-01',
    payload: {
      summary: 'Disk of db-01 is 95 % full',
      source: 'db-01',
      severity: 'critical',
      component: 'postgres',
      custom_details: { free: '5 GB', mount: '/var/lib' },
    },
  },
  read: ({ body, requestId }) =>
    isPagerDutyEvent(body) ? readPagerDutyEvent(body, requestId) : unknownBody('PagerDuty', body),
};

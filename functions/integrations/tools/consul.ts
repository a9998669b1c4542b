import type { Tool } from '../adapter.ts';
import { readOwnForm } from '../own-form.ts';
import { unknownBody } from '../unknown-body.ts';

export const tool: Tool = {
  resolves: 'eventType is "RESOLVE": the check passes again',
  setup:
    'consul-alerts: `consul kv put consul-alerts/config/notifiers/ilert/enabled true`, and its api-key. Where its address can be set, enter `{url}`; otherwise let a proxy send `/api/v1/events` there. Consul itself: `consul watch -type=checks -state=critical` with a script that posts our own event form to `{url}`.',
  source: ['https://github.com/iLert/consul-alerts/blob/master/notifier/ilert-notifier.go'],
  sample: {
    eventType: 'ALERT',
    incidentKey: 'web:api-7',
    summary: 'web:api-7 is CRITICAL',
    details: 'HTTP GET http://api-7.example.com:8080/health: 503 Service Unavailable',
  },
  read: ({ body }) => readOwnForm(body) ?? unknownBody('Consul', body),
};

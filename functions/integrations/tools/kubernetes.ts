import type { Tool } from '../adapter.ts';
import { readOwnForm } from '../own-form.ts';
import { unknownBody } from '../unknown-body.ts';

export const tool: Tool = {
  resolves: 'eventType is "RESOLVE": the pod runs again, the node is ready again',
  setup:
    'Install an agent that posts our own event form, such as ilert-kube-agent, with this source\'s key as its API key (`settings.apiKey`) and `{url}` as its address. A watcher of your own posts `{"eventType":"ALERT","alertKey":"pod/<namespace>/<name>","summary":"…","labels":{…},"logs":[…]}`, and `RESOLVE` with the same key.',
  source: ['https://github.com/iLert/ilert-kube-agent'],
  sample: {
    eventType: 'ALERT',
    alertKey: 'pod/shop/api-6d9f',
    summary: 'Pod shop/api-6d9f terminated - OOMKilled',
    details: '**Container:** api\n**Restarts:** 4',
    priority: 'HIGH',
    labels: { cluster: 'prod', namespace: 'shop', pod: 'api-6d9f' },
    logs: [{ timestamp: '2026-01-05T10:00:00Z', level: 'ERROR', body: 'java.lang.OutOfMemoryError: Java heap space' }],
  },
  read: ({ body }) => readOwnForm(body) ?? unknownBody('Kubernetes', body),
};

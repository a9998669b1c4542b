import type { Tool } from '../adapter.ts';
import { alertGroupSample, readAlertGroup } from '../alert-group.ts';
import { unknownBody } from '../unknown-body.ts';

export const tool: Tool = {
  resolves: 'status is "resolved": every alert of the group is over',
  setup:
    'Cortex has an Alertmanager of its own: upload its configuration with `cortextool alertmanager load`. Add a receiver to it with `webhook_configs: [{ url: "{url}", send_resolved: true }]`, and route alerts to it with `group_by: [alertname]` or finer: each group is one alert.',
  source: [
    'https://cortexmetrics.io/docs/guides/alertmanager-configuration/',
    'https://prometheus.io/docs/alerting/latest/configuration/#webhook_config',
  ],
  sample: alertGroupSample,
  read: ({ body, isSplit }) => readAlertGroup(body, { rule: 'Cortex', isSplit }) ?? unknownBody('Cortex', body),
};

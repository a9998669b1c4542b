import type { Tool } from '../adapter.ts';
import { alertGroupSample, readAlertGroup } from '../alert-group.ts';
import { unknownBody } from '../unknown-body.ts';

export const tool: Tool = {
  resolves: 'status is "resolved": every alert of the group is over',
  setup:
    'Add a receiver with webhook_configs: [{ url: "{url}", send_resolved: true }] and route alerts to it, with group_by: [alertname, cluster] or what one person can mend at once: each group is one alert.',
  source: ['https://prometheus.io/docs/alerting/latest/configuration/#webhook_config'],
  sample: alertGroupSample,
  read: ({ body, isSplit }) =>
    readAlertGroup(body, { rule: 'Prometheus', isSplit }) ?? unknownBody('Alertmanager', body),
};

import type { Tool } from '../adapter.ts';
import { alertGroupSample, readAlertGroup } from '../alert-group.ts';
import { unknownBody } from '../unknown-body.ts';

export const tool: Tool = {
  resolves: 'status is "resolved": every alert of the group is over',
  setup:
    'The ruler of Loki sends its alerts to an Alertmanager (`ruler: { alertmanager_url: … }`). Add a receiver to it with `webhook_configs: [{ url: "{url}", send_resolved: true }]`, and route alerts to it with `group_by: [alertname]` or finer: each group is one alert.',
  source: [
    'https://grafana.com/docs/loki/latest/alert/',
    'https://prometheus.io/docs/alerting/latest/configuration/#webhook_config',
  ],
  sample: alertGroupSample,
  read: ({ body, isSplit }) => readAlertGroup(body, { rule: 'Loki', isSplit }) ?? unknownBody('Loki', body),
};

import type { Tool } from '../adapter.ts';
import { alertGroupSample, readAlertGroup } from '../alert-group.ts';
import { unknownBody } from '../unknown-body.ts';

export const tool: Tool = {
  resolves: 'status is "resolved": every alert of the group is over',
  setup:
    'Mimir has an Alertmanager of its own: upload its configuration with `mimirtool alertmanager load`. Add a receiver to it with `webhook_configs: [{ url: "{url}", send_resolved: true }]`, and route alerts to it with `group_by: [alertname]` or finer: each group is one alert.',
  source: [
    'https://grafana.com/docs/mimir/latest/references/architecture/components/alertmanager/',
    'https://prometheus.io/docs/alerting/latest/configuration/#webhook_config',
  ],
  sample: alertGroupSample,
  read: ({ body, isSplit }) => readAlertGroup(body, { rule: 'Mimir', isSplit }) ?? unknownBody('Mimir', body),
};

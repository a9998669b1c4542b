import type { Integration, Reading } from './adapter.ts';
import { readAlertGroup } from './alert-group.ts';
import { unknownBody } from './unknown-body.ts';

const read = (body: unknown): Reading =>
  readAlertGroup(body, { rule: 'Prometheus' }) ?? unknownBody('Alertmanager', body);

export const prometheusAlertmanager: Integration = {
  slug: 'prometheus-alertmanager',
  aliases: ['prometheus', 'alertmanager', 'mimir', 'loki', 'cortex', 'victoriametrics', 'victoria-metrics', 'vmalert'],
  name: 'Prometheus Alertmanager',
  integrationType: 'PROMETHEUS',
  resolves: 'status is "resolved": every alert of the group is over',
  setup:
    'Add a receiver with webhook_configs: [{ url: "{url}", send_resolved: true }] and route alerts to it, with group_by: [alertname, cluster] or what one person can mend at once: each group is one alert.',
  read: ({ body }) => read(body),
};

import type { Integration } from './adapter.ts';
import { readAlertGroup } from './alert-group.ts';
import { isLegacyAlert, readLegacyAlert } from './grafana-legacy.ts';
import { unknownBody } from './unknown-body.ts';

export const grafana: Integration = {
  slug: 'grafana',
  aliases: ['grafana-unified', 'grafana-alerting', 'grafana-cloud'],
  name: 'Grafana',
  integrationType: 'GRAFANA',
  resolves: 'status is "resolved": every alert of the group is over',
  setup:
    'Alerting → Contact points → Add contact point: Webhook, URL {url}, method POST. In the notification policy, group by grafana_folder and alertname (the default) or finer: each group is one alert.',
  read: ({ body }) => {
    const group = readAlertGroup(body, { rule: 'Grafana' });
    if (group !== undefined) return group;
    return isLegacyAlert(body) ? readLegacyAlert(body) : unknownBody('Grafana', body);
  },
};

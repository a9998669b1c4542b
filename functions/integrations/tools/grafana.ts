import type { Tool } from '../adapter.ts';
import { alertGroupSample, readAlertGroup } from '../alert-group.ts';
import { isLegacyAlert } from '../shape.ts';
import { unknownBody } from '../unknown-body.ts';
import { readLegacyAlert } from './grafana-legacy.ts';

export const tool: Tool = {
  resolves: 'status is "resolved": every alert of the group is over',
  setup:
    'Alerting → Contact points → Add contact point: Webhook, URL {url}, method POST. In the notification policy, group by grafana_folder and alertname (the default) or finer: each group is one alert.',
  source: [
    'https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/',
  ],
  sample: {
    ...alertGroupSample,
    orgId: 1,
    title: '[FIRING:1] DiskFull db-01',
    state: 'alerting',
    message: 'Disk of db-01 is 95 % full',
  },
  read: ({ body, isSplit }) => {
    const group = readAlertGroup(body, { rule: 'Grafana', isSplit });
    if (group !== undefined) return group;
    return isLegacyAlert(body) ? readLegacyAlert(body) : unknownBody('Grafana', body);
  },
};

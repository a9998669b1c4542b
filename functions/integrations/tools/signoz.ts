import type { Tool } from '../adapter.ts';
import { alertGroupSample, readAlertGroup } from '../alert-group.ts';
import { unknownBody } from '../unknown-body.ts';

export const tool: Tool = {
  resolves: 'status is "resolved": every alert of the group is over',
  setup: 'Settings → Notification Channels → New: Webhook, Webhook URL {url}, "Send resolved alerts" on.',
  source: [
    'https://signoz.io/docs/alerts-management/notification-channel/webhook/',
    'https://prometheus.io/docs/alerting/latest/configuration/#webhook_config',
  ],
  sample: alertGroupSample,
  read: ({ body, isSplit }) => readAlertGroup(body, { rule: 'SigNoz', isSplit }) ?? unknownBody('SigNoz', body),
};

import type { ActionAlert, ActionFacts } from '../../functions/actions/facts.ts';
import type { ConnectorType } from '../../functions/domain/alert-action/connector-type.ts';
import { Instant } from '../../functions/domain/time.ts';

export const now = Instant.parse('2026-11-29T03:00:00.000Z');

export const anAlert = (changes: Partial<ActionAlert> = {}): ActionAlert => ({
  id: 118_000_000_000_001,
  summary: 'Disk is full on db-1',
  details: 'Only 2 % of /var are left.',
  reportTime: Instant.parse('2026-11-29T02:58:00.000Z'),
  status: 'PENDING',
  priority: 'HIGH',
  alertKey: 'disk-db-1',
  source: { id: 42, name: 'Prometheus' },
  policy: { id: 7, name: 'Database' },
  assignedTo: { email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' },
  responders: ['Ada Lovelace'],
  services: [],
  links: [{ href: 'https://grafana.example.com/d/1', text: 'Dashboard' }],
  url: 'https://alerts.example.com/alerts/118000000000001',
  ...changes,
});

type Params = Readonly<Record<string, unknown>>;

/** The params and the connector's, as small as each type takes them. */
export const settings: Readonly<Record<ConnectorType, { readonly params: Params; readonly connector?: Params }>> = {
  webhook: { params: { webhookUrl: 'https://hooks.example.com/tocsin' } },
  email: { params: { recipients: ['ops@example.com'] } },
  slack_webhook: { params: { url: 'https://hooks.slack.com/services/T0001/B0001/abcdefghijklmnop' } },
  slack: { params: { channelId: 'C0123', teamId: 'T0001' }, connector: {} },
  microsoft_teams_webhook: {
    params: {
      url: 'https://prod-1.westeurope.logic.azure.com/workflows/0123456789abcdef/triggers/manual/paths/invoke?sig=s1gn4ture-of-it',
    },
  },
  microsoft_teams: {
    params: {},
    connector: {
      url: 'https://example.webhook.office.com/webhookb2/0123456789abcdef/IncomingWebhook/fedcba9876543210',
    },
  },
  microsoft_teams_bot: { params: { teamId: 'team-1', channelId: '19:abc@thread.tacv2', type: 'chat' }, connector: {} },
  jira: {
    params: { project: 'OPS' },
    connector: { url: 'https://example.atlassian.net', email: 'bot@example.com', password: 'jira-token-1' },
  },
  servicenow: {
    params: {},
    connector: { url: 'https://example.service-now.com', username: 'tocsin', password: 'servicenow-1' },
  },
  zendesk: {
    params: {},
    connector: { url: 'https://example.zendesk.com', email: 'bot@example.com', apiKey: 'zendesk-key-1' },
  },
  github: { params: { owner: 'example', repository: 'shop' }, connector: { apiKey: 'ghp_token_1' } },
  topdesk: {
    params: {},
    connector: { url: 'https://example.topdesk.net', username: 'tocsin', password: 'topdesk-1' },
  },
  zammad: { params: {}, connector: { url: 'https://support.example.com', apiKey: 'zammad-key-1' } },
  autotask: {
    params: { companyId: '1001', queueId: 5 },
    connector: {
      url: 'https://webservices5.autotask.net',
      username: 'tocsin@example.com',
      password: 'autotask-1',
      apiKey: 'AUTOTASK-CODE-1',
    },
  },
  mattermost: { params: {}, connector: { url: 'https://chat.example.com/hooks/abcdefghijklmnop12345678' } },
  discord: { params: {}, connector: { url: 'https://discord.com/api/webhooks/1234567890/abcdefghijklmnop' } },
  telegram: { params: { channelId: '-1001234567890' }, connector: {} },
  dingtalk: {
    params: {},
    connector: { url: 'https://oapi.dingtalk.com/robot/send?access_token=0123456789abcdef', secret: 'SECdingtalk1' },
  },
  dingtalk_action: {
    params: { url: 'https://oapi.dingtalk.com/robot/send?access_token=0123456789abcdef', secret: 'SECdingtalk1' },
  },
  zoom_chat: { params: { channelId: 'zoomchannel1' }, connector: {} },
  google_chat_bot: { params: { channelId: 'spaces/AAAA' }, connector: {} },
  google_chat_webhook: {
    params: { url: 'https://chat.googleapis.com/v1/spaces/AAAA/messages?key=google-key-1&token=google-token-1' },
  },
  zapier: { params: { webhookUrl: 'https://hooks.zapier.com/hooks/catch/1234567/abcdefgh/' } },
  aws_event_bridge: { params: {} },
  automation_rule: { params: { alertType: 'CREATED', serviceStatus: 'MAJOR_OUTAGE', serviceIds: [11] } },
  reroute: { params: { escalationPolicyId: 8 } },
  zabbix: { params: {}, connector: { url: 'https://zabbix.example.com', apiKey: 'zabbix-key-1' } },
  dynamic: { params: {}, connector: {} },
  datadog: { params: {}, connector: { apiKey: 'datadog-key-1' } },
  aws_lambda: { params: {}, connector: { authorization: 'lambda-1' } },
  azure_faas: { params: {}, connector: { authorization: 'azure-1' } },
  google_faas: { params: {}, connector: { authorization: 'google-1' } },
  sysdig: { params: {}, connector: { apiKey: 'sysdig-key-1' } },
  status_page_io: { params: {}, connector: { apiKey: 'statuspage-key-1' } },
  zoom_meeting: { params: {}, connector: {} },
};

/** The facts of an action of this type for a new alert. */
export const factsFor = (
  type: ConnectorType,
  {
    params,
    connector,
    ...changes
  }: Partial<Omit<ActionFacts, 'connector'>> & { params?: Params; connector?: Params } = {},
): ActionFacts => {
  const usual = settings[type];
  const connection = connector ?? usual.connector;
  return {
    trigger: 'alert-created',
    alert: anAlert(),
    deed: {},
    action: { id: '01J0000000000000000000ACT1', name: 'Tell others', params: { ...usual.params, ...params } },
    ...(connection && { connector: { params: connection } }),
    installation: { token: 'installed-token-1' },
    attemptKey: '01J00000000000000000000KEY',
    isRepeat: false,
    now,
    ...changes,
  };
};

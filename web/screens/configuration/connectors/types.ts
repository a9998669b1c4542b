import type { Paths } from '../../../client/api.ts';

type ActionBody = Paths['/alert-actions']['post']['requestBody']['content']['application/json'];
type ConnectorBody = Paths['/connectors']['post']['requestBody']['content']['application/json'];

/** What an alert action does, or with what, as the API names it. */
export type ActionType = ActionBody['connectorType'];
/** Of these there are connectors. */
export type ConnectorType = ConnectorBody['type'];

/** What each is called; the compiler wants a name for each that the API has. */
export const typeNames: Readonly<Record<ActionType | ConnectorType, string>> = {
  autotask: 'Autotask',
  automation_rule: 'Automation rule (services)',
  aws_event_bridge: 'Amazon EventBridge',
  aws_lambda: 'AWS Lambda',
  azure_faas: 'Azure Functions',
  datadog: 'Datadog',
  dingtalk: 'DingTalk',
  dingtalk_action: 'DingTalk (by address)',
  discord: 'Discord',
  dynamic: 'Dynamic',
  email: 'E-mail',
  github: 'GitHub',
  google_chat_bot: 'Google Chat',
  google_chat_webhook: 'Google Chat (webhook)',
  google_faas: 'Google Cloud Functions',
  jira: 'Jira',
  mattermost: 'Mattermost',
  microsoft_teams: 'Microsoft Teams (connector)',
  microsoft_teams_bot: 'Microsoft Teams',
  microsoft_teams_webhook: 'Microsoft Teams (webhook)',
  reroute: 'Another escalation policy',
  servicenow: 'ServiceNow',
  slack: 'Slack',
  slack_webhook: 'Slack (webhook)',
  status_page_io: 'Statuspage.io',
  sysdig: 'Sysdig',
  telegram: 'Telegram',
  topdesk: 'TOPdesk',
  webhook: 'Webhook',
  zabbix: 'Zabbix',
  zammad: 'Zammad',
  zapier: 'Zapier',
  zendesk: 'Zendesk',
  zoom_chat: 'Zoom Chat',
  zoom_meeting: 'Zoom meeting',
};

const isType = (type: string): type is ActionType => type in typeNames;

/** What a type is called; what nobody knows, as it is. */
export const typeName = (type: string): string => (isType(type) ? typeNames[type] : type);

import * as z from 'zod';

/** What an alert action does, or with what (wire-api §5). */
export const ConnectorType = z.enum([
  'autotask',
  'jira',
  'microsoft_teams',
  'microsoft_teams_bot',
  'microsoft_teams_webhook',
  'servicenow',
  'slack',
  'slack_webhook',
  'webhook',
  'zendesk',
  'discord',
  'github',
  'topdesk',
  'email',
  'zapier',
  'zammad',
  'mattermost',
  'zoom_chat',
  'dingtalk',
  'dingtalk_action',
  'aws_event_bridge',
  'dynamic',
  'zabbix',
  'automation_rule',
  'telegram',
  'google_chat_bot',
  'google_chat_webhook',
  'reroute',
  // Retired, and still to be found in what people have.
  'datadog',
  'aws_lambda',
  'azure_faas',
  'google_faas',
  'sysdig',
  'status_page_io',
  'zoom_meeting',
]);
export type ConnectorType = z.infer<typeof ConnectorType>;

/** Types whose actions say what they need themselves. */
const withoutConnector: readonly ConnectorType[] = [
  'microsoft_teams_webhook',
  'slack_webhook',
  'webhook',
  'email',
  'zapier',
  'dingtalk_action',
  'aws_event_bridge',
  'automation_rule',
  'reroute',
];

/** Types whose actions may do without a connector. */
const withOrWithout: readonly ConnectorType[] = ['telegram', 'google_chat_webhook', 'zoom_meeting'];

/** Whether there are connectors of a type, and whether its actions need one. */
export function connectorNeed(type: ConnectorType): 'none' | 'optional' | 'required' {
  if (withoutConnector.includes(type)) return 'none';
  return withOrWithout.includes(type) ? 'optional' : 'required';
}

const upToDate: readonly ConnectorType[] = ['slack', 'microsoft_teams_bot'];

/** Whether a message with buttons is made, which has to say and offer what the alert is now. */
export const keepsUpToDate = (type: ConnectorType): boolean => upToDate.includes(type);

const retired: readonly ConnectorType[] = [
  'dynamic',
  'datadog',
  'aws_lambda',
  'azure_faas',
  'google_faas',
  'sysdig',
  'status_page_io',
  'zoom_meeting',
];

/** Whether actions of a type are kept as they were written, and do nothing any more. */
export const isRetired = (type: ConnectorType): boolean => retired.includes(type);

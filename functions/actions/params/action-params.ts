import * as z from 'zod';
import type { ConnectorType } from '../../domain/alert-action/connector-type.ts';
import { AutomationTrigger } from '../../domain/automation/automation-rule.ts';
import { ServiceStatus } from '../../domain/service/status.ts';
import {
  flag,
  numberOrText,
  oneOf,
  optional,
  optionalId,
  optionalWebAddress,
  required,
  template,
  texts,
  webAddress,
} from './parts.ts';

const address = required(254).refine((text) => /^[^\s@<>,;]+@[^\s@<>,;]+$/.test(text), 'must be an e-mail address');
const addresses = z.array(address).max(50);

const Headers = z
  .array(
    z.looseObject({
      key: z.string().regex(/^[\w!#$%&'*+.^`|~-]{1,100}$/, 'must be the name of a header'),
      value: z
        .string()
        .max(4096, 'must have at most 4096 characters')
        .regex(/^[\t\x20-\x7e]*$/, 'must be printable ASCII'),
    }),
  )
  .max(50)
  .nullish();

/** What an alert action of each type says of what it does (wire-api §5); members that nobody knows are kept. */
export const actionParams = {
  autotask: z.looseObject({
    companyId: numberOrText,
    queueId: numberOrText,
    issueType: numberOrText,
    ticketCategory: numberOrText,
    ticketType: numberOrText,
    noteType: numberOrText,
    notePublish: numberOrText,
    status: numberOrText,
  }),
  jira: z.looseObject({ project: required(), issueType: optional(), bodyTemplate: template }),
  microsoft_teams: z.looseObject({ bodyTemplate: template }),
  microsoft_teams_bot: z.looseObject({
    channelId: required(),
    teamId: required(),
    channelName: optional(),
    teamName: optional(),
    type: oneOf(['chat', 'meeting']),
  }),
  microsoft_teams_webhook: z.looseObject({ url: webAddress, bodyTemplate: template }),
  servicenow: z.looseObject({
    callerId: optional(),
    impact: z.literal([1, 2, 3]).or(oneOf(['1', '2', '3'])),
    urgency: z.literal([1, 2, 3]).or(oneOf(['1', '2', '3'])),
    bodyTemplate: template,
    closeCode: optional(),
    assignmentGroup: optional(),
    ownerGroup: optional(),
    service: optional(),
    serviceOffering: optional(),
    contactType: optional(),
  }),
  slack: z.looseObject({
    channelId: required(),
    teamId: required(),
    channelName: optional(),
    teamDomain: optional(),
  }),
  slack_webhook: z.looseObject({ url: webAddress }),
  webhook: z.looseObject({ webhookUrl: webAddress, bodyTemplate: template, headers: Headers, secret: optional(500) }),
  zendesk: z.looseObject({
    priority: oneOf(['urgent', 'high', 'normal', 'low']),
    /** What Zendesk makes for the webhook that calls back. */
    signingSecret: optional(500),
  }),
  discord: z.looseObject({}),
  github: z.looseObject({ owner: required(100), repository: required(100), labels: texts(100) }),
  topdesk: z.looseObject({ status: oneOf(['firstLine', 'secondLine', 'partial']) }),
  email: z.looseObject({
    recipients: addresses.min(1, 'must name somebody'),
    cc: addresses.nullish(),
    bcc: addresses.nullish(),
    subject: template,
    bodyTemplate: template,
  }),
  zapier: z.looseObject({ webhookUrl: webAddress }),
  zammad: z.looseObject({ email: address.or(z.literal('')).nullish(), group: optional(160) }),
  mattermost: z.looseObject({}),
  zoom_chat: z.looseObject({ channelId: optional() }),
  dingtalk: z.looseObject({ isAtAll: flag, atMobiles: texts(100, 50) }),
  dingtalk_action: z.looseObject({
    url: webAddress,
    secret: optional(),
    isAtAll: flag,
    atMobiles: texts(100, 50),
  }),
  aws_event_bridge: z.looseObject({ eventBusName: optional(256) }),
  dynamic: z.looseObject({}),
  zabbix: z.looseObject({}),
  automation_rule: z.looseObject({
    alertType: AutomationTrigger,
    serviceStatus: ServiceStatus,
    serviceIds: z
      .array(z.number().int().positive().max(Number.MAX_SAFE_INTEGER))
      .min(1, 'must name a service')
      .max(30, 'must name at most 30 services'),
    templateId: optionalId,
    sendNotification: flag,
    resolveIncident: flag,
  }),
  telegram: z.looseObject({ channelId: required() }),
  google_chat_bot: z.looseObject({ channelId: required(), channelName: optional() }),
  google_chat_webhook: z.looseObject({ url: optionalWebAddress }),
  reroute: z.looseObject({ escalationPolicyId: z.number().int().positive().max(Number.MAX_SAFE_INTEGER) }),
  datadog: z.looseObject({}),
  aws_lambda: z.looseObject({ url: optionalWebAddress, bodyTemplate: template }),
  azure_faas: z.looseObject({ url: optionalWebAddress, bodyTemplate: template }),
  google_faas: z.looseObject({ url: optionalWebAddress, bodyTemplate: template }),
  sysdig: z.looseObject({}),
  status_page_io: z.looseObject({}),
  zoom_meeting: z.looseObject({ password: optional() }),
} as const satisfies Record<ConnectorType, z.ZodType>;

/** What an action of this type says of what it does. */
export type ActionParams<T extends ConnectorType> = z.infer<(typeof actionParams)[T]>;

import * as z from 'zod';
import type { ConnectorType } from '../../domain/alert-action/connector-type.ts';
import { optional, optionalWebAddress, required, webAddress } from './parts.ts';

/** What authenticates is sent in a header. */
const secret = required(4096).regex(/^[^\r\n]*$/, 'must be one line');
const nothing = z.looseObject({});
const withKey = z.looseObject({ apiKey: secret });
const withAuthorization = z.looseObject({ authorization: secret });
const withAddress = z.looseObject({ url: webAddress });
const withPassword = z.looseObject({ url: webAddress, username: required(255), password: secret });

/** How a tool is reached (wire-api §6), for the types that have connectors; members that nobody knows are kept. */
export const connectorParams = {
  datadog: withKey,
  github: withKey,
  sysdig: withKey,
  status_page_io: withKey,
  jira: z.looseObject({ url: webAddress, email: required(255), password: secret }),
  servicenow: withPassword,
  topdesk: withPassword,
  autotask: z
    .looseObject({
      url: webAddress,
      email: optional(255),
      username: optional(255),
      password: optional(4096),
      apiKey: optional(4096),
    })
    .refine(({ email, username }) => Boolean(email || username), {
      message: 'is required, or username',
      path: ['email'],
    })
    .refine(({ password, apiKey }) => Boolean(password || apiKey), {
      message: 'is required, or apiKey',
      path: ['password'],
    }),
  zendesk: z.looseObject({ url: webAddress, email: required(255), apiKey: secret }),
  zammad: z.looseObject({ url: webAddress, apiKey: secret }),
  zabbix: z.looseObject({ url: webAddress, apiKey: secret }),
  mattermost: withAddress,
  discord: withAddress,
  microsoft_teams: withAddress,
  dingtalk: z.looseObject({ url: webAddress, secret: optional(4096) }),
  aws_lambda: withAuthorization,
  azure_faas: withAuthorization,
  google_faas: withAuthorization,
  slack: nothing,
  microsoft_teams_bot: nothing,
  zoom_chat: nothing,
  zoom_meeting: nothing,
  google_chat_bot: nothing,
  google_chat_webhook: z.looseObject({ url: optionalWebAddress }),
  telegram: z.looseObject({ apiKey: optional(4096) }),
  dynamic: nothing,
} as const satisfies Partial<Record<ConnectorType, z.ZodType>>;

/** Types of which there are connectors. */
export type ConnectedType = keyof typeof connectorParams;
/** How a tool of this type is reached. */
export type ConnectorParams<T extends ConnectedType> = z.infer<(typeof connectorParams)[T]>;

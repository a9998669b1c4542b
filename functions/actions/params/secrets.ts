import type { ConnectorType } from '../../domain/alert-action/connector-type.ts';
import { namesSecret } from '../../domain/secret-names.ts';

/** Tools whose address is all that it takes to write to them. */
const openByAddress: readonly ConnectorType[] = [
  'microsoft_teams',
  'microsoft_teams_webhook',
  'slack_webhook',
  'discord',
  'mattermost',
  'dingtalk',
  'dingtalk_action',
  'google_chat_webhook',
];

/** Whether a member lets one in: it is shown to those alone who may change it. */
export const isSecret = (type: ConnectorType, name: string): boolean =>
  namesSecret(name) || name === 'webhookUrl' || (name === 'url' && openByAddress.includes(type));

type Params = Readonly<Record<string, unknown>>;

/** What is in params of this type for whoever may not change them: no secrets, no addresses that let one in, no values of headers. */
export const withoutSecrets = (type: ConnectorType, params: Params): Params =>
  Object.fromEntries(
    Object.entries(params)
      .filter(([name]) => !isSecret(type, name))
      .map(([name, value]) => [name, name === 'headers' ? withoutValues(value) : plain(value)]),
  );

/** A header's value is often a key; its name says which. */
const withoutValues = (headers: unknown): unknown =>
  Array.isArray(headers) ? headers.map((header) => ({ key: isObject(header) ? header.key : undefined })) : undefined;

/** What nobody knows may hold secrets at any depth. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !namesSecret(name))
      .map(([name, member]) => [name, plain(member)]),
  );
}

const isObject = (value: unknown): value is Params => typeof value === 'object' && value !== null;

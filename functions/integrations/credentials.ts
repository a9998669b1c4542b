import { isRecord } from './reader.ts';

/** Members of a body that are the sender's key: they are used to find the source and kept nowhere. */
export const credentialMembers = [
  'integrationKey',
  'apiKey',
  'routing_key',
  'service_key',
  'sharedSecret',
  'shared_secret',
  'Token',
] as const;

/** The body as it came, with every credential that it names blanked out. */
export function withoutCredentials(raw: string, body: unknown): string {
  if (!isRecord(body)) return raw;
  const secrets = credentialMembers
    .map((name) => body[name])
    .filter((value) => typeof value === 'string')
    .filter((value) => value.length >= 8);
  return secrets.reduce(
    (text, secret) => text.replaceAll(secret, '***').replaceAll(encodeURIComponent(secret.toWellFormed()), '***'),
    raw,
  );
}

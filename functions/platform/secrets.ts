import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { boundedClient } from './aws-client.ts';
import { environment } from './environment.ts';

const secrets = new SecretsManagerClient(boundedClient);
const known = new Map<string, Promise<string>>();

/** The text of a secret, read once per cold start; a failed read is tried again by the next call. */
export function readSecret(arn: string): Promise<string> {
  const reading = known.get(arn) ?? fetchSecret(arn);
  known.set(arn, reading);
  reading.catch(() => known.delete(arn));
  return reading;
}

/** The secret that the keys for links and for stored secrets are derived from. */
export const masterSecret = (): Promise<string> => readSecret(environment('MASTER_SECRET_ARN'));

async function fetchSecret(arn: string): Promise<string> {
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: arn }));
  if (!SecretString) throw new Error(`secret ${arn} has no text`);
  return SecretString;
}

import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, expect, it } from 'vitest';
import { readSecret } from '../../functions/platform/secrets.ts';

const secretsManager = mockClient(SecretsManagerClient);
afterEach(() => secretsManager.reset());

it('is read once per cold start, also by two at the same time', async () => {
  secretsManager.on(GetSecretValueCommand).resolves({ SecretString: 'the secret' });
  const both = await Promise.all([readSecret('arn:once'), readSecret('arn:once')]);
  expect([...both, await readSecret('arn:once')]).toEqual(['the secret', 'the secret', 'the secret']);
  expect(secretsManager.commandCalls(GetSecretValueCommand)).toHaveLength(1);
});

it('is read again after a failure', async () => {
  secretsManager.on(GetSecretValueCommand).rejectsOnce(new Error('not now')).resolves({ SecretString: 'the secret' });
  await expect(readSecret('arn:later')).rejects.toThrow('not now');
  expect(await readSecret('arn:later')).toBe('the secret');
});

it('without text is an error that names it', async () => {
  secretsManager.on(GetSecretValueCommand).resolves({});
  await expect(readSecret('arn:empty')).rejects.toThrow('arn:empty');
});

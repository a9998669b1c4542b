import { createHash } from 'node:crypto';
import type { Deployment } from '../deployment.ts';
import { answerJson, optionalText, readJson, requiredText, unknownOperation } from '../outbox/wire.ts';
import { AwsError } from './aws-error.ts';
import type { AwsService } from './service.ts';

/** The key of user 1, printed by `npm start`. */
export const localAdminKey = 'local-admin-key';

type Secret = Deployment['secrets'][number];

/** Secrets Manager: GetSecretValue by ARN or name. The owner's key is fixed; every other secret is 64 characters made of its name. */
export function createSecretsManager({ deployment }: { readonly deployment: Deployment }): AwsService {
  const ownerKeyArns = new Set(deployment.functions.map(({ environment }) => environment.OWNER_KEY_SECRET_ARN));

  function find(id: string): Secret | undefined {
    return deployment.secrets.find(({ arn, name }) => id === arn || id === name || arn.replace(/-\w{6}$/, '') === id);
  }

  const secretValue = ({ arn, name, logicalId }: Secret) =>
    ownerKeyArns.has(arn) || logicalId.includes('OwnerKey')
      ? localAdminKey
      : createHash('sha256').update(`local:${name}`).digest('hex');

  return {
    service: 'secretsmanager',
    permissions(request) {
      const id = optionalText(readJson(request), 'SecretId') ?? '*';
      return [{ action: `secretsmanager:${request.action}`, resource: find(id)?.arn ?? id }];
    },
    handle: (request) =>
      answerJson(request, (body) => {
        if (request.action !== 'GetSecretValue') throw unknownOperation(request);
        const secret = find(requiredText(body, 'SecretId'));
        if (!secret)
          throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
        const VersionId = '00000000-0000-0000-0000-000000000001';
        return {
          ARN: secret.arn,
          Name: secret.name,
          SecretString: secretValue(secret),
          VersionId,
          VersionStages: ['AWSCURRENT'],
          CreatedDate: 1767225600,
        };
      }),
    reset: async () => {},
    close: async () => {},
  };
}

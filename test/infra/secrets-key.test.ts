import { describe, expect, it } from 'vitest';
import { appWith, everything, rightsOf, templatesOf } from './synthesize.ts';

const secretsKey = 'arn:aws:kms:eu-central-1:111122223333:key/11111111-2222-4333-8444-555555555555';
const decrypt = (templates: ReturnType<typeof templatesOf>, part: 'core' | 'edge', id: string) =>
  rightsOf(templates[part], id).get('kms:Decrypt');

describe('secrets under a KMS key of the customer’s own', () => {
  const templates = templatesOf({ ...everything, secretsKey });

  it('are both kept by it, without being replaced', () => {
    const secrets = templates.data.findResources('AWS::SecretsManager::Secret');
    expect(Object.values(secrets).map(({ Properties }) => Properties.KmsKeyId)).toEqual([secretsKey, secretsKey]);
    expect(Object.keys(secrets)).toEqual(
      Object.keys(templatesOf(everything).data.findResources('AWS::SecretsManager::Secret')),
    );
  });

  it('are opened by whoever may read them, and by nobody else', () => {
    for (const id of ['Ingest', 'ApiFunction', 'Canary', 'SetUp'])
      expect([id, decrypt(templates, 'edge', id)]).toEqual([id, expect.arrayContaining([JSON.stringify(secretsKey)])]);
    for (const id of ['SendNotification', 'HandleReply', 'Tick'])
      expect([id, decrypt(templates, 'core', id)]).toEqual([id, [JSON.stringify(secretsKey)]]);
    for (const id of ['ProcessEvent', 'AdvanceEscalation', 'OnChange'])
      expect([id, decrypt(templates, 'core', id)]).toEqual([id, undefined]);
  });

  it('are nothing that anybody needs a right for where there is no such key', () => {
    const usual = templatesOf(everything);
    expect(decrypt(usual, 'edge', 'ApiFunction')).toBeUndefined();
    expect(() => appWith({ ...everything, secretsKey }).app.synth()).not.toThrow();
  });
});

import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { App } from '../../../functions/domain/oauth/app.ts';
import { authenticateClient } from '../../../functions/usecases/oauth/client.ts';
import { tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const app: App = {
  ...{ id: 3, version: 0, name: 'Wallboard', type: 'CONFIDENTIAL', clientId: 'wall', redirectUris: [] },
  ...{ secretHash: hash('s3cret'), createdAt: tenOClock, updatedAt: tenOClock },
};
const { secretHash: _none, ...withoutSecret } = app;

async function apps() {
  const { ctx, store, clock } = await aWorld();
  await store.apps.create(app);
  await store.apps.create({ ...withoutSecret, id: 4, clientId: 'phone', type: 'PUBLIC' });
  await store.apps.create({ ...withoutSecret, id: 5, clientId: 'lost' });
  const claim = async (clientId: string, secret?: string, sourceIp = '192.0.2.7') => {
    const said = { clientId, sourceIp, ...(secret !== undefined && { secret }) };
    try {
      return (await authenticateClient(ctx, said)).id;
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  return { claim, clock };
}

describe('an app', () => {
  it.each<[string, string, string | undefined, number | string]>([
    ['with its secret', 'wall', 's3cret', 3],
    ['with another', 'wall', 'guess', 'invalid_grant'],
    ['with none', 'wall', undefined, 'invalid_grant'],
    ['that cannot keep one, without', 'phone', undefined, 4],
    ['that cannot keep one, with one', 'phone', 's3cret', 'invalid_grant'],
    ['whose secret nobody knows', 'lost', '', 'invalid_grant'],
    ['that is none', 'other', 's3cret', 'invalid_grant'],
  ])('%s is known or refused', async (_what, clientId, secret, expected) => {
    expect(await (await apps()).claim(clientId, secret)).toBe(expected);
  });

  it('may be guessed at twenty times in a quarter of an hour from one address, and then not even known', async () => {
    const { claim, clock } = await apps();
    for (let time = 0; time < 19; time += 1) await claim('wall', 'guess');
    for (let time = 0; time < 3; time += 1) expect(await claim('wall', 's3cret')).toBe(3);
    expect(await claim('wall', 'guess')).toBe('invalid_grant');
    expect([await claim('wall', 'guess'), await claim('wall', 's3cret')]).toEqual(['RATE_LIMITED', 'RATE_LIMITED']);
    expect(await claim('wall', 's3cret', '198.51.100.7')).toBe(3);
    clock.advance({ minutes: 14, seconds: 59 });
    expect(await claim('wall', 's3cret')).toBe('RATE_LIMITED');
    clock.advance({ seconds: 1 });
    expect(await claim('wall', 's3cret')).toBe(3);
  });
});

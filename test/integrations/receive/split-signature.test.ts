import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { aSource, aWorld } from './world.ts';

const alert = JSON.stringify({ eventType: 'ALERT', summary: 'Disk full' });
const right = createHmac('sha256', 's3cret').update(alert).digest('hex');
const source = aSource({ metadata: { signingSecret: 's3cret' } });

describe('a signature of the body', () => {
  it.each([right, `sha256=${right}`, ` sha256=${right} `])(
    'is taken bare or after its name: "%s"',
    async (signature) => {
      const world = aWorld({ source });
      await world.post(alert, { headers: { 'x-tocsin-signature': signature } });
      expect(world.sent).toHaveLength(1);
    },
  );

  it('is not put together of pieces, nor taken with more behind it', async () => {
    const split = `${right.slice(0, 32)}sha256=${right.slice(32)}`;
    for (const signature of [split, `${right}00`, `sha512=${right}`]) {
      const world = aWorld({ source });
      const headers = { 'x-tocsin-signature': signature };
      await expect(world.post(alert, { headers })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
  });
});

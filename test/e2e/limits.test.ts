import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'demo', clock: 'still', limits: true });
});
afterAll(() => cloud?.stop());

const anEvent = { integrationKey: 'demo-key', eventType: 'RESOLVE', summary: 'Nothing', alertKey: 'none' };
const post = async () => (await cloud.api('POST', '/api/events', anEvent, null)).status;

it('takes a thousand events a minute for a key, refuses the others, and takes them again a minute later', async () => {
  const answered: number[] = [];
  while (answered.length < 1010) answered.push(...(await Promise.all(Array.from({ length: 10 }, post))));
  expect(answered.filter((status) => status === 202)).toHaveLength(1000);
  expect(answered.filter((status) => status === 429)).toHaveLength(10);

  await cloud.advance(60);
  expect(await post()).toBe(202);
});

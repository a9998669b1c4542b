import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dayOf } from '../../functions/domain/notification/daily-caps.ts';
import type { Instant } from '../../functions/domain/time.ts';
import { keys } from '../../functions/store/keys.ts';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { aPerson, aPolicy, aSource, lines, newestAlert, post, tenOClock, timeline } from './stage.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud({ clock: 'still', now: tenOClock, limits: true });
});
afterAll(() => cloud?.stop());

/** The usual cap of texts to one person, how many of it are said to have gone out earlier, and what may be under way when it is reached. */
const cap = 300;
const earlier = 260;
const underWay = 16;
const perWindow = 3;

/** As if so many texts had gone to that person since midnight. */
async function countAsSent(userId: number, SMS: number) {
  const { items } = await cloud.control<{ items: object[] }>('GET', 'table');
  const day = dayOf(tenOClock as Instant, userId);
  const count = marshall({ ...keys.dayCount(day), type: 'DAY_COUNT', SMS });
  await cloud.control('PUT', 'table', { items: [...items, count] });
}

it('a page beyond the texts of the day comes by mail at once, says so, and the operators are told', async () => {
  const ada = await aPerson(cloud, {
    firstName: 'Ada',
    phone: '+4915123450001',
    rules: [{ method: 'SMS' }, { method: 'EMAIL', delayMin: 30 }],
  });
  const policy = await aPolicy(cloud, [[ada]], { minutes: 120 });
  await countAsSent(ada.id, earlier);
  const names = Array.from(
    { length: Math.ceil((cap - earlier + underWay) / perWindow) },
    (_, index) => `Source ${index}`,
  );
  for (const name of names) {
    const { integrationKey } = await aSource(cloud, policy, { name });
    const event = (alertKey: number) => ({
      integrationKey,
      eventType: 'ALERT',
      summary: name,
      alertKey: `${alertKey}`,
    });
    const sent = await Promise.all(
      Array.from({ length: perWindow }, (_, key) => cloud.api('POST', '/api/events', event(key), null)),
    );
    expect(sent.map(({ status }) => status)).toEqual([202, 202, 202]);
  }
  await cloud.settle();
  const texts = earlier + (await cloud.outbox()).filter(({ channel }) => channel === 'SMS').length;
  expect(texts).toBeGreaterThanOrEqual(cap);
  expect(texts).toBeLessThanOrEqual(cap + underWay);

  const before = (await cloud.outbox()).at(-1)?.seq ?? 0;
  await post(cloud, await aSource(cloud, policy, { name: 'The last' }));
  expect(lines(await cloud.outbox(before))).toEqual([`EMAIL ${ada.email}`]);
  const entries = await timeline(cloud, (await newestAlert(cloud)).id);
  expect(entries.join('\n')).toContain(
    'failed: the texts that one person may get on one day are used up (option dailyTextsPerUser)',
  );

  await cloud.advance(360);
  const alarms = await cloud.control<{ name: string; since?: string }[]>('GET', 'alarms');
  expect(alarms.find(({ name }) => name === 'tocsin-local-caps-reached')).toHaveProperty('since');
}, 180_000);

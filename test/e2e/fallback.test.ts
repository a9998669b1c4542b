import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { aPerson, aPolicy, aSource, newestAlert, post, tenOClock, timeline } from './stage.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud({ now: tenOClock, clock: 'still', canary: false });
});
afterAll(() => cloud.stop());

/** Seconds from the alert to the first message that reached the person, whichever way it took. */
async function firstReached(phone: string, since: number, startedAt: string): Promise<number> {
  const message = (await cloud.outbox()).find(({ seq, to }) => seq > since && to === phone);
  return message === undefined ? Number.NaN : (Date.parse(message.at) - Date.parse(startedAt)) / 1000;
}

describe('a person who can only be called, while Connect is in trouble', { timeout: 240_000 }, () => {
  it.each(['error', 'throttle', 'error5xx', 'timeout'])('is reached within a minute: %s', async (kind) => {
    const person = await aPerson(cloud, { firstName: `Voice-${kind}`, rules: [{ method: 'VOICE' }] });
    const source = await aSource(cloud, await aPolicy(cloud, [[person]], { minutes: 60 }));
    const startedAt = await cloud.now();
    const since = (await cloud.outbox()).at(-1)?.seq ?? 0;
    await cloud.faults.add({ service: 'connect', action: 'StartOutboundVoiceContact', rate: 1, kind });
    await post(cloud, source);
    await cloud.settle();
    await cloud.advance(90);
    await cloud.faults.clear();
    expect(await firstReached(person.phone, since, startedAt)).toBeLessThanOrEqual(60);
    const { id } = await newestAlert(cloud);
    expect((await timeline(cloud, id)).filter((text) => /skipped/i.test(text))).toEqual([]);
  });
});

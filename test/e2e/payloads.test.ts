import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectedOf, sampledTools, sampleText } from '../integrations/fixtures.ts';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { aPerson, aPolicy, aSource, tenOClock } from './stage.ts';

let cloud: LocalCloud;
let policyId: number;
beforeAll(async () => {
  cloud = await startLocalCloud({ now: tenOClock, clock: 'still' });
  policyId = await aPolicy(cloud, [[await aPerson(cloud, { firstName: 'Ada', rules: [] })]]);
});
afterAll(() => cloud.stop());

const postText = (tool: string, key: string, text: string) =>
  fetch(`${cloud.url}/api/v1/events/${tool}/${key}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: text,
  });

describe.each(sampledTools)('%s over HTTP', (tool) => {
  it('does with every sample what is expected of it', async () => {
    const files = Object.entries(expectedOf(tool));
    for (const [file, expected] of files) {
      const source = await aSource(cloud, policyId, { name: `${tool}/${file}` });
      const answer = await postText(tool, source.integrationKey, sampleText(tool, file));
      expect(answer.status, file).toBe(202);
      await cloud.settle();

      const { body: alerts } = await cloud.api('GET', `/api/alerts?sources=${source.id}`);
      const { body: events } = await cloud.api('GET', `/api/alert-sources/${source.id}/events`);
      expect(events, file).toHaveLength(1);
      if (expected.eventType === 'ALERT') {
        const priority = expected.priority ?? 'HIGH';
        expect(alerts, file).toMatchObject([{ status: 'PENDING', priority }]);
        expect(events[0], file).toMatchObject({ alertId: alerts[0].id });
      } else {
        expect(alerts, file).toEqual([]);
      }
    }
  });
});

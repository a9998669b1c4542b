import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { make } from '../hostile.ts';
import type { Story } from './index.ts';

const integrationKey = 'older-alerts';

/** Where a button stands when it has just come into view, and when what is near it has been drawn. */
const places = (button: Locator): Promise<readonly number[]> =>
  button.evaluate(async (element) => {
    const place = () => Math.round(element.getBoundingClientRect().top);
    const frame = () => new Promise(requestAnimationFrame);
    element.scrollIntoView({ block: 'end' });
    const first = place();
    for (let frames = 0; frames < 3; frames++) await frame();
    return [first, place()];
  });

/** Somebody looks through hundreds of alerts on a phone while more come in. */
export const olderAlerts: Story = {
  name: 'looks through older alerts, and misses none when a burst comes in',
  async run({ cloud, open, person }) {
    const ada = await person('Ada', 'Patient');
    const policy = await make(cloud, 'POST', '/api/escalation-policies', {
      name: 'Patient',
      escalationRules: [{ users: [{ id: ada.id }], escalationTimeout: 15 }],
    });
    const source = { name: 'Storm', integrationType: 'API', integrationKey, escalationPolicy: { id: policy.id } };
    await make(cloud, 'POST', '/api/alert-sources', source);
    await make(cloud, 'POST', '/api/events', { integrationKey, eventType: 'ALERT', summary: 'Disk full' });
    await cloud.settle();
    const { body } = await cloud.api('GET', '/api/alerts?max-results=1');
    const begun = Date.parse('2026-11-01T00:00:00Z');
    const alert = (number: number) => ({
      ...body[0],
      id: number,
      summary: `${number} ${'of a text that goes on and on '.repeat(number % 4)}`,
      reportTime: new Date(begun + number * 1000).toISOString(),
    });
    let newest = 300;

    const page = await open('/', { as: ada.email, viewport: { width: 390, height: 844 } });
    await page.route(/\/api\/alerts\?/, async (route) => {
      const query = new URL(route.request().url()).searchParams;
      const until = Date.parse(query.get('until') ?? '2027-01-01T00:00:00Z');
      const start = Number(query.get('start-index') ?? 0);
      const all = Array.from({ length: newest }, (_, index) => alert(newest - index));
      const found = all.filter(({ reportTime }) => Date.parse(reportTime) < until);
      await route.fulfill({ json: found.slice(start, start + Number(query.get('max-results'))) });
    });
    await page.goto(new URL('/alerts', page.url()).href);
    const rows = page.locator('[data-alert]');
    const shown = () => rows.evaluateAll((all) => all.map((one) => Number(one.getAttribute('data-alert'))));
    const more = page.getByRole('button', { name: 'Show more' });
    await rows.nth(99).waitFor();
    const [first, last] = await places(more);
    expect(last).toBe(first);
    await more.click();
    await rows.nth(199).waitFor();

    newest += 150;
    await rows.nth(349).waitFor();
    expect(await shown()).toEqual(Array.from({ length: 350 }, (_, index) => 450 - index));
  },
};

import { expect } from 'vitest';
import { make } from '../hostile.ts';
import type { Story } from './index.ts';

const integrationKey = 'answer-together';

/** Two people look at Now; one accepts, the other sees who has it; who resolves by mistake takes it back. */
export const answerTogether: Story = {
  name: 'accepts an alert on Now, a colleague sees who has it, and what was resolved by mistake is taken back',
  async run({ cloud, open, person }) {
    const [ada, grace] = [await person('Ada', 'Lovelace'), await person('Grace', 'Hopper')];
    const policy = await make(cloud, 'POST', '/api/escalation-policies', {
      name: 'Both',
      escalationRules: [{ users: [{ id: ada.id }, { id: grace.id }], escalationTimeout: 15 }],
    });
    await make(cloud, 'POST', '/api/alert-sources', {
      name: 'Shop',
      integrationType: 'API',
      integrationKey,
      escalationPolicy: { id: policy.id },
    });
    const [first, second] = [await open('/', { as: ada.email }), await open('/', { as: grace.email })];
    const summary = 'Checkout answers with 502';
    await make(cloud, 'POST', '/api/events', { integrationKey, eventType: 'ALERT', summary });
    const [mine, theirs] = [first, second].map((page) => page.locator('.now-alert', { hasText: summary }));
    if (!mine || !theirs) throw new Error('no pages');
    await theirs.getByText('Pending').waitFor();
    await mine.getByRole('button', { name: 'Accept', exact: true }).click();
    await mine.getByText('You have it').waitFor();
    await theirs.getByText('Ada Lovelace has it').waitFor();

    await second.locator('.now-alert-body', { hasText: summary }).click();
    await second.getByRole('heading', { level: 1, name: summary }).waitFor();
    await second.getByText('Accepted by Ada Lovelace').waitFor();

    // She joins in, by keys alone.
    await second.keyboard.press('Escape');
    await second.getByRole('link', { name: 'Alerts' }).first().click();
    const row = second.locator('.alerts-row', { hasText: summary });
    await row.waitFor();
    await second.keyboard.press('j');
    expect(await row.locator('a').evaluate((link) => link === document.activeElement)).toBe(true);
    await second.keyboard.press('x');
    expect(await row.getByRole('checkbox').isChecked()).toBe(true);
    await second.getByRole('region', { name: '1 selected' }).getByRole('button', { name: 'Accept' }).click();
    await second.getByText('Ada Lovelace has it').waitFor({ state: 'detached' });

    await mine.getByRole('button', { name: 'Resolve' }).click();
    await mine.getByRole('button', { name: 'Undo' }).click();
    await mine.getByText('You have it').waitFor();
    expect((await make(cloud, 'GET', '/api/alerts?states=ACCEPTED'))[0]).toMatchObject({ summary });
    await mine.getByRole('button', { name: 'Resolve' }).click();
    await second.getByText('Resolved', { exact: true }).first().waitFor();
  },
};

import { expect } from 'vitest';
import { make } from '../hostile.ts';
import type { Story } from './index.ts';

/** Somebody connects Alertmanager: finds the tool, names who is told, sends a test event, and sees the alert. */
export const newSource: Story = {
  name: 'connects Alertmanager, sends a test event, sees the alert that it made, and resolves it',
  async run({ cloud, open, person }) {
    const ada = await person('Ada', 'Connects');
    await make(cloud, 'POST', '/api/escalation-policies', {
      name: 'Whoever connects',
      escalationRules: [{ users: [{ id: ada.id }], escalationTimeout: 15 }],
    });
    const page = await open('/configuration/sources', { as: ada.email });
    await page.getByRole('link', { name: 'New source' }).first().click();
    await page.getByRole('searchbox', { name: 'Search tools' }).fill('alertmanager');
    await page.getByRole('link', { name: 'Prometheus Alertmanager' }).click();
    await page.getByLabel('Name').fill('Cluster');
    await page.getByRole('combobox', { name: 'Escalation policy' }).fill('Whoever connects');
    await page.getByRole('option', { name: 'Whoever connects' }).click();
    await page.getByRole('button', { name: 'Create source' }).click();

    await page.getByRole('heading', { level: 1, name: 'Cluster' }).waitFor();
    await page.getByRole('heading', { name: 'Waiting for the first event …' }).waitFor();
    const [source] = (await make(cloud, 'GET', '/api/alert-sources')).filter(
      ({ name }: { name: string }) => name === 'Cluster',
    );
    expect(source).toMatchObject({ integrationType: 'PROMETHEUS', escalationPolicy: { name: 'Whoever connects' } });
    expect(await page.locator('.sources-steps').innerText()).toContain(source.integrationUrl);

    await page.getByRole('button', { name: 'Send a test event' }).click();
    await page.locator('.events-outcome').getByText('New alert').waitFor();
    await page.getByRole('heading', { name: 'Events arrive' }).waitFor();
    const [alert] = await make(cloud, 'GET', `/api/alerts?sources=${source.id}`);
    expect(alert).toMatchObject({ status: 'PENDING', escalationPolicy: { name: 'Whoever connects' } });

    await page.getByRole('link', { name: 'Events', exact: true }).click();
    await page.locator('.events-line', { hasText: alert.summary }).click();
    await page.getByText('"groupKey"').first().waitFor();
    await page.getByRole('link', { name: 'Set up' }).click();
    await page.getByRole('button', { name: 'Send a test event' }).click();
    await page.locator('.events-outcome').getByText('Joined its alert').waitFor();
    await page.getByRole('button', { name: 'Resolve the alert' }).click();
    await page.locator('.events-outcome').getByText('The alert is resolved').waitFor();
    expect(await make(cloud, 'GET', `/api/alerts/${alert.id}`)).toMatchObject({ status: 'RESOLVED' });
  },
};

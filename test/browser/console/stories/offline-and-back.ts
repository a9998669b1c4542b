import { expect } from 'vitest';
import { make } from '../hostile.ts';
import { withWorker, workerOf } from '../push-browser.ts';
import type { Story } from './index.ts';

/** In the lift: the console opens with what it knew last, and goes on when the network is back. */
export const offlineAndBack: Story = {
  name: 'opens the console without a network, and goes on when it is back',
  expected: /ERR_INTERNET_DISCONNECTED|Failed to load resource|401/,
  async run({ cloud, open, person }) {
    const ada = await person('Ada', 'Lift');
    const page = await open('/me', { as: ada.email, ...withWorker });
    await workerOf(page);
    await page.reload();
    await page.getByRole('heading', { name: 'High priority' }).waitFor();
    await page.getByText(ada.email).first().waitFor();

    await page.context().setOffline(true);
    await page.reload();
    await page.getByText(/^Last known state, \d\d:\d\d\. Offline\.$/).waitFor();
    await page.getByText(ada.email).first().waitFor();

    await make(cloud, 'POST', `/api/users/${ada.id}/contacts/emails`, { target: 'lift@example.com' });
    await page.context().setOffline(false);
    await page.getByText(/Last known state/).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Contacts and devices' }).click();
    await page.getByText('lift@example.com', { exact: true }).waitFor();
    expect(await page.title()).toBe('Me · Tocsin');
  },
};

import { expect } from 'vitest';
import type { Story } from './index.ts';

/** A key is made, used, gets a successor, and ends. */
export const keyRotated: Story = {
  name: 'rotates an API key: the former one works on for as long as was said',
  async run({ cloud, open, person }) {
    const ada = await person('Ada', 'Keyholder');
    const page = await open('/me/sign-in', { as: ada.email });
    const works = async (key: string) => (await cloud.api('GET', '/api/users/current', undefined, key)).status;
    const shown = async () => (await page.getByRole('dialog').locator('pre').textContent()) ?? '';

    await page.getByRole('button', { name: 'Create a key' }).click();
    await page.getByLabel('Name').fill('Deploy script');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('It is shown this once').waitFor();
    const first = await shown();
    expect(await works(first)).toBe(200);
    await page.getByRole('button', { name: 'Done' }).click();

    await page.getByRole('button', { name: 'more: Deploy script' }).click();
    await page.getByRole('menuitem', { name: 'Rotate' }).click();
    await page.getByLabel('Hours that the former key works on').fill('0');
    await page.getByRole('button', { name: 'Rotate', exact: true }).click();
    await page.getByText('It is shown this once').waitFor();
    const second = await shown();
    expect(second).not.toBe(first);
    expect([await works(second), await works(first)]).toEqual([200, 403]);
    expect(await page.locator('body').textContent()).not.toContain(first);
  },
};

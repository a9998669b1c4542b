import { expect } from 'vitest';
import { sessionOf } from '../session.ts';
import type { Story } from './index.ts';

/** Somebody ends at home what is still open in the office. */
export const sessionEnded: Story = {
  name: 'ends a session elsewhere, and is told there, with what was written still there',
  expected: /401/,
  async run({ cloud, url, open, person }) {
    const ada = await person('Ada', 'Elsewhere');
    const office = await open('/me/profile', { as: ada.email });
    await office.getByLabel('Position').fill('On the way home');

    const home = await open('/', { as: null });
    await home.context().addCookies([{ ...(await sessionOf(cloud, ada.email)), url }]);
    await home.goto(`${url}/me/sign-in`);
    await home.getByText('here', { exact: true }).waitFor();
    await home.getByRole('button', { name: /^End: / }).click();
    await home.getByRole('button', { name: /^End: / }).waitFor({ state: 'detached' });

    await office.getByRole('button', { name: 'Save' }).click();
    await office.getByRole('heading', { name: 'You have been signed out' }).waitFor();
    await office.getByRole('button', { name: 'Look at this screen' }).click();
    expect(await office.getByLabel('Position').inputValue()).toBe('On the way home');
  },
};

import { expect } from 'vitest';
import { sessionOf } from '../session.ts';
import type { Story } from './index.ts';

/** Somebody ends at home what is still open in the office, and signs out there, too. */
export const sessionEnded: Story = {
  name: 'ends a session elsewhere, and is told there, with what was written still there; and signs out',
  expected: /401/,
  async run({ cloud, url, open, person }) {
    const ada = await person('Ada', 'Elsewhere');
    const office = await open('/me/profile', { as: ada.email });
    await office.getByLabel('Position').fill('On the way home');

    // Not the console, which would still be on its way to this page when she is signed in.
    const home = await open('/auth/login', { as: null });
    await home.context().addCookies([{ ...(await sessionOf(cloud, ada.email)), url }]);
    await home.goto(`${url}/me/sign-in`);
    await home.getByText('here', { exact: true }).waitFor();
    await home.getByRole('button', { name: /^End: / }).click();
    await home.getByRole('button', { name: /^End: / }).waitFor({ state: 'detached' });

    await office.getByRole('button', { name: 'Save' }).click();
    await office.getByRole('heading', { name: 'You have been signed out' }).waitFor();
    await office.getByRole('button', { name: 'Look at this screen' }).click();
    expect(await office.getByLabel('Position').inputValue()).toBe('On the way home');

    // At home she signs out herself: nothing that was kept for her is there for who signs in next.
    const kept = () => home.evaluate(async () => (await caches.keys()).includes('tocsin-kept'));
    await home.evaluate(async () => (await caches.open('tocsin-kept')).put('/api/alerts', new Response('[]')));
    expect(await kept()).toBe(true);
    await home.getByRole('button', { name: 'Sign out here', exact: true }).click();
    await home.waitForURL('**/auth/login*');
    expect(await kept()).toBe(false);
    await home.goto(`${url}/me/sign-in`);
    await home.waitForURL('**/auth/login?to=%2Fme%2Fsign-in');
  },
};

import { expect } from 'vitest';
import { make } from '../hostile.ts';
import type { Story } from './index.ts';

/** An administrator invites a colleague and gives them a team; leaving a half-written form is asked about. */
export const invite: Story = {
  name: 'invites a colleague into a team, and is asked before what was written is lost',
  expected: /400/,
  async run({ cloud, open }) {
    await make(cloud, 'POST', '/api/teams', { name: 'Night watch' });
    const page = await open('/configuration/users');
    await page.getByRole('link', { name: 'Invite somebody' }).click();
    await page.getByLabel('First name').fill('Katherine');
    await page.getByLabel('Last name').fill('Johnson');

    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Alerts' }).click();
    await page.getByRole('dialog').getByText('not saved yet').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();

    await page.getByRole('button', { name: 'Save' }).click();
    const email = page.getByLabel('E-mail address');
    await expect.poll(() => email.getAttribute('aria-invalid')).toBe('true');
    await email.fill('katherine@example.com');

    const teams = page.getByRole('combobox', { name: 'Teams' });
    await teams.fill('night');
    await page.getByRole('option', { name: 'Night watch' }).waitFor();
    await teams.press('Enter');
    await page.getByRole('button', { name: 'Remove Night watch' }).waitFor();
    await teams.press('Escape');
    await page.getByRole('button', { name: 'Save' }).click();

    await page.getByRole('heading', { level: 1, name: 'Katherine Johnson' }).waitFor();
    await page.getByText('Invited').first().waitFor();
    await page.goto(new URL('/configuration/teams', page.url()).href);
    await page.getByRole('link', { name: /Night watch/ }).click();
    await page.getByRole('link', { name: 'Katherine Johnson' }).waitFor();
    const mails = await cloud.outbox();
    expect(mails.some(({ to, text }) => to === 'katherine@example.com' && /invit/i.test(text))).toBe(true);
  },
};

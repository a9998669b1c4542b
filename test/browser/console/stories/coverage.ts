import { expect } from 'vitest';
import { make } from '../hostile.ts';
import type { Story } from './index.ts';

const dayLength = 24 * 3_600_000;
const inDays = (days: number): string => new Date(Date.now() + days * dayLength).toISOString().slice(0, 10);

/** Somebody asks a colleague to take their shift; the colleague accepts, and both see that they are on call. */
export const coverage: Story = {
  name: 'asks a colleague for coverage, who accepts',
  async run({ cloud, open, person }) {
    const [kay, lin] = [await person('Kay', 'McNulty'), await person('Lin', 'Clark')];
    const schedule = await make(cloud, 'POST', '/api/schedules', {
      name: 'Billing desk',
      timezone: 'UTC',
      type: 'STATIC',
      shifts: [{ user: { id: kay.id }, start: `${inDays(2)}T09:00`, end: `${inDays(3)}T09:00` }],
    });
    const asking = await open('/on-call', { as: kay.email });
    await asking.getByRole('link', { name: 'Ask a colleague' }).click();
    const dialog = asking.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Colleague' }).fill('Lin');
    await dialog.getByRole('option', { name: /Lin Clark/ }).click();
    await dialog.getByRole('checkbox', { name: /Billing desk/ }).check();
    await dialog.getByRole('textbox', { name: /Message/ }).fill('My sister marries.');
    await dialog.getByRole('button', { name: 'Ask', exact: true }).click();
    await asking.getByText(/You have asked .Lin Clark. to take/).waitFor();

    const asked = await open('/on-call/coverage', { as: lin.email });
    await asked.getByText('My sister marries.').waitFor();
    await asked.getByRole('button', { name: 'Accept' }).click();
    await asked.getByText('Accepted: you are on call for these shifts').waitFor();
    await asked.getByRole('heading', { name: 'Answered' }).waitFor();

    const shifts = await make(cloud, 'GET', `/api/schedules/${schedule.id}/shifts`);
    expect(shifts.map(({ user }: { user: { id: number } }) => user.id)).toEqual([lin.id]);
    await asking.reload();
    await asking.getByText('accepted', { exact: true }).waitFor();
  },
};

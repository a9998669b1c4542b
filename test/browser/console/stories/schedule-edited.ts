import { expect } from 'vitest';
import { make } from '../hostile.ts';
import type { Story } from './index.ts';

/** Somebody swaps two people, sees what that changes, and is told that somebody else has saved meanwhile. */
export const scheduleEdited: Story = {
  name: 'swaps people of a schedule, sees what changes, and is told of a change meanwhile',
  expected: /412/,
  async run({ cloud, open, person }) {
    const [nan, ora] = [await person('Nan', 'Bell'), await person('Ora', 'Dunn')];
    const wanted = (name: string, users = [{ id: nan.id }, { id: ora.id }]) => ({
      name,
      timezone: 'UTC',
      type: 'RECURRING',
      scheduleLayers: [{ startsOn: '2026-01-05T09:00', rotation: 'P1D', users }],
    });
    const { id } = await make(cloud, 'POST', '/api/schedules', wanted('Storage'));
    const page = await open(`/on-call/schedules/${id}/edit`, { as: nan.email });
    await page.getByText('Nothing changes in this time.').waitFor();
    await page.getByRole('button', { name: 'Move Nan Bell down' }).click();
    await page
      .getByText(/Ora Dunn. instead of .Nan Bell/)
      .first()
      .waitFor();

    await make(cloud, 'PUT', `/api/schedules/${id}`, wanted('Storage and backups'));
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Somebody has changed this meanwhile').waitFor();
    await page.getByRole('button', { name: 'What differs' }).click();
    await page.getByText('Storage and backups').first().waitFor();
    await page.getByRole('button', { name: 'Overwrite with mine' }).click();
    await page.getByText('“Storage” is saved').waitFor();
    const saved = await make(cloud, 'GET', `/api/schedules/${id}?include=scheduleLayers`);
    expect(saved.name).toBe('Storage');
    expect(saved.scheduleLayers[0].users.map((user: { id: number }) => user.id)).toEqual([ora.id, nan.id]);
  },
};

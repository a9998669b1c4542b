import { expect } from 'vitest';
import { make } from '../hostile.ts';
import type { Story } from './index.ts';

/** Who is on call has a concert tomorrow night: a colleague stands in, and finds it among their shifts. */
export const overrideTomorrow: Story = {
  name: 'lets a colleague stand in tomorrow night, and takes it back',
  async run({ cloud, open, person }) {
    const [ida, jo] = [await person('Ida', 'Rhodes'), await person('Jo', 'Marsh')];
    const schedule = await make(cloud, 'POST', '/api/schedules', {
      name: 'Night watch',
      timezone: 'Europe/Berlin',
      type: 'RECURRING',
      scheduleLayers: [{ startsOn: '2026-01-05T09:00', rotation: 'P52W', users: [{ id: ida.id }] }],
    });
    const page = await open('/on-call/calendar', { as: ida.email });
    await page.getByRole('link', { name: 'Night watch' }).click();
    await page.locator('.lead').getByText('Ida Rhodes').waitFor();

    await page.getByRole('button', { name: 'Override' }).first().click();
    await page.getByRole('combobox', { name: 'Who stands in' }).fill('Jo M');
    await page.getByRole('option', { name: /Jo Marsh/ }).click();
    await page.getByRole('button', { name: 'Tomorrow night' }).click();
    await page.locator('.on-call-replaced').getByText('Ida Rhodes').waitFor();
    await page.getByRole('button', { name: 'Put on call' }).click();
    await page.getByText(/Jo Marsh is on call/).waitFor();
    const shift = page.locator('.on-call-lane.final').getByRole('button', { name: /^Jo Marsh .* Override$/ });
    await shift.waitFor();

    const [override] = await make(cloud, 'GET', `/api/schedules/${schedule.id}/overrides`);
    expect(override.user.id).toBe(jo.id);
    expect(new Date(override.start).toISOString()).toMatch(/T18:00:00/);
    expect(Date.parse(override.end) - Date.parse(override.start)).toBe(14 * 3_600_000);

    const theirs = await open('/on-call', { as: jo.email });
    await theirs.getByRole('link', { name: /Night watch · Override/ }).waitFor();

    await shift.click();
    await page.getByRole('button', { name: 'Delete override' }).click();
    await page.getByText('The override is deleted').waitFor();
    await shift.waitFor({ state: 'detached' });
    expect(await make(cloud, 'GET', `/api/schedules/${schedule.id}/overrides`)).toEqual([]);
  },
};

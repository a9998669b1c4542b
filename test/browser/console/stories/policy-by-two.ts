import { expect } from 'vitest';
import { make } from '../hostile.ts';
import type { Story } from './index.ts';

/** Two people edit a policy at once: the second to save is told who was first, sees what differs, and says which edition counts. */
export const policyByTwo: Story = {
  name: 'edits a policy that a colleague edits too: the second is told, sees what differs, and decides',
  expected: /412/,
  async run({ cloud, open, person }) {
    const [ada, grace] = [await person('Ada', 'Edits'), await person('Grace', 'Edits', { role: 'ADMIN' })];
    const { id } = await make(cloud, 'POST', '/api/escalation-policies', {
      name: 'Edited by two',
      escalationRules: [
        { users: [{ id: ada.id }], escalationTimeout: 5 },
        { users: [{ id: grace.id }], escalationTimeout: 10 },
      ],
    });
    const path = `/configuration/policies/${id}`;
    const stored = () => make(cloud, 'GET', `/api/escalation-policies/${id}`);
    const [first, second] = [await open(path, { as: ada.email }), await open(path, { as: grace.email })];
    if (!first || !second) throw new Error('no pages');

    // Grace tells herself first; who would be told is shown before anything is saved.
    await second.locator('.policies-told', { hasText: 'Ada Edits' }).first().waitFor();
    await second.getByRole('button', { name: 'Move Level 2 up' }).click();
    await second.locator('.policies-forecast > li').first().getByText('Grace Edits').waitFor();

    await first.getByLabel('Minutes until the next level').fill('7');
    await first.getByRole('button', { name: 'Save' }).click();
    await first.getByText('Saved', { exact: true }).waitFor();

    await second.getByRole('button', { name: 'Save' }).click();
    const dialog = second.getByRole('dialog');
    await dialog.getByText('Ada Edits has saved this policy').waitFor();
    await dialog.getByText('Level 1: Ada Edits · 7 min').waitFor();
    await dialog.getByText('Level 1: Grace Edits · 10 min').waitFor();
    expect((await stored()).escalationRules[0]).toMatchObject({ escalationTimeout: 7, users: [{ id: ada.id }] });

    await dialog.getByRole('button', { name: 'Save mine over it' }).click();
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(async () => (await stored()).escalationRules[0].users[0].id).toBe(grace.id);

    // The other way round: Ada changes the name, and takes over what Grace has saved meanwhile.
    await first.getByRole('textbox', { name: 'Name' }).fill('Another name');
    await first.getByRole('button', { name: 'Save' }).click();
    await first.getByRole('dialog').getByRole('button', { name: 'Take theirs' }).click();
    await expect.poll(() => first.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Edited by two');
    // At once, and not when the screen asks again, a quarter of a minute later.
    await first.locator('.policies-level').first().getByText('Grace Edits').waitFor({ timeout: 8_000 });
    expect(await stored()).toMatchObject({ name: 'Edited by two' });
  },
};

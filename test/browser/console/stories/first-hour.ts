import { expect } from 'vitest';
import type { Story } from './index.ts';

const number = '+4915123459901';

/** Somebody new comes to an account in which nothing wakes them, and has answered a real alert by text before the hour is over. */
export const firstHour: Story = {
  name: 'has a first hour: a phone, rules, a policy, a source, a test alert that really texts, and an answer by text',
  async run({ cloud, open, person }) {
    const { email } = await person('Rosa', 'Neumann');
    const now = await open('/', { as: email });
    await now.getByRole('link', { name: 'Go on' }).click();
    const step = (name: string) => now.locator('.first-hour > li', { hasText: name });

    await now.getByLabel('Mobile number').fill(number);
    await now.getByLabel('Country').fill('DE');
    await now.getByRole('button', { name: 'Add the phone' }).click();
    const { text: codeText } = await messageTo(number, /\b\d{6}\b/);
    await now.getByLabel('Code', { exact: true }).fill(/\b\d{6}\b/.exec(codeText)?.[0] ?? '');
    await now.getByRole('button', { name: 'Verify' }).click();

    await now.getByRole('button', { name: 'Use these rules' }).click();
    await step('How you are woken').getByText('At once: text').waitFor();
    await now.getByRole('button', { name: 'Make the policy' }).click();
    await now.getByLabel('Tool').waitFor();
    await now.getByLabel('Name').fill('Rosa’s scripts');
    await now.getByRole('button', { name: 'Make the source' }).click();
    await step('Where alerts come from').getByText('Rosa’s scripts').waitFor();

    await now.reload();
    await step('A way to wake you').getByText(number).waitFor();
    await now.getByRole('button', { name: 'Send the test alert' }).click();
    const page = await messageTo(number, /Test alert/);
    await step('Your answer').getByText(number).first().waitFor();
    await cloud.reply(page.id, { text: 'A' });
    await now.getByRole('heading', { name: 'Tocsin wakes you' }).waitFor();
    expect(await step('Your answer').textContent()).toContain('Accepted by Rosa Neumann.');
    await now.goto(new URL('/', now.url()).href);
    await now.getByRole('heading', { level: 1, name: 'Now' }).waitFor();
    expect(await now.getByText('has not woken anybody').count()).toBe(0);

    async function messageTo(to: string, pattern: RegExp) {
      for (let attempt = 0; attempt < 150; attempt += 1) {
        const found = (await cloud.outbox()).find((message) => message.to === to && pattern.test(message.text));
        if (found !== undefined) return found;
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      throw new Error(`no text to ${to} says ${pattern}`);
    }
  },
};

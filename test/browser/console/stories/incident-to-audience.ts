import { expect } from 'vitest';
import type { LocalCloud } from '../../../support/local-cloud.ts';
import { aPageBrowser } from '../../../support/page-browser.ts';
import { make } from '../hostile.ts';
import type { Story } from './index.ts';

/** What somebody reads on a page's own host, where they sign in by the link that is sent to them. */
async function readAs(cloud: LocalCloud, host: string, email: string): Promise<string> {
  const visitor = aPageBrowser(cloud.url, host);
  const since = (await cloud.outbox()).at(-1)?.seq ?? 0;
  await visitor.post('/auth/email', { email, to: '/' });
  await cloud.settle();
  const mail = (await cloud.outbox(since)).find(({ to, text }) => to === email && text.includes('/auth/link/'));
  const link = new URL(/https?:\S+\/auth\/link\/\S+/.exec(mail?.text ?? '')?.[0] ?? 'http://none');
  await visitor.get(link.pathname);
  await visitor.post(link.pathname, undefined);
  return (await visitor.follow('/')).body;
}

/** A page that shows each customer what concerns them: who sees what is ticked, an incident is written, one customer reads it. */
export const incidentToAudience: Story = {
  name: 'publishes an incident to an audience page: the customer of that audience reads it, another one does not',
  async run({ cloud, open, person }) {
    const customer = { role: 'STAKEHOLDER' };
    const [carol, dan] = [await person('Carol', 'Acme', customer), await person('Dan', 'Globex', customer)];
    const teamOf = (name: string, { id }: { id: number }) =>
      make(cloud, 'POST', '/api/teams', {
        name,
        visibility: 'PRIVATE',
        members: [{ user: { id }, role: 'STAKEHOLDER' }],
      });
    await teamOf('Acme', carol);
    await teamOf('Globex', dan);
    const vault = await make(cloud, 'POST', '/api/services', { name: 'Vault' });
    const mill = await make(cloud, 'POST', '/api/services', { name: 'Mill' });
    const page = await make(cloud, 'POST', '/api/status-pages', {
      name: 'For customers',
      subdomain: 'for-customers',
      visibility: 'PRIVATE',
      audienceSpecific: true,
      services: [{ id: vault.id }, { id: mill.id }],
    });
    await make(cloud, 'PUT', `/api/status-pages/${page.id}/activate`);

    const matrix = await open(`/communication/status-pages/${page.id}/audiences`);
    await matrix.getByRole('checkbox', { name: 'Acme sees Vault' }).check();
    await matrix.getByRole('checkbox', { name: 'Globex sees Mill' }).check();
    await expect
      .poll(async () => {
        const all: { team: { name: string }; services: { name: string; visible: boolean }[] }[] = await make(
          cloud,
          'GET',
          `/api/status-pages/${page.id}/audiences`,
        );
        return all.flatMap(({ team, services }) =>
          services.filter(({ visible }) => visible).map(({ name }) => `${team.name} ${name}`),
        );
      })
      .toEqual(expect.arrayContaining(['Acme Vault', 'Globex Mill']));

    await matrix.goto(new URL('/communication/incidents/new', matrix.url()).href);
    await matrix.getByRole('combobox', { name: 'Affected services' }).fill('Vault');
    await matrix.getByRole('option', { name: 'Vault' }).click();
    await matrix.getByRole('textbox', { name: 'Summary' }).fill('The vault does not open');
    await matrix.getByRole('textbox', { name: 'Message' }).fill('We are **looking for the key**.');
    await matrix.getByText('Shown on 1 status page').waitFor();
    await matrix.getByRole('button', { name: /^Publish/ }).click();
    await matrix.getByRole('heading', { level: 1, name: 'The vault does not open' }).waitFor();
    expect(await matrix.getByText('looking for the key').innerHTML()).toBe('looking for the key');
    await cloud.settle();

    const { host } = new URL(page.url);
    const [hers, his] = [await readAs(cloud, host, carol.email), await readAs(cloud, host, dan.email)];
    expect([hers.includes('The vault does not open'), hers.includes('Vault'), hers.includes('Mill')]).toEqual([
      true,
      true,
      false,
    ]);
    expect([his.includes('The vault does not open'), his.includes('Vault'), his.includes('Mill')]).toEqual([
      false,
      false,
      true,
    ]);
  },
};

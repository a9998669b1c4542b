import { describe, expect, it } from 'vitest';
import type { IncidentTemplate } from '../../../functions/domain/incident/incident-template.ts';
import { type Occasion, wordsFrom } from '../../../functions/usecases/incident/words.ts';
import { maintenanceFrom } from '../../../functions/usecases/maintenance/from-input.ts';
import { anAlert, aService, tenOClock } from '../../support/factories.ts';
import { aTeam } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

const template = (facts: Partial<IncidentTemplate>): IncidentTemplate => ({
  ...{ id: 1, version: 0, name: 'Outage', sendNotification: true, teams: [] },
  ...{ createdAt: tenOClock, updatedAt: tenOClock },
  ...facts,
});
const shop = aService(11, { name: 'Shop', description: 'Sells', teams: [70, 71] });
const search = aService(12, { name: 'Search', status: 'DEGRADED', teams: [70] });

async function said(facts: Partial<IncidentTemplate>, occasion: Partial<Occasion> = {}) {
  const { ctx, store } = await aWorld({ teams: [aTeam([1], { id: 70 }), aTeam([2], { id: 71 })] });
  for (const service of [shop, search]) await store.services.create(service);
  return wordsFrom(ctx, template(facts), { services: [shop, search], ...occasion });
}

describe('what a template says', () => {
  it.each<[string, Partial<Occasion>, string]>([
    ['{{serviceId}}', {}, '11, 12'],
    ['{{ serviceName }}', {}, 'Shop, Search'],
    ['{{serviceDescription}}', {}, 'Sells'],
    ['{{serviceStatus}}', {}, ''],
    ['{{serviceStatus}}', { status: 'MAJOR_OUTAGE' }, 'MAJOR_OUTAGE'],
    ['{{serviceStatusOld}}', {}, 'OPERATIONAL, DEGRADED'],
    ['{{serviceStatusOld}}', { services: [shop, { ...shop, id: 13 }] }, 'OPERATIONAL'],
    ['{{alertId}} {{alertSummary}} {{alertDetails}}', {}, '  '],
    ['{{alertId}} {{alertSummary}}', { alert: anAlert() }, `700 ${anAlert().summary}`],
    ['{{alertDetails}}', { alert: anAlert({ details: 'On db-1' }) }, 'On db-1'],
    ['{{alertStatus}} {{alertPriority}}', { alert: anAlert() }, `${anAlert().status} ${anAlert().priority}`],
    ['{{alertSourceId}} {{alertSourceName}}', { alert: anAlert() }, `800 ${anAlert().source.name}`],
    ['{{escalationPolicyId}}', { alert: anAlert() }, '900'],
    ['{{escalationPolicyName}}', { alert: anAlert({ policy: undefined }) }, ''],
    ['{{nothing}}', {}, '{{nothing}}'],
  ])('in place of %s, of %j', async (message, occasion, expected) => {
    expect(await said({ message: `:${message}` }, occasion)).toEqual({ summary: 'Outage', message: `:${expected}` });
  });

  it('names the teams of the services, each once', async () => {
    const { message = '' } = await said({ message: '{{teamNames}}' });
    expect(message.split(', ')).toHaveLength(2);
  });

  it.each([
    ['{{teamNames}}', 'Platform'],
    ['{{serviceStatusOld}}', 'UNDER_MAINTENANCE'],
  ])(
    'reads for %s what it needs, also where the summary alone names it, and nothing for what nobody names',
    async (summary, expected) => {
      const { as, ctx, store } = await aWorld({ teams: [aTeam([1], { id: 70 })] });
      const services = [await store.services.create({ ...shop, teams: [70] })];
      const times = { timezone: 'UTC', start: '2026-11-21T09:00', end: '2026-11-21T11:00' };
      await store.maintenance.create(
        await maintenanceFrom(as(1), { ...times, summary: 'Disks', services: [{ id: 11 }] }),
      );
      expect(await wordsFrom(ctx, template({ summary }), { services })).toEqual({ summary: expected });
      const nothingIsRead = { ...ctx, store: {} as typeof ctx.store };
      const plain = template({ summary: 'Of {{serviceName}}' });
      expect(await wordsFrom(nothingIsRead, plain, { services })).toEqual({ summary: 'Of Shop' });
    },
  );

  it('is called as it is itself where it says no summary, and has no message where it says none', async () => {
    expect(await said({})).toEqual({ summary: 'Outage' });
    expect(await said({ summary: ' {{serviceStatus}} ', message: '{{serviceStatus}}' })).toEqual({ summary: 'Outage' });
    expect(await said({ summary: 'Of {{serviceName}}' })).toEqual({ summary: 'Of Shop, Search' });
  });

  it('has room for so much', async () => {
    const fits = { summary: 'x'.repeat(500), message: 'y'.repeat(20_000) };
    expect(await said(fits)).toEqual(fits);
    const more = await said({ summary: 'x'.repeat(501), message: 'y'.repeat(20_001) });
    expect(more).toEqual({ summary: `${'x'.repeat(499)}…`, message: fits.message });
    expect((await said({ name: 'n'.repeat(501) })).summary).toHaveLength(500);
    expect((await said({ message: `${'y'.repeat(19_999)}😀` })).message).toBe(`${'y'.repeat(19_999)}\uFFFD`);
  });
});

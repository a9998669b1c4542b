import type { LocalCloud } from '../../../support/local-cloud.ts';
import { make } from '../hostile.ts';
import { seedIncidents } from './incidents.ts';
import type { People } from './people.ts';
import { hoursBefore } from './time.ts';

/** What is told to whom: services with a past, incidents, pages and metrics. */
export interface Communication {
  readonly service: number;
  readonly incident: number;
  readonly page: number;
  readonly audiencePage: number;
}

/** Status, how many hours ago it began, how long it lasted. */
type Outage = readonly [status: string, hoursAgo: number, hours: number];

export async function seedCommunication(cloud: LocalCloud, people: People): Promise<Communication> {
  const post = (path: string, body: unknown) => make(cloud, 'POST', `/api${path}`, body);
  const now = await cloud.now();
  const ago = (hours: number) => hoursBefore(now, hours);
  const { platform, payments, storefront } = people;

  const service = async (name: string, alias: string, team: object, outages: readonly Outage[]) => {
    const { id } = await post('/services', { name, alias, teams: [team] });
    for (const [status, from, length] of outages)
      await post('/service-outages/overrides', {
        service: { id },
        status,
        from: ago(from),
        until: ago(from - length),
      });
    return { id: id as number };
  };
  const checkout = await service('Checkout', 'Paying at the end of an order', payments, [
    ['DEGRADED', 2400, 1],
    ['MAJOR_OUTAGE', 1310, 2],
    ['DEGRADED', 620, 5],
    ['PARTIAL_OUTAGE', 190, 1],
  ]);
  const cards = await service('Card payments', 'Visa, Mastercard, American Express', payments, [
    ['DEGRADED', 2400, 1],
    ['PARTIAL_OUTAGE', 1309, 3],
    ['DEGRADED', 75, 4],
  ]);
  const search = await service('Search', 'Finding products by words', storefront, [
    ['DEGRADED', 2400, 1],
    ['DEGRADED', 900, 8],
  ]);
  const catalogue = await service('Product catalogue', 'Pages of products and their pictures', storefront, [
    ['DEGRADED', 2400, 1],
  ]);
  const accounts = await service('Accounts', 'Signing in, orders, returns', platform, [
    ['DEGRADED', 2400, 1],
    ['UNDER_MAINTENANCE', 400, 2],
  ]);
  const delivery = await service('Delivery tracking', 'Where a parcel is', platform, [
    ['DEGRADED', 2400, 1],
    ['PARTIAL_OUTAGE', 1600, 6],
  ]);
  await post(`/services/${checkout.id}/dependencies`, { service: cards, type: 'HARD' });
  await post(`/services/${checkout.id}/dependencies`, { service: accounts, type: 'SOFT' });

  const metrics = [
    await metric('Time to answer of the checkout', 'ms', (at) => 180 + 60 * Math.sin(at / 9) + ((at * 7919) % 45)),
    await metric('Orders per minute', '', (at) => 62 + 24 * Math.sin(at / 14 - 1) + ((at * 104729) % 9)),
  ];
  async function metric(name: string, unitLabel: string, valueAt: (at: number) => number) {
    const { id, integrationKey } = await post('/metrics', {
      name,
      unitLabel,
      aggregationType: 'AVG',
      displayType: 'GRAPH',
      teams: [payments],
    });
    const end = Math.floor(Date.parse(now) / 1000);
    await post(`/series/${integrationKey}`, {
      series: Array.from({ length: 96 }, (_, at) => ({
        timestamp: end - at * 900,
        value: Math.round(valueAt(at) * 10) / 10,
      })),
    });
    return { id: id as number };
  }

  const services = [checkout, cards, search, catalogue, accounts, delivery];
  const page = await post('/status-pages', {
    name: 'Nordwind',
    subdomain: 'nordwind',
    visibility: 'PUBLIC',
    pageTitle: 'Nordwind: is the shop all right?',
    showSubscribeAction: true,
    services,
    metrics,
  });
  const group = await post(`/status-pages/${page.id}/groups`, { name: 'Buying' });
  const other = await post(`/status-pages/${page.id}/groups`, { name: 'After the order' });
  const inGroup = (id: number, children: readonly { readonly id: number }[]) => ({
    id,
    type: 'GROUP',
    options: ['expand'],
    children: children.map((one) => ({ id: one.id, type: 'SERVICE' })),
  });
  await make(cloud, 'PUT', `/api/status-pages/${page.id}`, {
    ...page,
    structure: {
      elements: [inGroup(group.id, [search, catalogue, checkout, cards]), inGroup(other.id, [accounts, delivery])],
    },
  });
  await make(cloud, 'PUT', `/api/status-pages/${page.id}/activate`);
  await post(
    `/status-pages/${page.id}/subscribers_bulk?import=true`,
    ['ops@bergfreunde.example', 'support@alpenshop.example', 'it@fjaell.example'].map((target) => ({
      target,
      type: 'EMAIL',
      services: [checkout.id],
    })),
  );

  for (const name of ['Alpenshop', 'Bergfreunde', 'Fjäll & Friends'])
    await post('/teams', { name, members: [{ user: people.nia, role: 'ADMIN' }] });
  const partners = await post('/status-pages', {
    name: 'Nordwind for partners',
    subdomain: 'nordwind-partners',
    visibility: 'PRIVATE',
    audienceSpecific: true,
    services,
    metrics,
  });
  const audiences = await make(cloud, 'GET', `/api/status-pages/${partners.id}/audiences`);
  for (const [place, { team }] of audiences.entries())
    await make(cloud, 'PUT', `/api/status-pages/${partners.id}/audiences/${team.id}`, {
      services: services.filter((_, column) => (column * (place + 2)) % 3 !== 1).map(({ id }) => id),
      metrics: place % 2 === 0 ? metrics.map(({ id }) => id) : [],
    });
  const incident = await seedIncidents(cloud, { checkout, cards, search });
  return { service: checkout.id, incident, page: page.id, audiencePage: partners.id };
}

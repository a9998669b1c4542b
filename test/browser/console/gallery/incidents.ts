import type { LocalCloud } from '../../../support/local-cloud.ts';
import { make } from '../hostile.ts';

type Service = { readonly id: number };

/** Templates, an incident of the past, and one that is open and was told to subscribers. Answers the open one. */
export async function seedIncidents(
  cloud: LocalCloud,
  { checkout, cards, search }: Readonly<Record<'checkout' | 'cards' | 'search', Service>>,
): Promise<number> {
  const post = (path: string, body: unknown) => make(cloud, 'POST', `/api${path}`, body);
  await post('/incident-templates', {
    name: 'A provider is slow',
    summary: 'Slow answers of {{serviceName}}',
    status: 'INVESTIGATING',
    message: 'We see slow answers of {{serviceName}} and are looking for the cause. Next update within 30 minutes.',
  });
  await post('/incident-templates', {
    name: 'Planned work',
    summary: 'Planned work on {{serviceName}}',
    status: 'INVESTIGATING',
    message: 'We work on {{serviceName}} as announced.',
  });

  const past = await post('/incidents', {
    summary: 'Search results are incomplete',
    status: 'INVESTIGATING',
    message: 'Some products are missing in search results. Categories show all of them.',
    sendNotification: false,
    affectedServices: [{ impact: 'DEGRADED', service: search }],
  });
  await cloud.advance(40 * 60);
  await make(cloud, 'PUT', `/api/incidents/${past.id}`, {
    ...past,
    status: 'RESOLVED',
    message: 'The index is complete again.',
  });
  const incident = await post('/incidents', {
    summary: 'Card payments are slow, some are declined',
    status: 'INVESTIGATING',
    message:
      'About one in twelve payments by card takes longer than a minute or is declined. Payments by invoice and PayPal are **not** affected.',
    sendNotification: true,
    affectedServices: [
      { impact: 'PARTIAL_OUTAGE', service: cards },
      { impact: 'DEGRADED', service: checkout },
    ],
  });
  await cloud.advance(24 * 60);
  await make(cloud, 'PUT', `/api/incidents/${incident.id}`, {
    ...incident,
    status: 'IDENTIFIED',
    sendNotification: true,
    message: 'The card processor confirms a fault in one of its regions. We are moving traffic to another one.',
  });
  await cloud.settle();
  return incident.id;
}

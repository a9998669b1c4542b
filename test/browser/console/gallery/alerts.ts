import type { LocalCloud } from '../../../support/local-cloud.ts';
import { make } from '../hostile.ts';
import { keys } from './alerting.ts';

/** A morning: what was resolved, what a colleague has, what waits for whoever looks. Answers the alert that is worth a look. */
export async function seedAlerts(cloud: LocalCloud): Promise<number> {
  const send = async (integrationKey: string, alertKey: string, summary: string, more: object = {}) => {
    await make(cloud, 'POST', '/api/events', { integrationKey, eventType: 'ALERT', alertKey, summary, ...more });
    await cloud.advance(3 * 60);
  };
  const resolve = (integrationKey: string, alertKey: string) =>
    make(cloud, 'POST', '/api/events', { integrationKey, eventType: 'RESOLVE', alertKey });

  await send(keys.backups, 'orders', 'Nightly backup of orders took 94 minutes', { priority: 'LOW' });
  await send(keys.prometheus, 'cert', 'The certificate of img.nordwind.example ends in 9 days', { priority: 'LOW' });
  await send(keys.prometheus, 'node', 'node-eu-7 does not answer', { labels: { node: 'node-eu-7', rack: 'B4' } });
  await resolve(keys.prometheus, 'node');
  await send(keys.storefront, 'images', 'Pictures of products load slowly in Norway');
  await resolve(keys.storefront, 'images');
  await send(keys.prometheus, 'queue', 'The queue of outgoing mail grows: 12,400 wait', {
    labels: { queue: 'mail-out', environment: 'production' },
  });
  await send(keys.prometheus, 'replica', 'The replica of the orders database is 48 seconds behind', {
    labels: { database: 'orders', environment: 'production' },
  });
  const pipeline = await make(cloud, 'POST', '/api/deployment-pipelines', {
    name: 'Checkout service',
    integrationType: 'API',
  });
  await make(cloud, 'POST', '/api/deployment-events', {
    integrationKey: pipeline.integrationKey,
    summary: 'checkout 4.18.0 is in production',
    userEmail: 'priya.raman@example.com',
    links: [{ href: 'https://ci.example.com/builds/4180', text: 'Build 4180' }],
    customDetails: { environment: 'production', commit: '9f2c1ab' },
  });
  await cloud.advance(4 * 60);
  await send(keys.payments, 'cards', 'One in twelve card payments is declined', {
    details:
      'The share of declined payments by card is 8.3 % (usual: 0.6 %) since 09:41.\n\nRunbook: move traffic to the second region of the processor.',
    labels: { service: 'checkout', region: 'eu-central-1', team: 'payments', environment: 'production' },
    links: [
      { href: 'https://grafana.example.com/d/payments', text: 'Dashboard: payments' },
      { href: 'https://wiki.example.com/runbooks/cards', text: 'Runbook: cards are declined' },
    ],
    customDetails: { declined: { share: 0.083, threshold: 0.02 }, processor: 'acquirer-2', sample: ['do_not_honor'] },
  });
  await cloud.settle();
  const alerts: readonly { id: number; summary: string }[] = await make(cloud, 'GET', '/api/alerts?max-results=50');
  const idOf = (words: string) => alerts.find(({ summary }) => summary.includes(words))?.id ?? 0;
  await make(cloud, 'PUT', `/api/alerts/${idOf('replica')}/accept`);
  await make(cloud, 'POST', `/api/alerts/${idOf('card payments')}/comments`, {
    content: 'The processor’s status page says nothing yet. I have opened a ticket with them: #88213.',
  });
  await cloud.settle();
  return idOf('card payments');
}

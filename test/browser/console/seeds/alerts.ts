import type { LocalCloud } from '../../../support/local-cloud.ts';
import { hostile, hostileName, hostileText, make, type Seeded } from '../hostile.ts';

const integrationKey = 'hostile-key';

/** A person, a policy, a source, and alerts in each state; one has everything that an alert may have. */
export async function seedAlerts(cloud: LocalCloud): Promise<Seeded> {
  const name = hostileName(100);
  const person = await make(cloud, 'POST', '/api/users?send-no-invitation=true', {
    firstName: hostileName(60),
    lastName: hostileName(60),
    email: 'hostile@example.com',
    role: 'USER',
  });
  const policy = await make(cloud, 'POST', '/api/escalation-policies', {
    name,
    escalationRules: [
      { users: [{ id: person.id }], escalationTimeout: 15 },
      { users: [{ id: 1 }], escalationTimeout: 15 },
    ],
  });
  const source = await make(cloud, 'POST', '/api/alert-sources', {
    name,
    integrationType: 'API',
    integrationKey,
    escalationPolicy: { id: policy.id },
  });
  const event = (alertKey: string, more: object) =>
    make(cloud, 'POST', '/api/events', { integrationKey, eventType: 'ALERT', alertKey, ...more });
  await event('all', {
    summary: `${hostile.html} ${hostile.rtl}`,
    details: hostileText(),
    links: [
      { href: 'javascript:alert(1)', text: hostileName(120) },
      { href: 'https://example.com/a?b=<c>', text: hostile.html },
    ],
    images: [{ src: 'https://example.com/x.png"><script>', alt: hostile.html, href: 'https://example.com/' }],
    labels: { [hostileName(60)]: hostileName(200), host: 'db-1' },
    customDetails: { [hostile.html]: { deep: [{ deeper: hostileText(3000) }] }, long: hostile.long, number: 7 },
    comments: [{ creator: hostileName(60), content: hostileText(2000) }],
  });
  await event('long', { summary: hostile.long.slice(0, 900), priority: 'LOW' });
  await event('zalgo', { summary: hostile.zalgo });
  await cloud.settle();
  const alerts: readonly { id: number; alertKey: string }[] = await make(cloud, 'GET', '/api/alerts?max-results=50');
  const idOf = (key: string) => alerts.find(({ alertKey }) => alertKey === key)?.id ?? 0;
  await make(cloud, 'POST', `/api/alerts/${idOf('all')}/comments`, { content: hostileText(4000) });
  await make(cloud, 'PUT', `/api/alerts/${idOf('long')}/accept`);
  await make(cloud, 'PUT', `/api/alerts/${idOf('zalgo')}/resolve`);
  return {
    person: person.id,
    policy: policy.id,
    source: source.id,
    alert: idOf('all'),
    acceptedAlert: idOf('long'),
    resolvedAlert: idOf('zalgo'),
  };
}

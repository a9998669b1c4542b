import type { LocalSubscription } from '../../local/outbox/targets/web-push.ts';
import type { LocalCloud } from '../support/local-cloud.ts';

type Method = 'SMS' | 'VOICE' | 'EMAIL' | 'PUSH';

/** What a monitoring tool typically sends: about a kilobyte, with details and labels. */
export const anEvent = {
  summary: 'Checkout answers slowly in eu-central-1: p99 above 2 s for 5 minutes',
  details:
    'The 99th percentile of POST /checkout has been above 2 seconds for 5 minutes (now 3.4 s). Error rate 0.4 %, ' +
    'traffic 310 requests a second. The database shows no slow queries; two of six pods restarted in the last hour. ' +
    'Runbook: https://wiki.example.com/runbooks/checkout-latency. Dashboard: https://grafana.example.com/d/checkout.',
  labels: {
    alertname: 'CheckoutLatencyHigh',
    cluster: 'production-eu-1',
    namespace: 'shop',
    service: 'checkout',
    severity: 'critical',
    team: 'payments',
  },
  links: [{ href: 'https://grafana.example.com/d/checkout?from=now-1h', text: 'Dashboard' }],
  customDetails: { p99: 3.4, threshold: 2, pods: ['checkout-6b5-x1', 'checkout-6b5-x2'], region: 'eu-central-1' },
};

async function created(cloud: LocalCloud, path: string, body: object): Promise<{ readonly id: number }> {
  const answer = await cloud.api('POST', path, body);
  if (answer.status !== 201) throw new Error(`POST ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

let people = 0;

/** Where pushes go: to an app on a phone, or to a browser. */
interface Pushed {
  readonly browsers?: boolean;
}

async function aDevice(cloud: LocalCloud, { browsers = false }: Pushed): Promise<object> {
  if (!browsers) return { platform: 'GCM', token: `device-${people}`, name: 'Phone' };
  const { endpoint, keys } = await cloud.control<LocalSubscription>('GET', `push/browser-${people}`);
  return { platform: 'WEB', endpoint, ...keys, name: 'Laptop' };
}

/** A person who is told at once by exactly these methods. */
async function aPerson(
  cloud: LocalCloud,
  methods: readonly Method[],
  pushed: Pushed,
): Promise<{ readonly id: number }> {
  people += 1;
  const name = { firstName: 'Ada', lastName: `Lovelace ${people}`, email: `ada${people}@example.com`, region: 'DE' };
  const { id } = await created(cloud, '/api/users?send-no-invitation=true', name);
  const own = `/api/users/${id}`;
  const number = { regionCode: 'DE', target: `+49151${String(23_004_200 + people)}` };
  const phone = await created(cloud, `${own}/contacts/phone-numbers`, number);
  await created(cloud, `${own}/devices`, await aDevice(cloud, pushed));
  const preferences = `${own}/notification-preferences/alerts`;
  const { body: usual } = await cloud.api('GET', preferences);
  const { body: emails } = await cloud.api('GET', `${own}/contacts/emails`);
  for (const rule of usual) await cloud.api('DELETE', `${preferences}/${rule.id}`);
  for (const method of methods) {
    const contact = method === 'PUSH' ? null : { id: method === 'EMAIL' ? emails[0].id : phone.id };
    await created(cloud, preferences, { method, contact, delayMin: 0, type: 'HIGH_PRIORITY' });
  }
  return { id };
}

export interface Monitored {
  readonly sourceId: number;
  readonly key: string;
  /** Posts an event about this alert key; resolves when all that it sets going now is done. */
  post(alertKey: string, eventType?: 'ALERT' | 'RESOLVE'): Promise<void>;
  alertId(alertKey: string): Promise<number>;
}

/** A source whose policy has these levels of five minutes, each with one person told by these methods. */
export async function aSource(
  cloud: LocalCloud,
  levels: readonly (readonly Method[])[],
  pushed: Pushed = {},
): Promise<Monitored> {
  const escalationRules: object[] = [];
  for (const methods of levels) {
    const { id } = await aPerson(cloud, methods, pushed);
    escalationRules.push({ escalationTimeout: 5, users: [{ id }] });
  }
  const policy = await created(cloud, '/api/escalation-policies', { name: 'Payments', escalationRules });
  const facts = { name: 'Monitoring', integrationType: 'API', escalationPolicy: { id: policy.id } };
  const source = (await created(cloud, '/api/alert-sources', facts)) as { id: number; integrationKey: string };
  return {
    sourceId: source.id,
    key: source.integrationKey,
    async post(alertKey, eventType = 'ALERT') {
      const body = { integrationKey: source.integrationKey, eventType, alertKey, ...anEvent };
      const { status } = await cloud.api('POST', '/api/events', body, null);
      if (status !== 202) throw new Error(`the event was answered ${status}`);
      await cloud.settle();
    },
    async alertId(alertKey) {
      const { body } = await cloud.api('GET', `/api/alerts?alert-source=${source.id}&max-results=100`);
      return body.find((alert: { alertKey: string }) => alert.alertKey === alertKey).id;
    },
  };
}

/** A monitor of one minute on that source. */
export async function aHeartbeat(cloud: LocalCloud, sourceId: number): Promise<{ ping(): Promise<void> }> {
  const facts = { name: 'Nightly backup', intervalSec: 60, alertSource: { id: sourceId } };
  const monitor = (await created(cloud, '/api/heartbeat-monitors', facts)) as unknown as { integrationKey: string };
  return {
    async ping() {
      const { status } = await cloud.api('GET', `/api/heartbeats/${monitor.integrationKey}`, undefined, null);
      if (status !== 202) throw new Error(`the ping was answered ${status}`);
    },
  };
}

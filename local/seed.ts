import { localAdminKey } from './aws/secrets-manager.ts';
import { httpCall } from './runtime/http-call.ts';

interface Created {
  readonly id: number;
}
/** Every user already has rules that send e-mail at once. */
type Rule = readonly [method: 'PUSH' | 'SMS' | 'VOICE', delayMin: number];

interface Person {
  readonly firstName: string;
  readonly lastName: string;
  readonly language: 'en' | 'de';
  /** E.164. */
  readonly phone: string;
  readonly rules: readonly Rule[];
}

const ada: Person = {
  firstName: 'Ada',
  lastName: 'Lovelace',
  language: 'en',
  phone: '+4915112345671',
  rules: [
    ['PUSH', 0],
    ['SMS', 0],
    ['VOICE', 0],
  ],
};
const grace: Person = {
  firstName: 'Grace',
  lastName: 'Hopper',
  language: 'en',
  phone: '+4915112345672',
  rules: [
    ['PUSH', 0],
    ['SMS', 1],
    ['VOICE', 3],
  ],
};
const konrad: Person = {
  firstName: 'Konrad',
  lastName: 'Zuse',
  language: 'de',
  phone: '+4915112345673',
  rules: [
    ['SMS', 0],
    ['VOICE', 2],
  ],
};

const demoKey = 'demo-key';

/** Creates people, policies and sources over the API, unless there are sources already. Answers what to try next. */
export async function seedDemo(url: string): Promise<string> {
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await httpCall(`${url}${path}`, method, body, { authorization: `Bearer ${localAdminKey}` });
    if (answer.status < 300) return answer.body as T;
    throw new Error(`The demo could not be set up: ${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  };
  const sources = await call<Created[]>('GET', '/api/alert-sources?max-results=1');
  if (sources.length === 0) await createDemo(call);
  return hints(url);
}

type Call = <T>(method: string, path: string, body?: unknown) => Promise<T>;

async function createDemo(call: Call): Promise<void> {
  const [first, second, third] = [
    await createPerson(call, ada),
    await createPerson(call, grace),
    await createPerson(call, konrad),
  ];
  const level = (user: Created, escalationTimeout: number) => ({ users: [{ id: user.id }], escalationTimeout });
  const aroundTheClock = await call<Created>('POST', '/api/escalation-policies', {
    name: 'Around the clock',
    escalationRules: [level(first, 5), level(second, 10), level(third, 10)],
    repeating: true,
    frequency: 2,
  });
  const officeHours = await call<Created>('POST', '/api/escalation-policies', {
    name: 'Office hours',
    escalationRules: [level(second, 30), level(third, 30)],
  });

  const source = (name: string, integrationType: string, integrationKey: string, policy: Created, more = {}) =>
    call('POST', '/api/alert-sources', {
      name,
      integrationType,
      integrationKey,
      escalationPolicy: { id: policy.id },
      ...more,
    });
  await source('Shop', 'API', demoKey, aroundTheClock);
  await source('Prometheus', 'PROMETHEUS', 'demo-prometheus', aroundTheClock);
  await source('Grafana', 'GRAFANA', 'demo-grafana', aroundTheClock);
  await source('CloudWatch', 'CLOUDWATCH', 'demo-cloudwatch', aroundTheClock);
  await source('Backups', 'API', 'demo-low', officeHours, { alertPriorityRule: 'LOW' });
}

async function createPerson(call: Call, { phone, rules, ...person }: Person): Promise<Created> {
  const email = `${person.firstName.toLowerCase()}@example.com`;
  const user = await call<Created>('POST', '/api/users?send-no-invitation=true', {
    ...person,
    email,
    timezone: 'Europe/Berlin',
    role: 'USER',
  });
  const own = `/api/users/${user.id}`;
  const number = { regionCode: 'DE', target: phone, primary: true };
  const phoneContact = await call<Created>('POST', `${own}/contacts/phone-numbers`, number);
  const [emailContact] = await call<Created[]>('GET', `${own}/contacts/emails`);
  const device = { platform: 'GCM', token: `demo-device-${person.firstName.toLowerCase()}`, name: 'Demo phone' };
  await call('POST', `${own}/devices`, device);

  for (const [method, delayMin] of rules) {
    const contact = method === 'PUSH' ? {} : { contact: { id: phoneContact.id } };
    const rule = { method, delayMin, type: 'HIGH_PRIORITY', ...contact };
    await call('POST', `${own}/notification-preferences/alerts`, rule);
  }
  const update = { method: 'EMAIL', contact: { id: emailContact?.id }, type: 'ALERT_RESOLVED' };
  await call('POST', `${own}/notification-preferences/updates`, update);
  return user;
}

function hints(url: string): string {
  const event = {
    integrationKey: demoKey,
    eventType: 'ALERT',
    summary: 'Checkout answers with 502',
    alertKey: 'checkout',
  };
  return `
Its phones, mailboxes and calls are at ${url}/_local/
A status page that is activated is at http://LABEL.pages.localhost:${new URL(url).port}/
Make one ring:

  curl ${url}/api/events -H 'Content-Type: application/json' \\
    -d '${JSON.stringify(event)}'

The API takes the key ${localAdminKey} as Bearer token.
`;
}

import type { LocalSubscription } from '../../local/outbox/targets/web-push.ts';
import type { Answer, LocalCloud } from '../support/local-cloud.ts';

export interface Person {
  readonly id: number;
  readonly email: string;
  readonly phone: string;
}
export type People = Readonly<Record<'ada' | 'grace' | 'edsger' | 'barbara', Person>>;

type Rule = { readonly method: 'SMS' | 'VOICE' | 'EMAIL' | 'PUSH'; readonly delayMin?: number };

/** The body of an answer; throws when it is a refusal. */
export function must({ status, body }: Answer): Answer['body'] {
  if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body;
}

export const minutesFromNow = async (cloud: LocalCloud, minutes: number): Promise<string> =>
  new Date(Date.parse(await cloud.now()) + minutes * 60_000).toISOString();

/** The browser in which Alan gets pushes, by its name. */
const alansBrowser = 'Alan-browser';

/** One of everything that a version can be configured with, and people who are told on every channel. */
export async function configure(cloud: LocalCloud, version: number) {
  const make = async (path: string, body: object, key?: string) => must(await cloud.api('POST', path, body, key));
  let phones = 0;
  const person = async (firstName: string, rules: readonly Rule[]): Promise<Person> => {
    phones += 1;
    const email = `${firstName.toLowerCase()}@example.com`;
    const phone = `+491512000${String(4200 + phones)}`;
    const { id } = await make('/api/users?send-no-invitation=true', {
      email,
      firstName,
      lastName: 'Example',
      region: 'DE',
      role: 'RESPONDER',
    });
    const number = await make(`/api/users/${id}/contacts/phone-numbers`, { regionCode: 'DE', target: phone });
    await make(`/api/users/${id}/devices`, { platform: 'GCM', token: `${firstName}-device` });
    const path = `/api/users/${id}/notification-preferences`;
    const emails = must(await cloud.api('GET', `/api/users/${id}/contacts/emails`));
    for (const { id: present } of must(await cloud.api('GET', `${path}/alerts`)))
      must(await cloud.api('DELETE', `${path}/alerts/${present}`));
    for (const { method, delayMin = 0 } of rules) {
      const contact = method === 'PUSH' ? null : { id: method === 'EMAIL' ? emails[0].id : number.id };
      for (const type of ['HIGH_PRIORITY', 'LOW_PRIORITY'])
        await make(`${path}/alerts`, { method, contact, delayMin, type });
    }
    await make(`${path}/duties`, { method: 'EMAIL', contact: { id: emails[0].id }, beforeMin: 60, type: 'ON_CALL' });
    return { id, email, phone };
  };
  const ada = await person('Ada', [{ method: 'SMS' }, { method: 'VOICE', delayMin: 8 }]);
  const grace = await person('Grace', [{ method: 'SMS' }, { method: 'EMAIL', delayMin: 3 }]);
  const edsger = await person('Edsger', [{ method: 'PUSH' }]);
  const barbara = await person('Barbara', [{ method: 'EMAIL' }]);
  const updates = `/api/users/${barbara.id}/notification-preferences`;
  await make(`${updates}/updates`, { method: 'SMS', contact: await phoneOf(cloud, barbara), type: 'ALERT_ACCEPTED' });
  await make(`${updates}/subscriptions`, { method: 'SMS', contact: await phoneOf(cloud, barbara) });
  const { key: adasKey } = await make(`/api/users/${ada.id}/api-keys`, { name: 'Laptop' });
  must(await cloud.api('POST', `/api/users/${ada.id}/ical-feed`));

  const team = await make('/api/teams', { name: 'Core', members: [ada, grace].map(({ id }) => ({ user: { id } })) });
  const teams = [{ id: team.id }];
  const scheduleId = await makeSchedule(cloud, { ada, edsger });
  const levelOf = ({ id }: Person, escalationTimeout = 5) => ({ escalationTimeout, users: [{ id }] });
  const policy = async (name: string, escalationRules: readonly object[], facts: object = {}) =>
    (await make('/api/escalation-policies', { name, escalationRules, teams, ...facts })).id as number;
  const everything = await person('Alan', [
    { method: 'SMS' },
    { method: 'VOICE' },
    { method: 'EMAIL' },
    { method: 'PUSH' },
  ]);
  if (version >= 7) {
    const { endpoint, keys } = await cloud.control<LocalSubscription>('GET', `push/${alansBrowser}`);
    await make(`/api/users/${everything.id}/devices`, { platform: 'WEB', name: 'Laptop', endpoint, ...keys });
  }
  const policies = {
    platform: await policy(
      'Platform',
      [levelOf(ada), levelOf(grace), { escalationTimeout: 5, schedules: [{ id: scheduleId }] }],
      { repeating: true, frequency: 1 },
    ),
    once: await policy('Once', [levelOf(edsger)]),
    mail: await policy('Mail', [levelOf(barbara, 60)]),
    text: await policy('Text', [levelOf(grace, 60)]),
    'other text': await policy('Other text', [levelOf(await person('Tony', [{ method: 'SMS' }]), 60)]),
    device: await policy('Device', [levelOf(edsger, 60)]),
    updates: await policy('Updates', [levelOf(barbara, 60)]),
    everything: await policy('Everything', [levelOf(everything, 60)], { routingKey: 'everything' }),
  };

  const days = { start: '08:00', end: '17:00' };
  const hours = await make('/api/support-hours', {
    name: 'Office',
    timezone: 'Europe/Berlin',
    supportDays: { MONDAY: days, TUESDAY: days, WEDNESDAY: days, THURSDAY: days, FRIDAY: days },
    exceptions: [{ name: 'Holiday', start: '2026-12-25', end: '2026-12-26', supportStatus: 'OUTSIDE' }],
  });
  const source = (name: string, facts: object) =>
    make('/api/alert-sources', {
      name,
      integrationType: 'API',
      escalationPolicy: { id: policies.once },
      teams,
      ...facts,
    });
  const supported = await source('Supported', {
    alertPriorityRule: 'HIGH_DURING_SUPPORT_HOURS',
    supportHours: { id: hours.id },
  });
  const beating = await source('Heartbeats', { integrationType: 'HEARTBEAT2' });
  const monitor = { name: 'Nightly backup', intervalSec: 24 * 3600, alertSource: { id: beating.id } };
  const { integrationKey: pinged } = await make('/api/heartbeat-monitors', monitor);
  must(await cloud.api('GET', `/api/heartbeats/${pinged}`, undefined, null));
  await make('/api/heartbeat-monitors', { name: 'Never heard of', intervalSec: 300 });
  await make('/api/maintenance-windows', {
    summary: 'Database upgrade',
    timezone: 'Europe/Berlin',
    start: '2026-11-28T20:00:00Z',
    end: '2026-11-28T22:00:00Z',
    recurrence: 'FREQ=WEEKLY',
    alertSources: [{ id: supported.id }],
  });
  const shift = { schedule: { id: scheduleId }, start: '2026-12-01T10:00:00Z', end: '2026-12-01T12:00:00Z' };
  await make('/api/coverage-requests', { colleague: { id: edsger.id }, shifts: [shift], message: 'Please' }, adasKey);
  const waiting = await source('Source of waiting', { escalationPolicy: { id: policies.device } });
  await cloud.settle();
  return {
    people: { ada, grace, edsger, barbara } satisfies People,
    policies,
    adasKey: adasKey as string,
    keys: { waiting: waiting.integrationKey as string },
  };
}

async function phoneOf(cloud: LocalCloud, { id }: Person) {
  const [phone] = must(await cloud.api('GET', `/api/users/${id}/contacts/phone-numbers`));
  return { id: phone.id };
}

/** A schedule with an edition that an edit has left behind, and an override. */
async function makeSchedule(cloud: LocalCloud, { ada, edsger }: Pick<People, 'ada' | 'edsger'>): Promise<number> {
  const layer = { name: 'Turns', startsOn: '2026-11-01T09:00', users: [{ id: edsger.id }], rotation: 'P7D' };
  const facts = { name: 'Always', timezone: 'Europe/Berlin', type: 'RECURRING', scheduleLayers: [layer] };
  const { id } = must(await cloud.api('POST', '/api/schedules', facts));
  const turns = { ...layer, startsOn: '2026-11-30T09:00', users: [{ id: ada.id }] };
  must(await cloud.api('PUT', `/api/schedules/${id}`, { ...facts, scheduleLayers: [layer, turns] }));
  const override = { user: { id: ada.id }, start: '2026-11-24T08:00:00Z', end: '2026-11-24T20:00:00Z' };
  must(await cloud.api('POST', `/api/schedules/${id}/overrides`, override));
  return id;
}

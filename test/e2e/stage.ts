import { expect } from 'vitest';
import type { OutboxMessage } from '../../local/outbox/message.ts';
import type { LocalSubscription } from '../../local/outbox/targets/web-push.ts';
import type { LocalCloud } from '../support/local-cloud.ts';

/** When stories begin: a whole second, so that levels start at whole seconds too. */
export const tenOClock = '2026-11-21T10:00:00.000Z';

type Method = 'SMS' | 'VOICE' | 'EMAIL' | 'PUSH';

export interface PersonSketch {
  readonly firstName: string;
  readonly email?: string;
  readonly phone?: string;
  readonly device?: string;
  /** A browser of the local cloud's push service, by its name. */
  readonly browser?: string;
  /** Rules for high-priority alerts, in order; without any, the person is told by e-mail at once. */
  readonly rules?: readonly { readonly method: Method; readonly delayMin?: number }[];
}

export interface Person {
  readonly id: number;
  readonly email: string;
  readonly phone: string;
}

const created = (answer: { status: number; body: { id: number } }) => {
  expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: 201 });
  return answer.body;
};

let people = 5000;

/** Creates a person with a phone and, when asked for, a device, who is told by exactly the given rules. */
export async function aPerson(cloud: LocalCloud, sketch: PersonSketch): Promise<Person> {
  people += 1;
  const { firstName, phone = `+49151${String(20_000_000 + people)}`, device, browser, rules } = sketch;
  const email = sketch.email ?? `${firstName.toLowerCase()}@example.com`;
  const { id } = created(
    await cloud.api('POST', '/api/users?send-no-invitation=true', {
      email,
      firstName,
      lastName: 'Example',
      region: 'DE',
    }),
  );
  const number = created(
    await cloud.api('POST', `/api/users/${id}/contacts/phone-numbers`, { regionCode: 'DE', target: phone }),
  );
  if (device) created(await cloud.api('POST', `/api/users/${id}/devices`, { platform: 'GCM', token: device }));
  if (browser) {
    const { endpoint, keys } = await cloud.control<LocalSubscription>('GET', `push/${browser}`);
    created(await cloud.api('POST', `/api/users/${id}/devices`, { platform: 'WEB', endpoint, ...keys }));
  }
  if (rules) await replaceRules(cloud, id, number.id, rules);
  return { id, email, phone };
}

async function replaceRules(cloud: LocalCloud, id: number, phoneId: number, rules: NonNullable<PersonSketch['rules']>) {
  const preferences = `/api/users/${id}/notification-preferences/alerts`;
  const { body: present } = await cloud.api('GET', preferences);
  const { body: emails } = await cloud.api('GET', `/api/users/${id}/contacts/emails`);
  for (const { id: ruleId } of present) await cloud.api('DELETE', `${preferences}/${ruleId}`);
  for (const { method, delayMin = 0 } of rules) {
    const contact = method === 'PUSH' ? null : { id: method === 'EMAIL' ? emails[0].id : phoneId };
    created(await cloud.api('POST', preferences, { method, contact, delayMin, type: 'HIGH_PRIORITY' }));
  }
}

/** Creates a policy whose levels name people, five minutes each unless `minutes` says otherwise. Returns its id. */
export async function aPolicy(
  cloud: LocalCloud,
  levels: readonly (readonly Person[])[],
  facts: {
    readonly minutes?: number;
    readonly repeating?: boolean;
    readonly frequency?: number;
    readonly name?: string;
  } = {},
): Promise<number> {
  const { minutes = 5, name = 'Platform', ...rest } = facts;
  const escalationRules = levels.map((level) => ({
    escalationTimeout: minutes,
    users: level.map(({ id }) => ({ id })),
  }));
  return created(await cloud.api('POST', '/api/escalation-policies', { name, escalationRules, ...rest })).id;
}

export interface Source {
  readonly id: number;
  readonly integrationKey: string;
  readonly integrationUrl: string;
}

/** Creates an alert source; of type API unless `facts` say otherwise. */
export async function aSource(cloud: LocalCloud, policyId: number, facts: object = {}): Promise<Source> {
  const answer = await cloud.api('POST', '/api/alert-sources', {
    name: 'Monitoring',
    integrationType: 'API',
    escalationPolicy: { id: policyId },
    ...facts,
  });
  return created(answer) as unknown as Source;
}

/** Posts an event as a monitoring tool does; resolves when everything it sets going now is done. */
export async function post(cloud: LocalCloud, { integrationKey }: Source, event: object = {}): Promise<void> {
  const body = { integrationKey, eventType: 'ALERT', summary: 'Disk full on db-1', alertKey: 'db-1/disk', ...event };
  expect(await cloud.api('POST', '/api/events', body, null)).toMatchObject({ status: 202 });
  await cloud.settle();
}

/** The newest alert. */
export async function newestAlert(cloud: LocalCloud) {
  const { body } = await cloud.api('GET', '/api/alerts?max-results=1');
  expect(body).toHaveLength(1);
  return body[0];
}

/** The texts of an alert's timeline, oldest first. */
export async function timeline(cloud: LocalCloud, alertId: number): Promise<string[]> {
  const { body } = await cloud.api('GET', `/api/alerts/${alertId}/log-entries?max-results=100`);
  return body.map(({ text }: { text: string }) => text);
}

/** Messages as lines, in the order they came: `SMS +49…`. Those about an alert only, unless told otherwise. */
export const lines = (messages: readonly OutboxMessage[]): string[] =>
  messages.map(({ channel, to }) => `${channel} ${to}`);

/** The last message on a channel. */
export async function lastOn(cloud: LocalCloud, channel: string): Promise<OutboxMessage> {
  const message = (await cloud.outbox()).filter((one) => one.channel === channel).at(-1);
  return message ?? expect.fail(`no message on ${channel}`);
}

import { expect } from 'vitest';
import type { LocalCloud } from '../support/local-cloud.ts';

type Named = { readonly id: number };

export interface UserSketch {
  readonly first: string;
  /** How and after how many minutes the person is told of alerts of the priority. */
  readonly channels: readonly (readonly [method: string, delayMin: number])[];
  readonly priority?: 'HIGH_PRIORITY' | 'LOW_PRIORITY';
  readonly language?: string;
}

export interface PolicySketch {
  readonly levels: readonly {
    readonly users?: readonly Named[];
    readonly schedules?: readonly Named[];
    readonly teams?: readonly Named[];
    readonly minutes?: number;
  }[];
}

let made = 0;

async function create(cloud: LocalCloud, path: string, body: object) {
  const answer = await cloud.api('POST', path, body);
  expect(answer.status, `${path}: ${JSON.stringify(answer.body)}`).toBe(201);
  return answer.body;
}

/** Creates a person with a verified phone and mail address who is told in the given ways only. */
export async function makeUser(cloud: LocalCloud, sketch: UserSketch) {
  made += 1;
  const { first, channels, priority = 'HIGH_PRIORITY', language = 'en' } = sketch;
  const mail = `${first.toLowerCase()}.${made}@example.com`;
  const phone = `+4915127${String(100_000 + made)}`;
  const person = { email: mail, firstName: first, lastName: 'Test', language, timezone: 'Europe/Berlin', region: 'DE' };
  const user = await create(cloud, '/api/users?send-no-invitation=true', { ...person, role: 'USER' });
  const own = `/api/users/${user.id}`;
  const number = await create(cloud, `${own}/contacts/phone-numbers`, { regionCode: 'DE', target: phone });
  const { body: mails } = await cloud.api('GET', `${own}/contacts/emails`);
  const rules = `${own}/notification-preferences/alerts`;
  for (const { id } of (await cloud.api('GET', rules)).body) await cloud.api('DELETE', `${rules}/${id}`);
  for (const [method, delayMin] of channels) {
    const contact = method === 'PUSH' ? null : { id: method === 'EMAIL' ? mails[0].id : number.id };
    await create(cloud, rules, { method, contact, delayMin, type: priority });
  }
  return { ...user, phone, mail };
}

/** Creates an escalation policy; a level lasts 60 minutes unless it says otherwise. */
export async function makePolicy(cloud: LocalCloud, { levels }: PolicySketch) {
  made += 1;
  const ids = (entries: readonly Named[] | undefined) => entries?.map(({ id }) => ({ id }));
  const escalationRules = levels.map(({ users, schedules, teams, minutes = 60 }) => ({
    escalationTimeout: minutes,
    users: ids(users),
    schedules: ids(schedules),
    teams: ids(teams),
  }));
  return create(cloud, '/api/escalation-policies', { name: `Policy ${made}`, escalationRules });
}

/** Creates an alert source, of the type API unless `kind` says otherwise. */
export async function makeSource(cloud: LocalCloud, sketch: { readonly policy: Named; readonly kind?: string }) {
  made += 1;
  const { policy, kind = 'API', ...facts } = sketch;
  return create(cloud, '/api/alert-sources', {
    name: `Source ${made}`,
    integrationType: kind,
    escalationPolicy: { id: policy.id },
    ...facts,
  });
}

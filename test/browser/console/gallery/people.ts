import type { LocalCloud } from '../../../support/local-cloud.ts';
import { make } from '../hostile.ts';

interface Ref {
  readonly id: number;
}

/** Who works at Nordwind, a shop for outdoor gear, and the teams they are in. */
export interface People {
  /** Whoever looks at the console. */
  readonly mara: Ref;
  readonly jonas: Ref;
  readonly priya: Ref;
  readonly tomas: Ref;
  readonly aiko: Ref;
  readonly nia: Ref;
  readonly platform: Ref;
  readonly payments: Ref;
  readonly storefront: Ref;
}

type Rule = readonly [method: 'PUSH' | 'SMS' | 'VOICE', delayMin: number];

const usual: readonly Rule[] = [
  ['PUSH', 0],
  ['SMS', 2],
  ['VOICE', 5],
];

/** People with phones and rules, in teams. User 1 becomes one of them. */
export async function seedPeople(cloud: LocalCloud): Promise<People> {
  const me = await make(cloud, 'GET', '/api/users/current');
  await make(cloud, 'PUT', '/api/users/current', {
    ...me,
    firstName: 'Mara',
    lastName: 'Lindqvist',
    position: 'Head of platform',
    timezone: 'Europe/Berlin',
  });
  await reach(cloud, me.id, '+4915112345670', 'Mara’s phone');
  const person = async (firstName: string, lastName: string, phone: string, more: object = {}): Promise<Ref> => {
    const email = `${firstName}.${lastName}@example.com`.normalize('NFD').replaceAll(/[^a-zA-Z@.]/g, '');
    const body = { firstName, lastName, email: email.toLowerCase(), role: 'USER', timezone: 'Europe/Berlin', ...more };
    const { id } = await make(cloud, 'POST', '/api/users?send-no-invitation=true', body);
    await reach(cloud, id, phone, `${firstName}’s phone`);
    return { id };
  };
  const jonas = await person('Jonas', 'Weber', '+4915112345671', { language: 'de', position: 'Site reliability' });
  const priya = await person('Priya', 'Raman', '+4915112345672', { position: 'Payments lead' });
  const tomas = await person('Tomás', 'Álvarez', '+4915112345673', { position: 'Storefront' });
  const aiko = await person('Aiko', 'Tanaka', '+4915112345674', { timezone: 'Asia/Tokyo', position: 'Payments' });
  const nia = await person('Nia', 'Okafor', '+4915112345675', { timezone: 'Europe/London', position: 'Support' });
  const team = async (name: string, ...members: readonly Ref[]): Promise<Ref> =>
    make(cloud, 'POST', '/api/teams', {
      name,
      members: members.map(({ id }, place) => ({ user: { id }, role: place === 0 ? 'ADMIN' : 'USER' })),
    });
  const mara = { id: me.id };
  return {
    ...{ mara, jonas, priya, tomas, aiko, nia },
    platform: await team('Platform', mara, jonas, tomas),
    payments: await team('Payments', priya, aiko, mara),
    storefront: await team('Storefront', tomas, nia),
  };
}

async function reach(cloud: LocalCloud, user: number, target: string, name: string): Promise<void> {
  const own = `/api/users/${user}`;
  const phone = await make(cloud, 'POST', `${own}/contacts/phone-numbers`, { regionCode: 'DE', target, primary: true });
  await make(cloud, 'POST', `${own}/devices`, { platform: 'GCM', token: `gallery-${user}`, name });
  for (const [method, delayMin] of usual) {
    const contact = method === 'PUSH' ? {} : { contact: { id: phone.id } };
    const rule = { method, delayMin, type: 'HIGH_PRIORITY', ...contact };
    await make(cloud, 'POST', `${own}/notification-preferences/alerts`, rule);
  }
}

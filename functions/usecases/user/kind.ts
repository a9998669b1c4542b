import { always } from '../../domain/audit/kind.ts';
import { fullName, type User } from '../../domain/user/user.ts';
import type { Kind } from '../configuration/kind.ts';

const contact = {
  id: 'told',
  target: 'told',
  status: 'told',
  verified: 'told',
  // A code on its way is no configuration.
  verification: 'unsaid',
} as const;

/** Users, with their contacts, devices and rules. */
export const userKind: Kind<User> = {
  kind: 'user',
  idOf: ({ id }) => id,
  nameOf: (user) => (fullName(user) === '' ? user.email : fullName(user)),
  store: (store) => store.users,
  members: {
    ...always,
    username: 'told',
    email: 'told',
    firstName: 'told',
    lastName: 'told',
    role: 'told',
    timezone: 'told',
    language: 'told',
    region: 'told',
    position: 'told',
    department: 'told',
    shiftColor: 'told',
    mutedUntil: 'told',
    emails: { ...contact, address: 'unsaid' },
    phones: { ...contact, regionCode: 'told', primary: 'told', e164: 'unsaid', country: 'unsaid', optedOut: 'told' },
    devices: { id: 'told', platform: 'told', token: 'secret', name: 'told', createdAt: 'unsaid' },
    browsers: {
      id: 'told',
      endpoint: 'secret',
      p256dh: 'secret',
      auth: 'secret',
      name: 'told',
      createdAt: 'unsaid',
      lastSeenAt: 'unsaid',
    },
    preferences: { alerts: 'told', duties: 'told', updates: 'told', subscriptions: 'told' },
    feedHash: 'secret',
    identities: { issuer: 'told', subject: 'told', teams: 'told', since: 'unsaid' },
    chatAccounts: { type: 'told', space: 'told', user: 'told', name: 'told', linkedAt: 'unsaid' },
    hidden: 'unsaid',
  },
};

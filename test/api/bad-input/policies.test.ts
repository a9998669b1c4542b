import { badInputFixture, long } from './fixture.ts';

const { ids, refuses } = badInputFixture();

const rule = { escalationTimeout: 5, users: [{ id: 1 }] };
const policy = { name: 'P', escalationRules: [rule] };

refuses('POST', () => '/api/escalation-policies', [
  ['a policy without name', () => ({ ...policy, name: undefined }), 'name'],
  ['a huge name', () => ({ ...policy, name: long(256) }), 'name'],
  ['no rules', () => ({ name: 'P', escalationRules: [] }), 'escalationRules'],
  ['rules as an object', () => ({ name: 'P', escalationRules: {} }), 'escalationRules'],
  ['too many rules', () => ({ name: 'P', escalationRules: Array(31).fill(rule) }), 'escalationRules'],
  [
    'a rule without timeout',
    () => ({ name: 'P', escalationRules: [{ users: [{ id: 1 }] }] }),
    'escalationRules[0].escalationTimeout',
  ],
  [
    'a timeout over a year',
    () => ({ name: 'P', escalationRules: [rule, { ...rule, escalationTimeout: 525_601 }] }),
    'escalationRules[1].escalationTimeout',
  ],
  ['a rule for nobody', () => ({ name: 'P', escalationRules: [{ escalationTimeout: 5 }] }), 'escalationRules[0].users'],
  [
    'an unknown user',
    () => ({ name: 'P', escalationRules: [{ ...rule, users: [{ id: 1 }, { id: 999 }] }] }),
    'escalationRules[0].users[1].id',
  ],
  [
    'an unknown single user',
    () => ({ name: 'P', escalationRules: [{ escalationTimeout: 1, user: { id: 999 } }] }),
    'escalationRules[0].user.id',
  ],
  [
    'an unknown schedule',
    () => ({ name: 'P', escalationRules: [{ escalationTimeout: 1, schedules: [{ id: 999 }] }] }),
    'escalationRules[0].schedules[0].id',
  ],
  [
    'an unknown team',
    () => ({ name: 'P', escalationRules: [{ escalationTimeout: 1, team: { id: 999 } }] }),
    'escalationRules[0].team.id',
  ],
  [
    'a user id as text',
    () => ({ name: 'P', escalationRules: [{ ...rule, users: [{ id: '1' }] }] }),
    'escalationRules[0].users[0].id',
  ],
  ['an unknown owner', () => ({ ...policy, teams: [{ id: 5 }] }), 'teams[0].id'],
  ['a frequency of 0', () => ({ ...policy, frequency: 0 }), 'frequency'],
  ['a frequency of 10', () => ({ ...policy, frequency: 10 }), 'frequency'],
  ['a delay of 16 minutes', () => ({ ...policy, delayMin: 16 }), 'delayMin'],
  ['repeating as text', () => ({ ...policy, repeating: 'true' }), 'repeating'],
  ['a routing key with a comma', () => ({ ...policy, routingKey: 'a,b' }), 'routingKey'],
  ['a routing key in use', () => ({ ...policy, routingKey: 'platform' }), 'routingKey'],
]);

refuses('PUT', () => `/api/escalation-policies/${ids.policy}/levels/0`, [
  ['a level for nobody', () => ({ escalationTimeout: 1, users: [] }), 'users'],
  ['a level for a stranger', () => ({ escalationTimeout: 1, users: [{ id: 999 }] }), 'users[0].id'],
]);

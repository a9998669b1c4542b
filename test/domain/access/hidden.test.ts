import { describe, expect, it } from 'vitest';
import type { Actor, Role } from '../../../functions/domain/access/actor.ts';
import { actions, can } from '../../../functions/domain/access/can.ts';

const person = (role: Role): Actor => ({
  kind: 'user',
  userId: 1,
  name: 'Ada',
  role,
  via: 'API',
  person: { firstName: 'Ada', lastName: 'L', email: 'ada@example.com' },
});

describe('what is hidden', () => {
  it.each(['OWNER', 'ADMIN', 'USER'] as const)('is nobody’s business, not even of the %s', (role) => {
    expect(actions.filter((action) => can(person(role), action, { hidden: true }))).toEqual([]);
    expect(can(person(role), 'source:read', { hidden: false })).toBe(true);
  });

  it('is Tocsin’s', () => {
    const system: Actor = { kind: 'system', name: 'Tocsin', via: 'SYSTEM' };
    expect(actions.every((action) => can(system, action, { hidden: true }))).toBe(true);
  });
});

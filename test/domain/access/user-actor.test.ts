import { describe, expect, it } from 'vitest';
import { nameInTool, Role, system, Via } from '../../../functions/domain/access/actor.ts';
import { userActor } from '../../../functions/domain/access/user-actor.ts';
import { aUser } from '../../support/factories.ts';

describe('who acts', () => {
  it('is a user over HTTP, with the role that they have and no more', () => {
    expect(userActor(aUser(7, { role: 'VIEWER' }))).toEqual({
      kind: 'user',
      userId: 7,
      name: 'First7 Last7',
      role: 'VIEWER',
      via: 'API',
      person: { firstName: 'First7', lastName: 'Last7', email: 'user7@example.com' },
    });
    expect(userActor(aUser(7, { firstName: '', lastName: '' })).name).toBe('user7@example.com');
  });

  it('has one of these roles, from least to most, and comes by one of these ways', () => {
    expect(Role.options.join(' ')).toBe('STAKEHOLDER GUEST VIEWER RESPONDER USER ADMIN OWNER');
    expect(Via.options.join(' ')).toBe('API SMS VOICE EMAIL PUSH LINK SLACK TEAMS SOURCE TICKET SYSTEM');
  });

  it('is Tocsin itself, or somebody in a tool, or the tool', () => {
    expect(system).toEqual({ kind: 'system', name: 'Tocsin', via: 'SYSTEM' });
    expect(nameInTool({ name: 'Grace', tool: 'Jira' })).toBe('Grace (Jira)');
    expect(nameInTool({ name: 'Jira', tool: 'Jira' })).toBe('Jira');
  });
});

import { describe, expect, it } from 'vitest';
import { allDrivers } from '../../functions/actions/catalogue.ts';
import { actionParams } from '../../functions/actions/params/action-params.ts';
import { connectorParams } from '../../functions/actions/params/connector-params.ts';
import { membersOf, typeDescriptions } from '../../functions/actions/params/members.ts';

describe('what params have in them', () => {
  it('is told by name, kind, and what may be chosen', () => {
    expect(membersOf('webhook', actionParams.webhook)).toEqual([
      { name: 'webhookUrl', kind: 'address', isRequired: true, isSecret: true },
      { name: 'bodyTemplate', kind: 'template', isRequired: false, isSecret: false },
      { name: 'headers', kind: 'headers', isRequired: false, isSecret: false },
      { name: 'secret', kind: 'text', isRequired: false, isSecret: true },
    ]);
    expect(membersOf('zendesk', actionParams.zendesk)[0]).toEqual({
      name: 'priority',
      kind: 'choice',
      isRequired: false,
      isSecret: false,
      choices: ['urgent', 'high', 'normal', 'low'],
    });
    expect(membersOf('servicenow', actionParams.servicenow).find(({ name }) => name === 'impact')).toMatchObject({
      kind: 'choice',
      choices: ['1', '2', '3'],
    });
  });

  it('tells texts, numbers and flags apart, also where they may be left out', () => {
    const kinds = (type: 'email' | 'automation_rule' | 'autotask') =>
      Object.fromEntries(membersOf(type, actionParams[type]).map(({ name, kind }) => [name, kind]));
    expect(kinds('email')).toMatchObject({ recipients: 'texts', cc: 'texts', subject: 'template' });
    expect(kinds('automation_rule')).toMatchObject({
      alertType: 'choice',
      serviceIds: 'numbers',
      templateId: 'number',
      sendNotification: 'flag',
    });
    expect(kinds('autotask').companyId).toBe('text');
    expect(membersOf('jira', connectorParams.jira)).toEqual([
      { name: 'url', kind: 'address', isRequired: true, isSecret: false },
      { name: 'email', kind: 'text', isRequired: true, isSecret: false },
      { name: 'password', kind: 'text', isRequired: true, isSecret: true },
    ]);
  });

  it('is told of every type, and which of them are retired', async () => {
    const drivers = await allDrivers();
    const told = typeDescriptions();
    expect(told.map(({ type }) => type).sort()).toEqual(drivers.map(({ type }) => type).sort());
    const retired = drivers.filter(({ does }) => does.first.includes('retired')).map(({ type }) => type);
    expect(
      told
        .filter(({ isRetired }) => isRetired)
        .map(({ type }) => type)
        .sort(),
    ).toEqual(retired.sort());
  });
});

import { describe, expect, it } from 'vitest';
import { fieldFor, fieldName } from '../../web/ui/form.tsx';

describe('an error of the API finds its field', () => {
  it.each([
    ['name', ['name', 'teams'], 'name'],
    ['escalationRules[0].users', ['escalationRules.0.users', 'escalationRules.0'], 'escalationRules.0.users'],
    ['escalationRules[0].users[2].id', ['escalationRules.0.users', 'escalationRules.0'], 'escalationRules.0.users'],
    ['escalationRules[1]', ['escalationRules.0', 'escalationRules'], 'escalationRules'],
    ['teamsOwned', ['teams'], undefined],
    ['names', ['name'], undefined],
    ['other', [], undefined],
  ])('%s among %j is shown at %s', (path, names, field) => {
    expect(fieldFor(names, fieldName(path))).toBe(field);
  });
});

import { Team } from '../domain/team/team.ts';
import type { TeamStore } from '../ports/team-store.ts';
import type { AuditTerm } from './audit-items.ts';
import { createConfigurationItems } from './configuration.ts';
import { idAtEnd, keys, referrersOfKind } from './keys.ts';
import { allOf } from './pages.ts';
import type { Table } from './table.ts';

/** Teams, found by id, by name and by member: the notes of who refers to a user lead to the user's teams. */
export function createTeamStore(table: Table, term: AuditTerm): TeamStore {
  const { byUnique: _unused, ...teams } = createConfigurationItems(
    table,
    {
      kind: 'TEAM',
      label: 'team',
      form: { type: 'TEAM', schema: Team },
      nameOf: ({ name }) => name,
      uniqueValues: () => [],
      references: ({ members }) =>
        members.map(({ userId }, index) => ({ kind: 'user', id: userId, field: `members[${index}].user.id` })),
    },
    term,
  );
  return {
    ...teams,
    async ofMember(userId) {
      const partition = keys.configuration('USER', userId).PK;
      const notes = await allOf(table, { partition, sort: { beginsWith: referrersOfKind('TEAM') } });
      const found = await teams.getMany(notes.map(({ SK }) => idAtEnd(SK)));
      return found.filter(({ members }) => members.some((member) => member.userId === userId));
    },
  };
}

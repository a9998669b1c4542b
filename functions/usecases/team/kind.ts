import { always } from '../../domain/audit/kind.ts';
import type { Team } from '../../domain/team/team.ts';
import type { Kind } from '../configuration/kind.ts';

/** Teams. */
export const teamKind: Kind<Team> = {
  kind: 'team',
  idOf: ({ id }) => id,
  nameOf: ({ name }) => name,
  store: (store) => store.teams,
  members: { ...always, name: 'told', visibility: 'told', members: 'told' },
};

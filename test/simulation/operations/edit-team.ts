import { someTeam } from '../configure.ts';
import type { TeamSketch } from '../plan.ts';
import type { Capability } from './capability.ts';
import { sometimes } from './choices.ts';

export interface EditTeamOperation {
  readonly at: number;
  readonly kind: 'edit-team';
  readonly team: TeamSketch;
}

export const editTeam: Capability<EditTeamOperation> = {
  kind: 'edit-team',
  generate: (random, { configuration: { teams, users }, until }) =>
    sometimes(random, teams.length > 0 ? 0.3 : 0, [1, 2], () => ({
      at: random.next() * until,
      kind: 'edit-team',
      team: someTeam(
        random,
        random.pick(teams).id,
        users.map(({ id }) => id),
      ),
    })),
  perform: (people, { team: { id, members } }) => {
    const body = { name: `Team ${id}`, members: members.map(({ userId, role }) => ({ user: { id: userId }, role })) };
    void people.callApi('PUT', `/api/teams/${id}`, { body });
  },
};

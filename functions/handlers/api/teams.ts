import { can } from '../../domain/access/can.ts';
import type { Team } from '../../domain/team/team.ts';
import { parseInput } from '../../platform/parse-input.ts';
import { changeConfigured } from '../../usecases/configuration/change.ts';
import { teamFrom, withMember, withoutMember } from '../../usecases/team/from-input.ts';
import { TeamInput, TeamMemberInput } from '../../usecases/team/inputs.ts';
import { teamKind } from '../../usecases/team/kind.ts';
import { presentTeams } from '../../usecases/team/present.ts';
import { visiblePage } from '../../usecases/visible-page.ts';
import { type PageLimits, pageParameters, readIds, readPage } from './query.ts';
import { resource } from './resource.ts';
import { type ApiContext, type Call, idIn, noContent, objectBody, ok, type Route, route } from './route.ts';

const path = '/api/teams';
const page: PageLimits = { default: 50, max: 100 };

const crud = resource({
  path,
  kind: teamKind,
  rights: { read: 'team:read', create: 'team:administer', update: 'team:write', delete: 'team:administer' },
  page,
  input: TeamInput,
  isNamed: true,
  create: teamFrom,
  update: (ctx, current, input) => teamFrom(ctx, input, current),
  present: presentTeams,
});
const isList = ({ method, path: own }: Route) => method === 'GET' && own === path;

export const teamRoutes: readonly Route[] = [
  route('GET', path, 'team:read', listTeams, { query: [...pageParameters, 'members'] }),
  route('POST', `${path}/{id}/members`, 'team:write', addMember, { input: TeamMemberInput }),
  route('DELETE', `${path}/{id}/members/{user}`, 'team:write', removeMember),
  ...crud.filter((candidate) => !isList(candidate)),
];

/** All teams, or those that have all of the given members. */
async function listTeams(call: Call) {
  const { ctx, query } = call;
  const [first, ...others] = readIds(query, 'members');
  const range = readPage(query, page);
  const visible = (teams: readonly Team[]) => teams.filter((team) => can(ctx.actor, 'team:read', team));
  if (first === undefined)
    return ok(await presentTeams(ctx, await visiblePage((part) => ctx.store.teams.list(part), visible, range)));
  const teams = (await ctx.store.teams.ofMember(first)).filter(({ members }) =>
    others.every((id) => members.some(({ userId }) => userId === id)),
  );
  return ok(await presentTeams(ctx, visible(teams).slice(range.offset, range.offset + range.limit)));
}

async function addMember(call: Call) {
  const input = parseInput(TeamMemberInput, objectBody(call));
  const team = await changeTeam(call.ctx, idIn(call), (team) => withMember(call.ctx, team, input));
  const [shown] = (await presentTeams(call.ctx, [team])) as { members: { user: { id: number } }[] }[];
  return ok(shown?.members.find(({ user }) => user.id === input.user.id));
}

async function removeMember(call: Call) {
  const userId = idIn(call, 'user');
  await changeTeam(call.ctx, idIn(call), (team) => withoutMember(call.ctx, team, userId));
  return noContent;
}

const changeTeam = (ctx: ApiContext, id: number, decide: (team: Team) => Team | Promise<Team>): Promise<Team> =>
  changeConfigured(ctx, teamKind, 'team:write', { id }, decide);

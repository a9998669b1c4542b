import { beforeEach, describe, expect, it } from 'vitest';
import type { TeamRole } from '../../../functions/domain/team/team.ts';
import { listIncidents } from '../../../functions/usecases/incident/list.ts';
import { incidentFor, seenIncidents } from '../../../functions/usecases/incident/view.ts';
import { changeFollowers, changeIncident, createIncident } from '../../../functions/usecases/incident/write.ts';
import { aService } from '../../support/factories.ts';
import { aTeam } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

let world: Awaited<ReturnType<typeof aWorld>>;
/** Service 11 of the team 600, 12 and 13 of nobody, 14 of the private team 601. */
beforeEach(async () => {
  world = await aWorld({ teams: [aTeam([1]), aTeam([2], { id: 601, name: 'Cell', visibility: 'PRIVATE' })] });
  for (const [id, teams] of [
    [11, [600]],
    [12, []],
    [13, []],
    [14, [601]],
  ] as const)
    await world.store.services.create(aService(id, { teams: [...teams] }));
});

/** Who may only look, but answers for what the team 600 owns. */
const member = () => {
  const { actor, ...ctx } = world.as(1);
  const roles = new Map<number, TeamRole>([[600, 'RESPONDER']]);
  const teams = { roles, privateTeams: new Set([601]), unseenPeople: new Set<number>() };
  return { ...ctx, actor: { ...actor, role: 'VIEWER' as const, teams } };
};
const on = (...ids: readonly number[]) => ids.map((id) => ({ impact: 'DEGRADED' as const, service: { id } }));
const said = { summary: 'Shop is slow', status: 'INVESTIGATING' as const };
const open = async (...ids: readonly number[]) =>
  (await createIncident(world.as(2), { ...said, affectedServices: on(...ids) })).incident.id;

describe('an incident', () => {
  it('is changed by who may say something of all of its services that they see', async () => {
    const [own, shared, beside] = [await open(11), await open(11, 12), await open(11, 14)];
    for (const id of [own, beside])
      expect(await incidentFor(member(), id, 'incident:write')).toMatchObject({ incident: { id } });
    await expect(incidentFor(member(), shared, 'incident:write')).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining(`may not change incident ${shared}`),
    });
    expect(await incidentFor(member(), shared, 'incident:read')).toMatchObject({ seen: [{ id: 11 }, { id: 12 }] });
  });

  it('is opened by nobody who may open none, whatever they name', async () => {
    const { actor, ...ctx } = member();
    const viewer = { ...ctx, actor: { ...actor, teams: { ...actor.teams, roles: new Map() } } };
    const create = createIncident(viewer, { ...said, affectedServices: on(99) });
    await expect(create).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('is not seen by whoever was subscribed to it and has become a guest since', async () => {
    const id = await open(14);
    const incident = await changeFollowers(world.as(2), id, async () => [{ type: 'USER', id: 1 }]);
    const seenAs = async (role: 'STAKEHOLDER' | 'GUEST') => {
      const { actor, ...ctx } = member();
      return (await seenIncidents({ ...ctx, actor: { ...actor, role } }, [incident])).length;
    };
    expect([await seenAs('STAKEHOLDER'), await seenAs('GUEST')]).toEqual([1, 0]);
  });

  it('says nothing of services of which its author may say nothing: the first of them is named', async () => {
    const create = (...ids: readonly number[]) =>
      createIncident(member(), { ...said, affectedServices: on(...ids) }).then(({ incident }) => incident.id);
    const refused = { code: 'FORBIDDEN', message: expect.stringMatching(/may say nothing of service 12$/) };
    await expect(create(11, 12, 13)).rejects.toMatchObject(refused);
    const change = changeIncident(member(), await create(11), () => ({ ...said, affectedServices: on(11, 12, 13) }));
    await expect(change).rejects.toMatchObject(refused);
  });
});

describe('incidents of some services', () => {
  const list = async (...services: readonly number[]) =>
    (await listIncidents(member(), { states: [], services }, { offset: 0, limit: 10 })).map(
      ({ incident }) => incident.id,
    );

  it('are those about one of them, whatever else they are about', async () => {
    const [first, second] = [await open(11, 12), await open(13, 12)];
    expect(await list(11)).toEqual([first]);
    expect(await list(12)).toEqual([second, first]);
    expect(await list(11, 13)).toEqual([second, first]);
  });

  it('are none of what one may not know of, also where they are about something else, too', async () => {
    const both = await open(11, 14);
    expect(await list(11)).toEqual([both]);
    expect(await list(14)).toEqual([]);
  });
});

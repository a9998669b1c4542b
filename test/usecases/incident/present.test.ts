import { beforeEach, describe, expect, it } from 'vitest';
import { type Role, system } from '../../../functions/domain/access/actor.ts';
import type { IncidentTemplate } from '../../../functions/domain/incident/incident-template.ts';
import { presentIncidents } from '../../../functions/usecases/incident/present.ts';
import { publishInfo } from '../../../functions/usecases/incident/publish-info.ts';
import { incidentTemplateFrom, presentIncidentTemplates } from '../../../functions/usecases/incident/templates.ts';
import { incidentFor } from '../../../functions/usecases/incident/view.ts';
import {
  changeFollowers,
  changeIncident,
  createIncident,
  deleteIncident,
} from '../../../functions/usecases/incident/write.ts';
import { aService, aStatusPage, tenOClock } from '../../support/factories.ts';
import { aTeam } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

let world: Awaited<ReturnType<typeof aWorld>>;
/** Services 11 and 12 of the team 600, 13 of the private team 601 of user 2. */
beforeEach(async () => {
  world = await aWorld({ teams: [aTeam([3]), aTeam([2], { id: 601, name: 'Cell', visibility: 'PRIVATE' })] });
  for (const [id, team] of [
    [11, 600],
    [12, 600],
    [13, 601],
  ] as const)
    await world.store.services.create(aService(id, { teams: [team] }));
});

/** Somebody who is in no team. */
const as = (role: Role = 'USER', userId = 1) => {
  const { actor, ...ctx } = world.as(userId);
  const teams = { roles: new Map(), privateTeams: new Set([601]), unseenPeople: new Set<number>() };
  return { ...ctx, actor: { ...actor, role, teams } };
};
const insider = () => world.as(2);
const on = (...ids: readonly number[]) => ids.map((id) => ({ impact: 'DEGRADED' as const, service: { id } }));
const said = { summary: 'Shop is slow', status: 'INVESTIGATING' as const };
const open = (...ids: readonly number[]) => createIncident(insider(), { ...said, affectedServices: on(...ids) });

describe('an incident on the wire', () => {
  it('says what it is about as far as the reader sees it, and the rest where that is asked for', async () => {
    const { incident } = await open(12, 13, 11);
    world.clock.advance({ minutes: 1 });
    const closing = { ...said, status: 'RESOLVED' as const, message: 'It was *dust*', sendNotification: true };
    await changeIncident({ ...insider(), actor: system }, incident.id, () => closing);
    await changeFollowers(insider(), incident.id, async () => [{ type: 'USER', id: 1 }]);
    const least = {
      id: incident.id,
      ...closing,
      createdAt: tenOClock,
      updatedAt: world.clock.now(),
      resolvedOn: world.clock.now(),
      affectedServices: [12, 11].map((id) => ({ impact: 'DEGRADED', service: { id, name: `Service ${id}` } })),
    };
    const reader = { ...as(), actor: { ...as().actor, role: 'VIEWER' as const } };
    const found = await incidentFor(as('USER', 3), incident.id, 'incident:read');
    expect(await presentIncidents(reader, [found])).toEqual([least]);
    const [full] = await presentIncidents(
      reader,
      [found],
      new Set(['affectedTeams', 'history', 'alerts', 'subscribed']),
    );
    const second = { id: 2, firstName: 'First2', lastName: 'Last2' };
    const update = (facts: object) => ({ id: expect.any(String), sendNotification: false, ...facts });
    expect(full).toEqual({
      ...least,
      subscribed: true,
      affectedTeams: [{ id: 600, name: 'Platform' }],
      alerts: [],
      history: expect.arrayContaining([
        update({ content: '', creator: second, incidentStatus: 'INVESTIGATING', createdAt: tenOClock }),
        update({
          content: 'It was *dust*',
          creator: undefined,
          incidentStatus: 'RESOLVED',
          sendNotification: true,
          createdAt: world.clock.now(),
        }),
      ]),
    });
    expect(full).toMatchObject({ history: { length: 2 } });
  });

  it('has the history of each of several, and of who follows nothing that it is not followed', async () => {
    const [one, two] = [await open(11), await open(12)];
    await changeIncident(insider(), two.incident.id, () => ({ ...said, message: 'We look' }));
    const shown = await presentIncidents(as(), [one, two], new Set(['history', 'subscribed']));
    expect(shown).toMatchObject([
      { id: one.incident.id, subscribed: false, history: { length: 1 } },
      { id: two.incident.id, subscribed: false, history: { length: 2 } },
    ]);
  });
});

describe('an incident', () => {
  it('is seen by its followers whatever it is about, and changed by none who may not handle it', async () => {
    const { incident } = await open(13);
    const follow = (...ids: readonly number[]) =>
      changeFollowers(insider(), incident.id, async () => ids.map((id) => ({ type: 'USER', id })));
    await expect(incidentFor(as(), incident.id, 'incident:read')).rejects.toThrow('was not found');
    expect((await follow(1)).subscribers).toEqual([{ type: 'USER', id: 1 }]);
    expect(await world.store.incidents.get(incident.id)).toMatchObject({ subscribers: [{ type: 'USER', id: 1 }] });
    const { seen, services } = await incidentFor(as('STAKEHOLDER'), incident.id, 'incident:subscribe');
    expect([seen.map(({ id }) => id), services.map(({ id }) => id)]).toEqual([[], [13]]);
    for (const right of ['incident:write', 'incident:delete'] as const)
      await expect(incidentFor(as('STAKEHOLDER'), incident.id, right)).rejects.toThrow('may not change incident');
  });

  it('of services that are gone is seen by who reads what belongs to nobody, and by no stakeholder', async () => {
    const { incident } = await open(11);
    const gone = { ...incident, id: 4711, affected: [{ serviceId: 99, impact: 'DEGRADED' as const }] };
    const { ctx } = world;
    const incidents = { ...ctx.store.incidents, get: async () => gone };
    const store = { ...ctx.store, incidents };
    expect(await incidentFor({ ...as('VIEWER'), store }, 4711, 'incident:read')).toMatchObject({ seen: [] });
    await expect(incidentFor({ ...as('STAKEHOLDER'), store }, 4711, 'incident:read')).rejects.toThrow('was not found');
  });

  it('is deleted with its history, and lets go of its services', async () => {
    const { incident } = await open(11, 12);
    expect((await world.store.services.get(11))?.holds).toHaveLength(1);
    await deleteIncident(insider(), incident.id);
    expect(await world.store.incidents.get(incident.id)).toBeUndefined();
    expect(await world.store.incidents.updates(incident.id)).toEqual([]);
    expect((await world.store.services.getMany([11, 12])).map(({ holds }) => holds)).toEqual([[], []]);
  });
});

describe('where an incident would be shown, and to whom it would be told', () => {
  const ask = (id: number | undefined, ...ids: readonly number[]) =>
    publishInfo(as('USER', 3), { id, affectedServices: on(...ids) });
  const nowhere = { statusPagesInfo: [], privateStatusPages: 0, publicStatusPages: 0, publicSubscribers: 0 };

  it('is counted by page and by person', async () => {
    const { store } = world;
    const shown = { activatedAt: tenOClock, services: [11, 12] };
    await store.statusPages.create(aStatusPage(50, { ...shown, subscribers: [{ type: 'USER', id: 1 }] }));
    await store.statusPages.create(aStatusPage(51, { ...shown, visibility: 'PRIVATE' }));
    await store.statusPages.create(aStatusPage(52, { ...shown, visibility: 'PRIVATE' }));
    await store.statusPages.create(aStatusPage(53, { ...shown, services: [13] }));
    for (const id of [70, 71, 72]) {
      const target = { type: 'EMAIL' as const, target: `ada${id}@example.com`, locale: 'en-GB' as const, services: [] };
      const since = { createdAt: tenOClock, confirmedAt: tenOClock };
      await store.subscribers.create({ id, version: 0, pageId: 50, status: 'CONFIRMED', ...target, ...since });
    }
    const info = (await ask(undefined, 11, 12)) as { statusPagesInfo: readonly { readonly id: number }[] };
    expect(info).toMatchObject({
      privateStatusPages: 2,
      publicStatusPages: 1,
      privateSubscribers: 1,
      publicSubscribers: 3,
    });
    expect(info.statusPagesInfo.map(({ id }) => id).sort()).toEqual([50, 51, 52]);
    expect(Object.keys(info.statusPagesInfo[0] ?? {})).toEqual(['id', 'label']);
  });

  it('counts those who follow an incident that is there and that one may see, once each', async () => {
    const { incident } = await open(11);
    await changeFollowers(insider(), incident.id, async () => [1, 3].map((id) => ({ type: 'USER' as const, id })));
    const hidden = (await open(13)).incident;
    await changeFollowers(insider(), hidden.id, async () => [{ type: 'USER', id: 1 }]);
    expect(await ask(incident.id, 11, 12)).toEqual({ ...nowhere, privateSubscribers: 2 });
    for (const id of [0, undefined, 4711, hidden.id])
      expect(await ask(id, 11)).toEqual({ ...nowhere, privateSubscribers: 0 });
  });

  it('is asked of services that are there and that one may know of', async () => {
    await expect(ask(0, 99)).rejects.toThrow('affectedServices[0].service.id: there is no service 99');
    const unknown = publishInfo(as(), { affectedServices: on(11, 13) });
    await expect(unknown).rejects.toThrow('affectedServices[1].service.id: there is no service 13');
  });
});

describe('a template of incidents', () => {
  it('is new with what was sent, and reads back so', async () => {
    const least = await incidentTemplateFrom(as(), { name: 'Outage', status: '', summary: null, message: null });
    expect(least).toStrictEqual({
      id: expect.any(Number),
      version: 0,
      name: 'Outage',
      sendNotification: false,
      teams: [],
      createdAt: tenOClock,
      updatedAt: tenOClock,
    });
    const sent = { name: 'Slow', summary: '', status: 'IDENTIFIED' as const, message: '', sendNotification: true };
    const full = await incidentTemplateFrom(world.as(3), { ...sent, teams: null });
    expect(full).toMatchObject(sent);
    expect(await presentIncidentTemplates(as(), [least, { ...full, teams: [600] }])).toEqual([
      { id: least.id, name: 'Outage', sendNotification: false, teams: [] },
      { ...sent, id: full.id, teams: [{ id: 600, name: 'Platform' }] },
    ]);
  });

  it('keeps its id, its owners and its beginning when it is written anew, and nothing else', async () => {
    const times = { createdAt: tenOClock, updatedAt: tenOClock };
    const words = { summary: 'Slow', message: 'We look', status: 'IDENTIFIED' as const };
    const current: IncidentTemplate = {
      ...{ id: 80, version: 4, name: 'Slow', teams: [600], sendNotification: true },
      ...{ ...words, ...times },
    };
    const now = world.clock.advance({ minutes: 1 });
    expect(await incidentTemplateFrom(as(), { name: 'Slower' }, current)).toStrictEqual({
      ...{ id: 80, version: 4, name: 'Slower', teams: [600], sendNotification: false },
      ...{ createdAt: tenOClock, updatedAt: now },
    });
  });
});

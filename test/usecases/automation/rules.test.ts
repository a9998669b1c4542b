import { describe, expect, it } from 'vitest';
import { ConflictError } from '../../../functions/domain/errors.ts';
import { wireIdOf } from '../../../functions/domain/wire-id.ts';
import { AutomationRuleInput } from '../../../functions/usecases/automation/inputs.ts';
import { automationRuleKind } from '../../../functions/usecases/automation/kind.ts';
import {
  automationRuleFor,
  automationRulesOf,
  changeAutomationRule,
  createAutomationRule,
  deleteAutomationRule,
  presentAutomationRules,
} from '../../../functions/usecases/automation/rules.ts';
import { actorWithTeams } from '../../../functions/usecases/user/actor-with-teams.ts';
import { aService, aSource, aUser, tenOClock } from '../../support/factories.ts';
import { aRule, aTemplate, automated } from './automation-world.ts';

type Input = Parameters<typeof createAutomationRule>[1];
const input = (facts: Partial<Input> = {}): Input => ({ service: { id: 5 }, alertSource: { id: 800 }, ...facts });

/** A world with some rules, and who may change them. */
async function ruled(rules: Parameters<typeof automated>[0] = []) {
  const world = await automated(rules);
  const one = world.as(1);
  return { ...world, ctx: { ...one, actor: { ...one.actor, role: 'ADMIN' as const } } };
}

it.each<[unknown, boolean]>([
  [0, true],
  [70, true],
  [null, true],
  [-1, false],
  [0.5, false],
])('a template may be named by the id %s: %s', (id, isTaken) => {
  expect(AutomationRuleInput.safeParse(input({ template: { id } as never })).success).toBe(isTaken);
});

describe('an automation rule', () => {
  it('is stored as it was sent, without what clients fill in with nothing', async () => {
    const { ctx, store, clock } = await ruled();
    const sent = { alertType: '', serviceStatus: '', sendNotification: null, template: { id: 70 } } as const;
    const made = await createAutomationRule(ctx, input(sent));
    const now = clock.now();
    const stored = {
      ...{ id: made.id, alertType: 'CREATED', sourceId: 800, serviceId: 5, templateId: 70 },
      ...{ resolveIncident: false, resolveService: false, createdAt: now, updatedAt: now },
    };
    expect(made).toStrictEqual({ ...stored, version: made.version });
    expect(await store.automationRules.get(made.id)).toMatchObject(stored);
    const full = { alertType: 'ACCEPTED', serviceStatus: 'DEGRADED', sendNotification: false } as const;
    expect(
      await createAutomationRule(ctx, input({ ...full, resolveIncident: true, resolveService: true })),
    ).toMatchObject({
      ...full,
      resolveIncident: true,
      resolveService: true,
    });
  });

  it('is the same after a change: its id, and since when it is there', async () => {
    const { ctx, clock, store } = await ruled([aRule(7, { templateId: 70, sendNotification: true })]);
    const { createdAt } = (await store.automationRules.get(7)) ?? expect.fail('there is a rule 7');
    clock.advance({ hours: 1 });
    const changed = await changeAutomationRule(ctx, wireIdOf(7), () => input({ serviceStatus: 'MAJOR_OUTAGE' }));
    expect(changed).toMatchObject({ id: 7, serviceStatus: 'MAJOR_OUTAGE', createdAt, updatedAt: clock.now() });
    expect(createdAt).not.toBe(clock.now());
    for (const gone of ['templateId', 'sendNotification']) expect(changed).not.toHaveProperty(gone);
  });

  it('is as it was where what it was read as speaks against the change', async () => {
    const { ctx, store } = await ruled([aRule(7)]);
    const seen: unknown[] = [];
    const check = async (current: object) => {
      seen.push(current);
      throw new ConflictError('it is not as it was read');
    };
    const change = changeAutomationRule(ctx, wireIdOf(7), () => input({ serviceStatus: 'MAJOR_OUTAGE' }), check);
    await expect(change).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await store.automationRules.get(7)).toMatchObject({ serviceStatus: 'DEGRADED' });
    expect(seen).toMatchObject([{ id: 7 }]);
  });

  it('of a source that has fifty can be changed, while none comes to it', async () => {
    const { ctx, store } = await ruled(Array.from({ length: 50 }, (_none, index) => aRule(index + 1)));
    await store.sources.create(aSource({ id: 801, integrationKey: 'another' }));
    await store.automationRules.create(aRule(60, { sourceId: 801 }));
    const full = { field: 'alertSource.id', message: expect.stringContaining('at most 50 automation rules') };
    const worse = { serviceStatus: 'MAJOR_OUTAGE' } as const;
    expect(await changeAutomationRule(ctx, wireIdOf(1), () => input(worse))).toMatchObject(worse);
    await expect(createAutomationRule(ctx, input(worse))).rejects.toMatchObject(full);
    await expect(changeAutomationRule(ctx, wireIdOf(60), () => input(worse))).rejects.toMatchObject(full);
  });

  it('names nothing that whoever writes it may not know of', async () => {
    const users = [aUser(1), aUser(2), aUser(3)];
    const cell = {
      id: 70,
      version: 1,
      name: 'Cell',
      visibility: 'PRIVATE',
      createdAt: tenOClock,
      updatedAt: tenOClock,
    };
    const teams = [{ ...cell, members: [{ userId: 2, role: 'USER' }] } as never];
    const { ctx: own, store } = await automated([], { users, teams });
    await store.services.create(aService(7, { name: 'Theirs', teams: [70] }));
    await store.sources.create(aSource({ id: 801, integrationKey: 'another', teams: [70] }));
    await store.incidentTemplates.create(aTemplate({ id: 71, name: 'Theirs', teams: [70] }));
    const as = async (user: ReturnType<typeof aUser>) => ({ ...own, actor: await actorWithTeams(own, user) });
    const theirs = { service: { id: 7 }, alertSource: { id: 801 }, template: { id: 71 } };
    const [stranger, member] = [await as(aUser(1, { role: 'USER' })), await as(aUser(2, { role: 'USER' }))];
    for (const [name, reference] of Object.entries(theirs))
      await expect(
        createAutomationRule(stranger, input({ serviceStatus: 'DEGRADED', [name]: reference })),
      ).rejects.toMatchObject({ code: 'INVALID', field: `${name}.id` });
    expect(await createAutomationRule(member, input(theirs))).toMatchObject({
      serviceId: 7,
      sourceId: 801,
      templateId: 71,
    });
  });

  it('is written by those alone who may write some, and may say of this service what it is in', async () => {
    const users = [aUser(1), aUser(2), aUser(3)];
    const open = { id: 70, version: 1, name: 'Open', visibility: 'PUBLIC', createdAt: tenOClock, updatedAt: tenOClock };
    const teams = [{ ...open, members: [{ userId: 2, role: 'USER' }] } as never];
    const { ctx: own, store } = await automated([], { users, teams });
    await store.services.create(aService(7, { name: 'Theirs', teams: [70] }));
    const as = async (id: number) => ({ ...own, actor: await actorWithTeams(own, aUser(id, { role: 'RESPONDER' })) });
    const make = async (id: number, service: number) =>
      createAutomationRule(await as(id), input({ serviceStatus: 'DEGRADED', service: { id: service } }));
    for (const service of [5, 99]) await expect(make(1, service)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    // Who may write in a team says nothing of what it does not own.
    await expect(make(2, 5)).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('may not say what service 5 is in'),
    });
    const made = await make(2, 7);
    expect(made).toMatchObject({ serviceId: 7 });
    const worse = input({ serviceStatus: 'MAJOR_OUTAGE', service: { id: 7 } });
    expect(await changeAutomationRule(await as(2), wireIdOf(made.id), () => worse)).toMatchObject({
      id: made.id,
      serviceStatus: 'MAJOR_OUTAGE',
    });
  });

  it('says what a service is in, or has a template', async () => {
    const { ctx } = await ruled();
    for (const nothing of [{}, { template: null }, { template: { id: 0 } }, { serviceStatus: '' } as const])
      await expect(createAutomationRule(ctx, input(nothing))).rejects.toMatchObject({ field: 'serviceStatus' });
  });

  it('that is not there is told by sixty characters of its id, whatever is asked of it', async () => {
    const { ctx } = await ruled([aRule(7)]);
    const missing = { code: 'NOT_FOUND', message: expect.stringMatching(/\bx{60}\b/) };
    await expect(automationRuleFor(ctx, 'x'.repeat(80), 'automation-rule:read')).rejects.toMatchObject(missing);
    await expect(deleteAutomationRule(ctx, wireIdOf(8))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await deleteAutomationRule(ctx, wireIdOf(7));
    await expect(automationRuleFor(ctx, wireIdOf(7), 'automation-rule:read')).rejects.toThrow(wireIdOf(7));
    expect([await automationRulesOf(ctx, 5), await automationRulesOf(ctx, 99)]).toEqual([[], []]);
  });

  it('of a service that was deleted in spite of it is none of that any more', async () => {
    const { ctx, store } = await ruled([aRule(7)]);
    const service = (await store.services.get(5)) ?? expect.fail('there is a service 5');
    await store.services.delete(service, { evenIfUsed: true });
    expect(await automationRulesOf(ctx, 5)).toEqual([]);
    await expect(automationRuleFor(ctx, wireIdOf(7), 'automation-rule:read')).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('is shown with what it refers to, and told by what it does', async () => {
    const { serviceStatus: _none, ...silent } = aRule(8, { templateId: 70, alertType: 'ACCEPTED' });
    const { ctx } = await ruled([aRule(7, { sendNotification: true }), silent]);
    const rules = await automationRulesOf(ctx, 5);
    const named = { service: { id: 5, name: 'Checkout' }, alertSource: { id: 800, name: 'Prometheus' } };
    const wishes = { resolveIncident: true, resolveService: true };
    expect(await presentAutomationRules(ctx, rules)).toEqual([
      { id: wireIdOf(7), alertType: 'CREATED', serviceStatus: 'DEGRADED', ...named, ...wishes, sendNotification: true },
      {
        ...{ id: wireIdOf(8), alertType: 'ACCEPTED', template: { id: 70, name: 'Trouble' } },
        ...{ ...named, ...wishes, sendNotification: false },
      },
    ]);
    expect(rules.map(automationRuleKind.nameOf)).toEqual(['CREATED → DEGRADED', 'ACCEPTED → incident']);
  });
});

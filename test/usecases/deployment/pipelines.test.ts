import { describe, expect, it, vi } from 'vitest';
import type { Deployment } from '../../../functions/domain/deployment/deployment.ts';
import type { DeploymentPipeline } from '../../../functions/domain/deployment/pipeline.ts';
import { createDeploymentIntake } from '../../../functions/store/deployment-intake.ts';
import { presentDeployments, visibleDeployments } from '../../../functions/usecases/deployment/present.ts';
import { deploymentPipelineFrom } from '../../../functions/usecases/deployment-pipeline/from-input.ts';
import type { DeploymentPipelineInput } from '../../../functions/usecases/deployment-pipeline/inputs.ts';
import { presentDeploymentPipelines } from '../../../functions/usecases/deployment-pipeline/present.ts';
import { rotatePipelineKey } from '../../../functions/usecases/deployment-pipeline/rotate-key.ts';
import { aDeployment, aPipeline } from '../../support/deployments.ts';
import { aUser, tenOClock } from '../../support/factories.ts';
import { aTeam } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

async function aPipelineWorld() {
  const teams = [aTeam([3]), aTeam([2], { id: 601, name: 'Cell', visibility: 'PRIVATE' })];
  const world = await aWorld({ users: [aUser(1), aUser(2, { email: 'Ada@example.com' }), aUser(3)], teams });
  const unseenPeople = new Set([3]);
  const outsider = {
    ...world.as(1),
    actor: { ...world.as(1).actor, teams: { roles: new Map(), privateTeams: new Set([601]), unseenPeople } },
  };
  return { ...world, ctx: world.as(1), outsider };
}

const input = { name: 'Shop', integrationType: 'API', teams: [] } as DeploymentPipelineInput;
const github = { ...input, integrationType: 'GITHUB' } as DeploymentPipelineInput;
const written = async (sent: object, current?: DeploymentPipeline) => {
  const { as, clock } = await aPipelineWorld();
  const ctx = as(3);
  if (current !== undefined) clock.advance({ minutes: 1 });
  return deploymentPipelineFrom(ctx, { ...input, ...sent } as DeploymentPipelineInput, current);
};

describe('a pipeline as it is written', () => {
  it('is new with a key that tells what it is', async () => {
    const made = { version: 0, id: expect.any(Number), createdAt: tenOClock, updatedAt: tenOClock };
    const key = (prefix: string) => expect.stringMatching(new RegExp(`^${prefix}.`));
    expect(await written({ params: null })).toStrictEqual({ ...made, ...input, integrationKey: key('ilapid') });
    const filters = { branchFilters: [], eventFilters: [] };
    expect(await written(github)).toStrictEqual({ ...made, ...github, ...filters, integrationKey: key('ilghd') });
    const params = { branchFilters: ['main'], eventFilters: ['push', 'release'], signingSecret: 'hush' };
    expect(await written({ ...github, params })).toMatchObject(params);
    expect(await written({ teams: [{ id: 600 }] })).toMatchObject({ teams: [600] });
  });

  it('keeps what it is known by; owners and filters that are not mentioned go', async () => {
    const filters = { branchFilters: ['main'], eventFilters: ['push'] };
    const current = aPipeline({
      integrationType: 'GITHUB',
      teams: [600],
      signingSecret: 'hush',
      version: 4,
      ...filters,
    });
    expect(await written({ ...github, name: 'Store', teams: null }, current)).toStrictEqual({
      ...current,
      ...{ name: 'Store', teams: [], branchFilters: [], eventFilters: [] },
      updatedAt: '2026-11-21T10:01:00.000Z',
    });
    const changing = written({ name: 'Store' }, current);
    await expect(changing).rejects.toThrow('integrationType: cannot be changed from GITHUB');
  });

  it.each([
    ['stays where it is not mentioned', undefined, 'hush'],
    ['stays where asterisks stand in its place', '****', 'hush'],
    ['is another where one is sent', 'loud', 'loud'],
    ['goes with an empty text', '', undefined],
    ['goes with a blank one', ' ', undefined],
  ])('has a secret that %s', async (_what, signingSecret, expected) => {
    const current = aPipeline({ signingSecret: 'hush' });
    expect((await written({ params: { signingSecret } }, current)).signingSecret).toBe(expected);
  });

  it.each([
    ['params.branchFilters: is not for API', { params: { branchFilters: ['main'] } }],
    ['params.eventFilters: is not for API', { params: { eventFilters: ['push'] } }],
    ['params.eventFilters[0]: must be one of pull_request, push', { ...github, params: { eventFilters: ['x'] } }],
    ['params.eventFilters[1]: must be one of', { ...github, params: { eventFilters: ['push', 'Failed'] } }],
  ])('is refused: %s', async (problem, sent) => {
    await expect(written(sent)).rejects.toThrow(problem);
    expect(await written({ params: { branchFilters: [], eventFilters: [] } })).not.toHaveProperty('eventFilters');
  });

  it('shows its filters, and how much they have left out', async () => {
    const { ctx, store, table } = await aPipelineWorld();
    const pipeline = await store.deploymentPipelines.create(
      aPipeline({ integrationType: 'GITHUB', branchFilters: ['main'], eventFilters: ['push'] }),
    );
    const intake = createDeploymentIntake(table);
    for (const reason of ['branch x', 'branch y']) await intake.countLeftOut(600, reason, tenOClock);
    const [shown] = await presentDeploymentPipelines(ctx, [pipeline], { withUrl: false, withLeftOut: true });
    expect(shown).toMatchObject({
      params: { branchFilters: ['main'], eventFilters: ['push'] },
      filteredEvents: { count: 2, lastAt: tenOClock, lastReason: 'branch y' },
    });
    const leftOut = () => expect.fail('nobody asks for it');
    const deploymentPipelines = Object.assign(Object.create(store.deploymentPipelines), { leftOut });
    const reading = { ...ctx, store: { ...store, deploymentPipelines } };
    const [plain] = await presentDeploymentPipelines(reading, [pipeline], { withUrl: false, withLeftOut: false });
    expect(plain).not.toHaveProperty('filteredEvents');
  });

  it('gets another key, which is a change of it', async () => {
    const { ctx, store, clock, outsider } = await aPipelineWorld();
    const pipeline = await store.deploymentPipelines.create(aPipeline({ teams: [600] }));
    const now = clock.advance({ minutes: 1 });
    const changed = await rotatePipelineKey(ctx, 600);
    expect(changed).toMatchObject({ ...pipeline, version: 1, updatedAt: now, integrationKey: expect.any(String) });
    expect(changed.integrationKey).toMatch(/^ilapid/);
    expect(changed.integrationKey).not.toBe(pipeline.integrationKey);
    const [shown] = await presentDeploymentPipelines(outsider, [changed], { withUrl: false, withLeftOut: false });
    expect(shown).toEqual({
      ...{ id: 600, name: 'Shop', integrationType: 'API', integrationKey: changed.integrationKey },
      ...{ teams: [{ id: 600, name: 'Platform' }], createdAt: tenOClock, updatedAt: now },
    });
  });
});

describe('deployments', () => {
  const of = (id: number, teams?: number[]): Deployment =>
    aDeployment({ id: id + 10, pipeline: { id, name: 'Shop' }, ...(teams && { teams }) });

  it('are seen by who may read their pipeline; of one that is gone its former owners count', async () => {
    const { ctx, outsider, store } = await aPipelineWorld();
    await store.deploymentPipelines.create(aPipeline());
    await store.deploymentPipelines.create(aPipeline({ id: 610, teams: [601] }));
    const all = [of(600, [601]), of(610), of(620), of(630, [600]), of(640, [601]), of(650, [600, 699])];
    const seen = async (who: typeof ctx, isInTeams?: Parameters<typeof visibleDeployments>[2]) =>
      (await visibleDeployments(who, all, isInTeams)).map(({ pipeline }) => pipeline.id);
    expect(await seen(outsider)).toEqual([600, 620, 630]);
    expect(await seen({ ...ctx, actor: { ...ctx.actor, role: 'ADMIN' as never } })).toEqual([600, 610, 620, 630, 640]);
    expect(await seen(outsider, ({ teams }) => teams.includes(600))).toEqual([630]);
    const getMany = vi.fn(store.teams.getMany);
    const watched = { ...store, teams: Object.assign(Object.create(store.teams), { getMany }) };
    expect(await visibleDeployments({ ...outsider, store: watched }, all.slice(0, 1))).toHaveLength(1);
    expect(getMany.mock.calls).toEqual([[[]]]);
    expect(await visibleDeployments({ ...ctx, actor: { ...ctx.actor, role: 'GUEST' as never } }, all)).toEqual([]);
  });

  it('are shown with all that was said, and by whom as far as the reader may know', async () => {
    const { outsider } = await aPipelineWorld();
    const links = [{ href: 'https://git.example.com/1', text: 'Diff' }];
    const said = { event: 'push', branch: 'main', revision: 'abc', links, customDetails: { size: 3 } };
    const shown = { id: 610, summary: 'shop 2.4.1', timestamp: tenOClock, receivedAt: tenOClock, links: [] };
    const deploymentPipeline = { id: 600, name: 'Shop', integrationType: 'API' };
    const byAda = { userEmail: 'ada@example.com', userName: 'ada' };
    const least = { ...shown, deploymentPipeline };
    const present = (facts: Partial<Deployment>) => presentDeployments(outsider, [aDeployment(facts)]);
    expect(await present({})).toEqual([least]);
    expect((await present({}))[0]).not.toHaveProperty('customDetails');
    expect(await present({ ...said, ...byAda } as Partial<Deployment>)).toEqual([
      { ...least, ...said, ...byAda, user: { id: 2, firstName: 'First2', lastName: 'Last2' } },
    ]);
    const nobody = { userEmail: 'x@example.com', userName: 'x' };
    expect(await present(nobody)).toEqual([{ ...least, ...nobody }]);
    expect(await present({ userEmail: 'user3@example.com', userName: 'Grace' })).toEqual([
      { ...least, user: { id: 3 } },
    ]);
  });
});

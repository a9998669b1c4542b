import { describe, expect, it } from 'vitest';
import type { DeploymentPipeline } from '../../../functions/domain/deployment/pipeline.ts';
import { argoCdNotification, github, gitlab } from '../../integrations/deployments/messages.ts';
import { always, aPipeline, deploymentSender } from '../../support/deployments.ts';
import { memoryStore } from '../../support/memory-store.ts';

/** A pipeline that reports what it deploys. */
async function world(facts: Partial<DeploymentPipeline>) {
  const memory = memoryStore();
  const pipeline = await memory.store.deploymentPipelines.create(aPipeline(facts));
  return {
    ...memory,
    pipeline,
    key: pipeline.integrationKey,
    send: deploymentSender(memory, 0),
    kept: () => memory.store.deployments.list(always, { offset: 0, limit: 100 }),
    leftOut: () => memory.store.deploymentPipelines.leftOut(pipeline.id),
  };
}

describe('the filters of a pipeline', () => {
  it('let through what they name, and count what they leave out', async () => {
    const { send, key, kept, leftOut, clock } = await world({
      integrationType: 'GITHUB',
      branchFilters: ['main'],
      eventFilters: ['push', 'release'],
    });
    expect(await leftOut()).toBeUndefined();
    await send(github.push, { key });
    await send({ ...github.push, ref: 'refs/heads/cards' }, { key });
    await send(github.merged, { key });
    await send({ action: 'opened', issue: {} }, { key, headers: { 'x-github-event': 'issues' } });
    await send({ zen: 'x' }, { key, headers: { 'x-github-event': 'ping' } });
    expect((await kept()).map(({ branch }) => branch)).toEqual(['main']);
    expect(await leftOut()).toEqual({ count: 3, lastAt: clock.now(), lastReason: 'issues is no deployment' });
  });

  it.each<[string, object, Record<string, string>, string]>([
    ['an event', { action: 'opened' }, { 'x-github-event': 'e'.repeat(300) }, 'e'.repeat(255)],
    [
      'a branch',
      { ...github.push, ref: `refs/heads/${'b'.repeat(300)}` },
      {},
      `no branch filter matches ${'b'.repeat(255 - 25)}`,
    ],
    [
      'a branch of whole characters',
      { ...github.push, ref: `refs/heads/${'b'.repeat(229)}🙂` },
      {},
      `no branch filter matches ${'b'.repeat(229)}\ufffd`,
    ],
  ])('say in 255 characters why %s was left out last', async (_what, body, headers, reason) => {
    const filters = { branchFilters: ['main'], eventFilters: ['push'] };
    const { send, key, leftOut } = await world({ integrationType: 'GITHUB', ...filters });
    await send(body, { key, headers });
    expect(await leftOut()).toMatchObject({ count: 1, lastReason: reason });
  });

  it('of Argo CD without any let through what succeeded', async () => {
    const { send, key, kept } = await world({ integrationType: 'ARGO_CD', branchFilters: [], eventFilters: [] });
    await send({ ...argoCdNotification, phase: 'Running', finishedAt: null }, { key });
    await send({ ...argoCdNotification, phase: 'Failed' }, { key });
    await send(argoCdNotification, { key });
    expect((await kept()).map(({ event }) => event)).toEqual(['Succeeded']);
  });

  it('are forgotten with the pipeline', async () => {
    const { send, key, store, pipeline, leftOut } = await world({
      integrationType: 'GITLAB',
      eventFilters: ['Push Hook'],
    });
    await send(gitlab.release, { key });
    expect(await leftOut()).toMatchObject({ count: 1 });
    await store.deploymentPipelines.delete(pipeline);
    expect(await leftOut()).toBeUndefined();
  });
});

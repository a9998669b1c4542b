import { expect, it } from 'vitest';
import type { Role } from '../../../functions/domain/access/actor.ts';
import { presentDeploymentPipelines } from '../../../functions/usecases/deployment-pipeline/present.ts';
import { aPipeline } from '../../support/deployments.ts';
import { aWorld } from '../../support/world.ts';

const seen = { withUrl: false, withLeftOut: false };

async function shown(facts: Parameters<typeof aPipeline>[0], how: Partial<typeof seen> = {}, role: Role = 'ADMIN') {
  const { as } = await aWorld();
  const ctx = as(1);
  const [pipeline] = await presentDeploymentPipelines({ ...ctx, actor: { ...ctx.actor, role } }, [aPipeline(facts)], {
    ...seen,
    ...how,
  });
  return pipeline;
}

it('a pipeline is shown with its key and its address to who may change it, and to nobody else', async () => {
  const facts = { integrationType: 'GITHUB', integrationKey: 'key/1', signingSecret: 'hush' } as const;
  expect(await shown(facts, { withUrl: true })).toMatchObject({
    integrationKey: 'key/1',
    integrationUrl: expect.stringMatching(/^https:\/\/tocsin\.example\.com\/api\/deployment-events\/\w+\/key%2F1$/),
    params: { signingSecret: 'hush' },
  });
  const hidden = await shown(facts, { withUrl: true }, 'VIEWER');
  expect(hidden).toMatchObject({ integrationKey: null, integrationUrl: null });
  expect(JSON.stringify(hidden)).not.toMatch(/hush|key\/1/);
});

it('its address and what its filters left out are told where they are asked for', async () => {
  const plain = await shown({ integrationType: 'API' });
  expect(plain).not.toHaveProperty('integrationUrl');
  expect(plain).not.toHaveProperty('filteredEvents');
  expect(await shown({ integrationType: 'API' }, { withLeftOut: true })).toMatchObject({
    filteredEvents: { count: 0 },
  });
});

it('its params are its filters, and none where its type has neither filters nor a secret', async () => {
  expect(await shown({ integrationType: 'GITHUB' })).toMatchObject({ params: { branchFilters: [], eventFilters: [] } });
  expect(await shown({ integrationType: 'GITHUB', branchFilters: ['main'] })).toMatchObject({
    params: { branchFilters: ['main'], eventFilters: [] },
  });
  expect(await shown({ integrationType: 'API' })).not.toHaveProperty('params');
  expect(await shown({ integrationType: 'API', signingSecret: 'hush' })).toMatchObject({
    params: { signingSecret: 'hush' },
  });
  expect(await shown({ integrationType: 'API', signingSecret: 'hush' }, {}, 'VIEWER')).toMatchObject({ params: {} });
});

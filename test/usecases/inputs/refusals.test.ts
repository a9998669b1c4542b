import { expect, it } from 'vitest';
import type { ZodType } from 'zod';
import { alertSourceFrom } from '../../../functions/usecases/alert-source/from-input.ts';
import { AlertSourceInput } from '../../../functions/usecases/alert-source/inputs.ts';
import { keyFrom } from '../../../functions/usecases/alert-source/integration-key.ts';
import { canaryPolicyId, canarySourceId, canaryUserId } from '../../../functions/usecases/canary/cast.ts';
import { evaluateCondition } from '../../../functions/usecases/condition/evaluate.ts';
import { ConnectorInput } from '../../../functions/usecases/connector/inputs.ts';
import { DeploymentPipelineInput } from '../../../functions/usecases/deployment-pipeline/inputs.ts';
import { aWorld } from '../../support/world.ts';

const source = { name: 'Shop', integrationType: 'API', escalationPolicy: { id: 900 } } as const;
const problemOf = (schema: ZodType, input: object, member: string) =>
  schema.safeParse(input).error?.issues.find(({ path }) => path.join('.') === member)?.message;

it.each<[string, ZodType, string, unknown, RegExp]>([
  ['a source without a type', AlertSourceInput, 'integrationType', undefined, /^is required$/],
  ['a source of nearly a type', AlertSourceInput, 'integrationType', 'Promtheus', /did you mean PROMETHEUS\?$/],
  ['a source of no type', AlertSourceInput, 'integrationType', 'q', /: GET \/api\/integrations lists them$/],
  ['a source of what is no text', AlertSourceInput, 'integrationType', 7, /: GET \/api\/integrations lists them$/],
  ['a connector without a type', ConnectorInput, 'type', undefined, /^is required$/],
  ['a connector of no type', ConnectorInput, 'type', 'q', /^is not a type that needs a connector: .*jira.* do$/],
  ['a pipeline without a type', DeploymentPipelineInput, 'integrationType', undefined, /^is required$/],
  ['a pipeline of nearly a type', DeploymentPipelineInput, 'integrationType', 'GITHUP', /did you mean GITHUB\?$/],
  ['a pipeline of what is no text', DeploymentPipelineInput, 'integrationType', 7, /^must be one of .*GITHUB/],
])('%s is told what it lacks', (_what, schema, member, value, problem) => {
  expect(problemOf(schema, { ...source, [member]: value }, member)).toMatch(problem);
});

it('a connector is not offered types that need none', () => {
  expect(problemOf(ConnectorInput, { type: 'q' }, 'type')).not.toMatch(/\bwebhook\b/);
});

it('settings of a source may be 200,000 bytes together; beyond that the largest is named', async () => {
  const { ctx, as } = await aWorld();
  const { actor } = as(1);
  const acting = { ...ctx, actor: { ...actor, role: 'OWNER' } } as never;
  const sent = (larger: number) =>
    alertSourceFrom(acting, {
      ...source,
      iconUrl: 'i'.repeat(49_998),
      lightIconUrl: 'l'.repeat(larger),
      darkIconUrl: 'd'.repeat(9_998),
      metadata: { signingSecret: 's'.repeat(9_980) },
    } as never);
  expect((await sent(129_998)).extras.lightIconUrl).toHaveLength(129_998);
  await expect(sent(129_999)).rejects.toMatchObject({
    field: 'lightIconUrl',
    message: expect.stringContaining('makes the settings larger than 200000 bytes'),
  });
});

it('the address that an e-mail source is given has letters and digits alone, forty at most', async () => {
  const { ctx } = await aWorld();
  const secret = 'A-b_C'.repeat(9);
  const drawn = { ...ctx, ids: { ...ctx.ids, secret: () => secret } };
  const key = await keyFrom(drawn, { integrationType: 'EMAIL2' }, undefined);
  expect(key).toBe(`il1ema${'abc'.repeat(9)}`.slice(0, 40));
  const longer = { ...ctx, ids: { ...ctx.ids, secret: () => 'x'.repeat(43) } };
  expect(await keyFrom(longer, { integrationType: 'EMAIL2' }, undefined)).toHaveLength(40);
  expect(await keyFrom(drawn, { integrationType: 'API' }, undefined)).toBe(`il1api${secret}`);
});

it('a counter that is none is named in up to sixty characters', async () => {
  const { as } = await aWorld();
  const trying = (name: string) => evaluateCondition(as(1), { condition: 'true', counters: { [name]: 1 } });
  await expect(trying('n'.repeat(80))).rejects.toMatchObject({
    field: 'counters',
    message: expect.stringContaining(`'${'n'.repeat(60)}' is no counter`),
  });
});

it('the canary keeps its ids, which stored data names', () => {
  expect([canaryUserId, canaryPolicyId, canarySourceId]).toEqual([2, 3, 4]);
});

import { authorize, authorizeSomewhere } from '../../domain/access/authorize.ts';
import { InvalidInputError, NotFoundError } from '../../domain/errors.ts';
import { parseInput } from '../../platform/parse-input.ts';
import { changeConfigured } from '../../usecases/configuration/change.ts';
import { policyFrom, withLevel } from '../../usecases/policy/from-input.ts';
import { EscalationRuleInput, PolicyInput, SimulationInput } from '../../usecases/policy/inputs.ts';
import { policyKind } from '../../usecases/policy/kind.ts';
import { presentLevels, presentPolicies } from '../../usecases/policy/present.ts';
import { policyByKeys } from '../../usecases/policy/route.ts';
import { readList } from './query.ts';
import { resource } from './resource.ts';
import { type Call, idIn, objectBody, ok, type Route, route } from './route.ts';

const path = '/api/escalation-policies';

const crud = resource({
  path,
  kind: policyKind,
  rights: { read: 'policy:read', create: 'policy:write', update: 'policy:write', delete: 'policy:write' },
  page: { default: 50, max: 50 },
  input: PolicyInput,
  isNamed: true,
  create: policyFrom,
  update: (ctx, current, input) => policyFrom(ctx, input, current),
  present: presentPolicies,
});

export const escalationPolicyRoutes: readonly Route[] = [
  route('GET', `${path}/resolve`, 'policy:read', resolveRoutingKey, {
    query: ['routing-key'],
    requiredQuery: ['routing-key'],
  }),
  route('PUT', `${path}/{id}/levels/{level}`, 'policy:write', replaceLevel, { input: EscalationRuleInput }),
  route('POST', `${path}/simulate`, 'policy:read', simulation, { input: SimulationInput }),
  ...crud,
];

/** The policy of the first routing key that has one. */
async function resolveRoutingKey({ ctx, query }: Call) {
  const keys = readList(query, 'routing-key');
  if (keys.length === 0) throw new InvalidInputError('routing-key', 'is required');
  const policy = await policyByKeys(ctx, keys);
  if (policy === undefined) throw new NotFoundError('escalation policy with routing key', keys.join(','));
  authorize(ctx.actor, 'policy:read', policy, policy.id);
  return ok((await presentPolicies(ctx, [policy]))[0]);
}

/** A policy is tried while it is written. */
async function simulation(call: Call) {
  authorizeSomewhere(call.ctx.actor, 'policy:read');
  const { simulate } = await import('../../usecases/policy/simulate.ts');
  return ok(await simulate(call.ctx, parseInput(SimulationInput, objectBody(call))));
}

async function replaceLevel(call: Call) {
  const { ctx } = call;
  const [id, index] = [idIn(call), idIn(call, 'level')];
  const saved = await changeConfigured(ctx, policyKind, 'policy:write', { id }, (policy) =>
    withLevel(ctx, policy, index, parseInput(EscalationRuleInput, objectBody(call))),
  );
  return ok((await presentLevels(ctx, saved.levels.slice(index, index + 1)))[0]);
}

import { authorizeSomewhere } from '../../domain/access/authorize.ts';
import type { AutomationRule } from '../../domain/automation/automation-rule.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import { wireIdOf } from '../../domain/wire-id.ts';
import { parseInput } from '../../platform/parse-input.ts';
import { AutomationRuleInput } from '../../usecases/automation/inputs.ts';
import { automationRuleKind } from '../../usecases/automation/kind.ts';
import {
  automationRuleFor,
  automationRulesOf,
  changeAutomationRule,
  createAutomationRule,
  deleteAutomationRule,
  presentAutomationRules,
} from '../../usecases/automation/rules.ts';
import { asItWasRead, ofEdition } from './edition.ts';
import { type PageLimits, pageParameters, readIds, readPage } from './query.ts';
import { type Call, created, noContent, objectBody, ok, type Route, route } from './route.ts';

const path = '/api/automation-rules';
const page: PageLimits = { default: 50, max: 100 };
const input = { input: AutomationRuleInput };

export const automationRuleRoutes: readonly Route[] = [
  route('GET', path, 'automation-rule:read', list, {
    query: [...pageParameters, 'service'],
    requiredQuery: ['service'],
  }),
  route('POST', path, 'automation-rule:write', create, input),
  route('GET', `${path}/{rule}`, 'automation-rule:read', read),
  route('PUT', `${path}/{rule}`, 'automation-rule:write', change, { ...input, takesIfMatch: true }),
  route('DELETE', `${path}/{rule}`, 'automation-rule:write', remove),
];

const idOf = ({ params }: Call): string => params.rule ?? '';
const shown = async ({ ctx }: Call, rule: AutomationRule) => (await presentAutomationRules(ctx, [rule]))[0];
const one = async (call: Call, rule: AutomationRule) =>
  ofEdition(call.ctx, automationRuleKind, rule, ok(await shown(call, rule)));

async function list({ ctx, query }: Call) {
  const [service] = readIds(query, 'service');
  if (service === undefined) throw new InvalidInputError('service', 'must be the id of a service');
  const { offset, limit } = readPage(query, page);
  const rules = await automationRulesOf(ctx, service);
  return ok(await presentAutomationRules(ctx, rules.slice(offset, offset + limit)));
}

async function create(call: Call) {
  authorizeSomewhere(call.ctx.actor, 'automation-rule:write');
  const rule = await createAutomationRule(call.ctx, parseInput(AutomationRuleInput, objectBody(call)));
  return created(call.ctx, `${path}/${wireIdOf(rule.id)}`, await shown(call, rule));
}

async function read(call: Call) {
  return one(call, await automationRuleFor(call.ctx, idOf(call), 'automation-rule:read'));
}

async function change(call: Call) {
  const readInput = () => parseInput(AutomationRuleInput, objectBody(call));
  const check = asItWasRead(call, automationRuleKind);
  return one(call, await changeAutomationRule(call.ctx, idOf(call), readInput, check));
}

async function remove(call: Call) {
  await deleteAutomationRule(call.ctx, idOf(call));
  return noContent;
}

import { authorize, authorizeSomewhere } from '../../domain/access/authorize.ts';
import { can } from '../../domain/access/can.ts';
import type { AutomationRule } from '../../domain/automation/automation-rule.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../domain/errors.ts';
import { numberOfWireId, wireIdOf } from '../../domain/wire-id.ts';
import type { Context } from '../../ports/context.ts';
import { writeChanged, writeDeletion, writeNew } from '../configuration/write.ts';
import { namesOf, newlyNamed } from '../known.ts';
import { retryOnConflict } from '../retry.ts';
import type { AutomationRuleInput } from './inputs.ts';
import { automationRuleKind } from './kind.ts';

type RuleContext = Context<'store' | 'actor'>;
type Right = 'automation-rule:read' | 'automation-rule:write';

/** All of them are read whenever an alert of their source comes to something. */
export const mostRules = 50;

/**
 * The rule of this id, if the actor may do this with it: a rule is the business of whoever its service belongs to. Throws
 * NotFoundError, ForbiddenError.
 */
export async function automationRuleFor(ctx: RuleContext, text: string, right: Right): Promise<AutomationRule> {
  const id = numberOfWireId(text);
  const rule = id === undefined ? undefined : await ctx.store.automationRules.get(id);
  if (rule === undefined) throw new NotFoundError('automation rule', text.slice(0, 60));
  authorize(ctx.actor, right, await ctx.store.services.get(rule.serviceId), text);
  return rule;
}

/** The rules of a service, oldest first; of one that the actor may not know of, none. */
export async function automationRulesOf(ctx: RuleContext, serviceId: number): Promise<AutomationRule[]> {
  const service = await ctx.store.services.get(serviceId);
  if (service === undefined || !can(ctx.actor, 'automation-rule:read', service)) return [];
  return ctx.store.automationRules.ofService(serviceId);
}

/** Makes a rule. From then on it is for the alerts that come. */
export async function createAutomationRule(ctx: RuleContext, input: AutomationRuleInput): Promise<AutomationRule> {
  authorizeSomewhere(ctx.actor, 'automation-rule:write');
  return retryOnConflict(async () => {
    const rule = await ruleFrom(ctx, input);
    return writeNew(ctx, automationRuleKind, rule);
  });
}

/** Replaces what a rule says. What it has done for alerts that are open stays, and ends as it says then. */
export const changeAutomationRule = (
  ctx: RuleContext,
  text: string,
  read: () => AutomationRuleInput,
  check?: (current: AutomationRule) => Promise<void>,
): Promise<AutomationRule> =>
  retryOnConflict(async () => {
    const current = await automationRuleFor(ctx, text, 'automation-rule:write');
    await check?.(current);
    return writeChanged(ctx, automationRuleKind, await ruleFrom(ctx, read(), current), current);
  });

/** Deletes a rule. What it has done for alerts that are open ends with them all the same. */
export const deleteAutomationRule = (ctx: RuleContext, text: string): Promise<void> =>
  retryOnConflict(async () => {
    const rule = await automationRuleFor(ctx, text, 'automation-rule:write');
    await writeDeletion(ctx, automationRuleKind, rule);
  });

/** The rule that the input describes; of a current one the id stays, and what it refers to already. */
async function ruleFrom(
  ctx: RuleContext,
  input: AutomationRuleInput,
  current?: AutomationRule,
): Promise<AutomationRule> {
  const { service, alertSource, template, sendNotification, resolveIncident, resolveService } = input;
  const templateId = template?.id || undefined;
  if (!input.serviceStatus && templateId === undefined)
    throw new InvalidInputError('serviceStatus', 'is required without a template');
  await checkReferences(ctx, { serviceId: service.id, sourceId: alertSource.id, templateId }, current);
  const now = ctx.clock.now();
  return {
    id: current?.id ?? ctx.ids.next(),
    version: current?.version ?? 0,
    alertType: input.alertType || 'CREATED',
    sourceId: alertSource.id,
    serviceId: service.id,
    ...(input.serviceStatus && { serviceStatus: input.serviceStatus }),
    ...(templateId !== undefined && { templateId }),
    ...(typeof sendNotification === 'boolean' && { sendNotification }),
    resolveIncident: resolveIncident ?? false,
    resolveService: resolveService ?? false,
    createdAt: current?.createdAt ?? now,
    updatedAt: now,
  };
}

type Referred = Pick<AutomationRule, 'serviceId' | 'sourceId'> & { readonly templateId?: number | undefined };

const namedIn = ({ serviceId, sourceId, templateId }: Referred) => [
  { kind: 'service' as const, id: serviceId, field: 'service.id' },
  { kind: 'source' as const, id: sourceId, field: 'alertSource.id' },
  ...(templateId === undefined ? [] : [{ kind: 'incident-template' as const, id: templateId, field: 'template.id' }]),
];

async function checkReferences(ctx: RuleContext, next: Referred, current: AutomationRule | undefined): Promise<void> {
  const found = await newlyNamed(ctx, namedIn(next), current && namedIn(current));
  const service = found('service', next.serviceId);
  if (service !== undefined && !can(ctx.actor, 'automation-rule:write', service))
    throw new ForbiddenError(`${ctx.actor.name} may not say what service ${service.id} is in`);
  if (current?.sourceId === next.sourceId) return;
  if ((await ctx.store.automationRules.effectsOf(next.sourceId)).length >= mostRules)
    throw new InvalidInputError('alertSource.id', `an alert source has at most ${mostRules} automation rules`);
}

/** Rules on the wire (wire-api §22), naming what the reader may know of. */
export async function presentAutomationRules(ctx: RuleContext, rules: readonly AutomationRule[]): Promise<object[]> {
  const [service, source, template] = await Promise.all([
    namesOf(
      ctx,
      'service',
      rules.map(({ serviceId }) => serviceId),
    ),
    namesOf(
      ctx,
      'source',
      rules.map(({ sourceId }) => sourceId),
    ),
    namesOf(
      ctx,
      'incident-template',
      rules.flatMap(({ templateId }) => templateId ?? []),
    ),
  ]);
  return rules.map((rule) => ({
    id: wireIdOf(rule.id),
    alertType: rule.alertType,
    resolveIncident: rule.resolveIncident,
    resolveService: rule.resolveService,
    serviceStatus: rule.serviceStatus,
    template: rule.templateId === undefined ? undefined : template(rule.templateId),
    service: service(rule.serviceId),
    alertSource: source(rule.sourceId),
    sendNotification: rule.sendNotification ?? false,
  }));
}

import { can } from '../../domain/access/can.ts';
import type { AlertAction } from '../../domain/alert-action/alert-action.ts';
import { connectorNeed } from '../../domain/alert-action/connector-type.ts';
import { effectOfAction } from '../../domain/alert-action/effect.ts';
import { namedByParams } from '../../domain/alert-action/references.ts';
import { triggerProblems } from '../../domain/alert-action/triggers.ts';
import { filterProblems } from '../../domain/alert-action/wanted.ts';
import { ForbiddenError, InvalidInputError } from '../../domain/errors.ts';
import { numberOfWireId } from '../../domain/wire-id.ts';
import type { Context } from '../../ports/context.ts';
import { mostRules } from '../automation/rules.ts';
import { conditionIn, namedIn } from '../condition/read.ts';
import { checkAddresses, checkSize } from '../connector/params.ts';
import { newlyNamed } from '../known.ts';
import { ownersFrom } from '../owners.ts';
import { refuseProblems } from '../problems.ts';
import { checkTemplate } from '../template/check.ts';
import type { AlertActionInput } from './inputs.ts';

type ActionContext = Context<'store' | 'actor' | 'settings'>;

/** All of them are read whenever an alert of their source changes. */
const mostActions = 100;

/**
 * The alert action that the input describes, with the params that it has then; of a current one id, type and history stay, and
 * sources that are not mentioned. Owners that are not mentioned go (wire-api §1.6). Throws InvalidInputError naming the first
 * member that does not fit the others or names something unknown.
 */
export async function alertActionFrom(
  ctx: ActionContext,
  input: AlertActionInput,
  params: AlertAction['params'],
  current?: AlertAction,
): Promise<AlertAction> {
  if (current !== undefined && input.connectorType !== current.connectorType)
    throw new InvalidInputError('connectorType', `cannot be changed from ${current.connectorType}`);
  checkSize(params);
  checkAddresses(params, ctx.settings, current?.params);
  checkTexts(params);
  const now = ctx.clock.now();
  const { alertFilter } = input;
  const conditions = input.conditions?.trim() ? input.conditions : undefined;
  const named = conditions === undefined ? [] : namedIn('conditions', conditionIn('conditions', conditions));
  const described = {
    id: current?.id ?? ctx.ids.next(),
    version: current?.version ?? 0,
    name: input.name,
    alertSourceIds: sourcesOf(input) ?? current?.alertSourceIds ?? [],
    connectorType: input.connectorType,
    triggerMode: input.triggerMode || 'AUTOMATIC',
    triggerTypes: input.triggerTypes ?? [],
    ...said('escalationEndedDelaySec', input.escalationEndedDelaySec),
    ...said('notResolvedDelaySec', input.notResolvedDelaySec),
    ...said('delaySec', input.delaySec),
    ...(alertFilter && { alertFilter }),
    ...(conditions !== undefined && { conditions }),
    ...(named.length > 0 && { named: named.map(({ kind, id, field }) => ({ kind, id, field })) }),
    params,
    createdAt: current?.createdAt ?? now,
    updatedAt: now,
  } satisfies Omit<AlertAction, 'teams'>;
  refuseProblems([...triggerProblems(described), ...(alertFilter ? filterProblems(alertFilter) : [])]);
  const connectorId = await connectorFor(ctx, input, current);
  await checkNamed(ctx, { ...described, named }, current);
  const action = {
    ...described,
    ...(connectorId !== undefined && { connectorId }),
    teams: await ownersFrom(ctx, input.teams ?? [], current?.teams),
  };
  await checkRoom(ctx, action, current);
  return action;
}

const said = <N extends string>(name: N, value: number | null | undefined): { readonly [_ in N]?: number } =>
  typeof value === 'number' ? ({ [name]: value } as { readonly [_ in N]: number }) : {};

/** The sources as either member names them, in their order; undefined when neither does. */
function sourcesOf({ alertSources, alertSourceIds }: AlertActionInput): number[] | undefined {
  const named = alertSources?.map(({ id }) => id);
  const both = named !== undefined && alertSourceIds ? [...named, ...alertSourceIds] : [];
  const isOne = both.every((id) => named?.includes(id) && alertSourceIds?.includes(id));
  if (!isOne) throw new InvalidInputError('alertSourceIds', 'differs from alertSources: only one of them is needed');
  const ids = named ?? alertSourceIds;
  return ids ? [...new Set(ids)] : undefined;
}

/** Texts with variables are read once, so that what cannot be read is not found out by an alert. */
function checkTexts(params: AlertAction['params']): void {
  for (const member of ['bodyTemplate', 'subject']) {
    const textTemplate = params[member];
    if (typeof textTemplate === 'string') checkTemplate({ textTemplate }, `params.${member}`);
  }
}

/** The connector that an action does something with; what stood there before may stay. */
async function connectorFor(
  ctx: ActionContext,
  { connectorId: text, connectorType }: AlertActionInput,
  current: AlertAction | undefined,
): Promise<number | undefined> {
  const need = connectorNeed(connectorType);
  if (!text) {
    if (need === 'required') throw new InvalidInputError('connectorId', `is required for ${connectorType}`);
    return undefined;
  }
  if (need === 'none') throw new InvalidInputError('connectorId', `is not for ${connectorType}, which needs none`);
  const id = numberOfWireId(text);
  if (id !== undefined && id === current?.connectorId) return id;
  const connector = id === undefined ? undefined : await ctx.store.connectors.get(id);
  if (connector === undefined || !can(ctx.actor, 'connector:read', connector))
    throw new InvalidInputError('connectorId', `there is no connector ${text}`);
  if (connector.type !== connectorType)
    throw new InvalidInputError('connectorId', `is a connector of type ${connector.type}, not ${connectorType}`);
  return connector.id;
}

type Naming = Pick<AlertAction, 'alertSourceIds' | 'connectorType' | 'params' | 'named'>;

const namedBy = ({ alertSourceIds, named = [], ...action }: Naming) => [
  ...alertSourceIds.map((id, index) => ({ kind: 'source' as const, id, field: `alertSources[${index}].id` })),
  ...namedByParams(action),
  ...named,
];

/** Whoever lets alerts say what a service is in has to be somebody who may say so. */
async function checkNamed(ctx: ActionContext, next: Naming, current: AlertAction | undefined): Promise<void> {
  const found = await newlyNamed(ctx, namedBy(next), current && namedBy(current));
  for (const { kind, id, field } of namedByParams(next)) {
    const service = kind === 'service' ? found('service', id) : undefined;
    if (service !== undefined && !can(ctx.actor, 'automation-rule:write', service))
      throw new ForbiddenError(`${ctx.actor.name} may not say what service ${id} is in (${field})`);
  }
}

/** Throws InvalidInputError for a source that has as many actions already, or does as much to services, as it can. */
export async function checkRoom(
  ctx: Context<'store'>,
  next: AlertAction,
  current: Pick<AlertAction, 'alertSourceIds'> | undefined,
): Promise<void> {
  const fresh = next.alertSourceIds.filter((id) => !current?.alertSourceIds.includes(id));
  const isEffect = effectOfAction(next) !== undefined;
  await Promise.all(
    fresh.map(async (id) => {
      const field = `alertSources[${next.alertSourceIds.indexOf(id)}].id`;
      const [actions, effects] = await Promise.all([
        ctx.store.alertActions.ofSource(id),
        isEffect ? ctx.store.automationRules.effectsOf(id) : [],
      ]);
      if (actions.length >= mostActions)
        throw new InvalidInputError(field, `an alert source has at most ${mostActions} alert actions`);
      if (effects.length >= mostRules)
        throw new InvalidInputError(field, `an alert source has at most ${mostRules} automation rules`);
    }),
  );
}

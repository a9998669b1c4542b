import { authorize } from '../../domain/access/authorize.ts';
import { can } from '../../domain/access/can.ts';
import type { AuditKind } from '../../domain/audit/kind.ts';
import { InvalidInputError, NotFoundError } from '../../domain/errors.ts';
import type { OutageOverride } from '../../domain/service/outage-override.ts';
import type { Service } from '../../domain/service/service.ts';
import type { Context } from '../../ports/context.ts';
import { recordOf } from '../configuration/record.ts';
import { retryOnConflict } from '../retry.ts';
import type { OutageOverrideInput } from './inputs.ts';

type OverrideContext = Context<'store' | 'actor'>;

/** All of them are read where a past is told. */
const mostOverrides = 500;

/** What the audit log says of outage overrides. */
export const overrideKind: AuditKind<OutageOverride> = {
  kind: 'outage-override',
  idOf: ({ id }) => id,
  nameOf: ({ status, from, until }) => `${status} ${from} – ${until}`,
  members: { id: 'unsaid', createdAt: 'unsaid', serviceId: 'told', status: 'told', from: 'told', until: 'told' },
};

/** The id says whose override it is, so that one read finds it; ids of one service sort in the order they were made in. */
const idFor = (serviceId: number, ulid: string): string => `${serviceId}-${ulid}`;
const serviceIn = (id: string): number => Number(/^(\d{1,16})-\w{1,40}$/.exec(id)?.[1]);

/** An override with its service, if the actor may do this with it. Throws NotFoundError. */
export async function overrideOf(
  ctx: OverrideContext,
  id: string,
  right: 'service:read' | 'service:write',
): Promise<{ readonly override: OutageOverride; readonly service: Service }> {
  const serviceId = serviceIn(id);
  const [override, service] = Number.isSafeInteger(serviceId)
    ? await Promise.all([ctx.store.services.override(serviceId, id), ctx.store.services.get(serviceId)])
    : [];
  if (override === undefined || service === undefined || !can(ctx.actor, 'service:read', service))
    throw new NotFoundError('outage override', id.slice(0, 60));
  authorize(ctx.actor, right, service, serviceId);
  return { override, service };
}

/** Rewrites how a stretch of the past was. */
export const createOverride = (ctx: OverrideContext, input: OutageOverrideInput): Promise<OutageOverride> =>
  retryOnConflict(async () => {
    const service = await serviceOf(ctx, input);
    const override = { id: idFor(service.id, ctx.ids.ulid()), createdAt: ctx.clock.now(), ...timesOf(ctx, input) };
    const others = await ctx.store.services.overrides(service.id);
    if (others.length >= mostOverrides)
      throw new InvalidInputError('service.id', `a service has at most ${mostOverrides} overrides`);
    await save(ctx, override, undefined, service, [...others, override]);
    return override;
  });

/** Changes an override; it keeps its place among those of its service, which it stays with. */
export const changeOverride = (
  ctx: OverrideContext,
  id: string,
  input: OutageOverrideInput,
  check?: (current: OutageOverride) => Promise<void>,
): Promise<OutageOverride> =>
  retryOnConflict(async () => {
    const { override, service } = await overrideOf(ctx, id, 'service:write');
    await check?.(override);
    if (input.service.id !== service.id)
      throw new InvalidInputError('service.id', `the override belongs to service ${service.id}`);
    const next = { ...override, ...timesOf(ctx, input) };
    const all = await ctx.store.services.overrides(service.id);
    await save(ctx, next, override, service, [...all.filter((one) => one.id !== id), next]);
    return next;
  });

/** Takes an override back. */
export const deleteOverride = (ctx: OverrideContext, id: string): Promise<void> =>
  retryOnConflict(async () => {
    const { override, service } = await overrideOf(ctx, id, 'service:write');
    const rest = (await ctx.store.services.overrides(service.id)).filter((one) => one.id !== id);
    const audit = recordOf(ctx, overrideKind, { what: 'delete', before: override });
    await ctx.store.services.deleteOverride(override, { service: withFirst(service, rest), previous: service }, audit);
  });

function save(
  ctx: OverrideContext,
  override: OutageOverride,
  before: OutageOverride | undefined,
  service: Service,
  all: readonly OutageOverride[],
): Promise<void> {
  const what = before === undefined ? 'create' : 'update';
  const audit = recordOf(ctx, overrideKind, { what, before, after: override });
  return ctx.store.services.saveOverride(override, { service: withFirst(service, all), previous: service }, audit);
}

/** The service with where its first override begins. */
function withFirst(service: Service, overrides: readonly OutageOverride[]): Service {
  const [first] = overrides.map(({ from }) => from).sort();
  return { ...service, firstOverrideFrom: first };
}

/** The service that the input names. Throws InvalidInputError when it is not there, ForbiddenError when it may not be changed. */
async function serviceOf(ctx: OverrideContext, { service: { id } }: OutageOverrideInput): Promise<Service> {
  const service = await ctx.store.services.get(id);
  if (service === undefined || !can(ctx.actor, 'service:read', service))
    throw new InvalidInputError('service.id', `there is no service ${id}`);
  authorize(ctx.actor, 'service:write', service, id);
  return service;
}

function timesOf(ctx: Context, { service, status, from, until }: OutageOverrideInput) {
  if (until <= from) throw new InvalidInputError('until', 'must be after from');
  if (until > ctx.clock.now())
    throw new InvalidInputError('until', 'must not be in the future: only the past is rewritten');
  return { serviceId: service.id, status, from, until };
}

/** An override on the wire. */
export const presentOverride = ({ id, serviceId, status, from, until }: OutageOverride, service: Service): object => ({
  id,
  service: { id: serviceId, name: service.name },
  status,
  from,
  until,
});

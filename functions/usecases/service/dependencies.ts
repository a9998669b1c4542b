import { can } from '../../domain/access/can.ts';
import { InvalidInputError, NotFoundError } from '../../domain/errors.ts';
import type { Dependency, Service } from '../../domain/service/service.ts';
import type { Context } from '../../ports/context.ts';
import type { DependencyInput } from './inputs.ts';

/** With its owners these are what a service may refer to. */
const mostDependencies = 40;

/** The service with one dependency more, or with one of its dependencies changed. */
export async function withDependency(
  ctx: Context<'store' | 'actor'>,
  service: Service,
  { service: needed, type }: DependencyInput,
  id?: number,
): Promise<{ readonly service: Service; readonly dependency: Dependency }> {
  const others = service.dependencies.filter((dependency) => dependency.id !== id);
  if (id !== undefined) dependencyOf(service, id);
  if (others.some(({ serviceId }) => serviceId === needed.id))
    throw new InvalidInputError('service.id', `service ${service.id} depends on service ${needed.id} already`);
  if (others.length >= mostDependencies)
    throw new InvalidInputError('service.id', `a service has at most ${mostDependencies} dependencies`);
  await refuseCycle(ctx, service, needed.id);
  const dependency = { id: id ?? ctx.ids.next(), serviceId: needed.id, type: type ?? 'HARD' } as const;
  const dependencies =
    id === undefined ? [...others, dependency] : service.dependencies.map((one) => (one.id === id ? dependency : one));
  return { service: { ...service, dependencies, updatedAt: ctx.clock.now() }, dependency };
}

/** The service without one of its dependencies. */
export function withoutDependency(ctx: Context, service: Service, id: number): Service {
  dependencyOf(service, id);
  const dependencies = service.dependencies.filter((dependency) => dependency.id !== id);
  return { ...service, dependencies, updatedAt: ctx.clock.now() };
}

/** A dependency of the service. Throws NotFoundError when it has none of that id. */
export function dependencyOf({ dependencies }: Service, id: number): Dependency {
  const found = dependencies.find((dependency) => dependency.id === id);
  if (found === undefined) throw new NotFoundError('dependency', id);
  return found;
}

/** Throws InvalidInputError for a service that is not there, and for one that needs this one itself, however far away. */
async function refuseCycle(ctx: Context<'store' | 'actor'>, { id }: Service, neededId: number): Promise<void> {
  const seen = new Set<number>();
  for (let next = [neededId]; next.length > 0; ) {
    if (next.includes(id))
      throw new InvalidInputError('service.id', `service ${neededId} depends on service ${id}, or is it`);
    const services = await ctx.store.services.getMany(next);
    const isFirst = seen.size === 0;
    const isKnown = services.some((one) => can(ctx.actor, 'service:read', one));
    if (isFirst && !isKnown) throw new InvalidInputError('service.id', `there is no service ${neededId}`);
    for (const one of next) seen.add(one);
    next = [...new Set(services.flatMap(({ dependencies }) => dependencies.map(({ serviceId }) => serviceId)))].filter(
      (one) => !seen.has(one),
    );
  }
}

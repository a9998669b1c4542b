import { can } from '../../domain/access/can.ts';
import type { Dependency, Service } from '../../domain/service/service.ts';
import { parseInput } from '../../platform/parse-input.ts';
import { authorized, changeConfigured } from '../../usecases/configuration/change.ts';
import { dependencyOf, withDependency, withoutDependency } from '../../usecases/service/dependencies.ts';
import { refuseUsedService, serviceFrom } from '../../usecases/service/from-input.ts';
import { DependencyInput, ServiceInput, SubscribersInput } from '../../usecases/service/inputs.ts';
import { serviceKind } from '../../usecases/service/kind.ts';
import { presentDependencies, presentServices } from '../../usecases/service/present.ts';
import { presentSubscribers, subscribersFrom } from '../../usecases/service/subscribers.ts';
import { ofPartEdition, type Part, partAsItWasRead } from './edition.ts';
import { type PageLimits, pageParameters, readIncludes, readPage } from './query.ts';
import { listVisible, resource } from './resource.ts';
import { type Call, created, idIn, noContent, ok, type Route, route } from './route.ts';

const path = '/api/services';
const page: PageLimits = { default: 10, max: 100 };
/** What is asked for besides has to be read besides. */
const pageWithIncludes: PageLimits = { default: 10, max: 25 };

const crud = resource<Service, ServiceInput>({
  path,
  kind: serviceKind,
  rights: { read: 'service:read', create: 'service:write', update: 'service:write', delete: 'service:write' },
  page,
  input: ServiceInput,
  isNamed: true,
  create: serviceFrom,
  update: (ctx, current, input) => serviceFrom(ctx, input, current),
  checkDelete: (ctx, service) => refuseUsedService(ctx, service),
  present: (ctx, services, { include }) => presentServices(ctx, services, include),
});
const isList = ({ method, path: own }: Route) => method === 'GET' && own === path;

export const serviceRoutes: readonly Route[] = [
  route('GET', path, 'service:read', list, { query: [...pageParameters, 'include'] }),
  route('GET', `${path}/{id}/private-subscribers`, 'service:read', readSubscribers),
  route('PUT', `${path}/{id}/private-subscribers`, 'service:subscribe', (call) => subscribe(call, false), {
    input: SubscribersInput,
  }),
  route('POST', `${path}/{id}/private-subscribers`, 'service:subscribe', (call) => subscribe(call, true), {
    input: SubscribersInput,
  }),
  route('GET', `${path}/{id}/dependencies`, 'service:read', listDependencies),
  route('POST', `${path}/{id}/dependencies`, 'service:write', addDependency, { input: DependencyInput }),
  route('GET', `${path}/{id}/dependencies/{dependency}`, 'service:read', readDependency),
  route('PUT', `${path}/{id}/dependencies/{dependency}`, 'service:write', changeDependency, {
    input: DependencyInput,
    takesIfMatch: true,
  }),
  route('DELETE', `${path}/{id}/dependencies/{dependency}`, 'service:write', removeDependency),
  ...crud.filter((candidate) => !isList(candidate)),
];

async function list(call: Call) {
  const { ctx, query } = call;
  const include = readIncludes(query);
  const range = readPage(query, include.size > 0 ? pageWithIncludes : page);
  const services = await listVisible(call, 'service:read', range, (part) => ctx.store.services.list(part));
  return ok(await presentServices(ctx, services, include));
}

const named = (call: Call) => ({ id: idIn(call) });

async function readSubscribers(call: Call) {
  const { subscribers } = await authorized(call.ctx, serviceKind, 'service:read', named(call));
  return ok(await presentSubscribers(call.ctx, subscribers));
}

/** 202 with a list: other answers are not understood by clients (wire-api §1.5). */
async function subscribe(call: Call, isAdded: boolean) {
  const { ctx } = call;
  const saved = await changeConfigured(ctx, serviceKind, 'service:subscribe', named(call), async (service) => {
    const input = parseInput(SubscribersInput, call.body());
    const mayNameOthers = can(ctx.actor, 'service:subscribe-others', service);
    const how = { isAdded, mayNameOthers };
    return { ...service, subscribers: await subscribersFrom(ctx, input, service.subscribers, how) };
  });
  return { status: 202, body: await presentSubscribers(ctx, saved.subscribers) };
}

async function listDependencies(call: Call) {
  const service = await authorized(call.ctx, serviceKind, 'service:read', named(call));
  return ok(await presentDependencies(call.ctx, service));
}

async function readDependency(call: Call) {
  const service = await authorized(call.ctx, serviceKind, 'service:read', named(call));
  return oneDependency(call, service, dependencyOf(service, idIn(call, 'dependency')));
}

/** A dependency, with the tag of what can be set of it. */
const partOf = (id: number): Part<Service> => ({
  kind: serviceKind,
  name: `dependency ${id}`,
  contentIn: (service) => {
    const { serviceId, type } = dependencyOf(service, id);
    return [serviceId, type];
  },
});

const oneDependency = async (call: Call, service: Service, dependency: Dependency) =>
  ofPartEdition(call.ctx, partOf(dependency.id), service, ok(await presentDependency(call, service, dependency)));

const presentDependency = async ({ ctx }: Call, service: Service, dependency: Dependency) =>
  (await presentDependencies(ctx, { ...service, dependencies: [dependency] }))[0];

/** Saves the service with a dependency made anew or changed. */
async function saveDependency(call: Call, id?: number) {
  const { ctx } = call;
  let saved: Dependency | undefined;
  const which = { ...named(call), check: id === undefined ? undefined : partAsItWasRead(call, partOf(id)) };
  const service = await changeConfigured(ctx, serviceKind, 'service:write', which, async (current) => {
    const next = await withDependency(ctx, current, parseInput(DependencyInput, call.body()), id);
    saved = next.dependency;
    return next.service;
  });
  return { service, saved: saved as unknown as Dependency };
}

async function addDependency(call: Call) {
  const { service, saved } = await saveDependency(call);
  const body = await presentDependency(call, service, saved);
  return created(call.ctx, `${path}/${idIn(call)}/dependencies/${saved.id}`, body);
}

async function changeDependency(call: Call) {
  const { service, saved } = await saveDependency(call, idIn(call, 'dependency'));
  return oneDependency(call, service, saved);
}

async function removeDependency(call: Call) {
  const id = idIn(call, 'dependency');
  await changeConfigured(call.ctx, serviceKind, 'service:write', named(call), (service) =>
    withoutDependency(call.ctx, service, id),
  );
  return noContent;
}

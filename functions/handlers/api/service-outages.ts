import { authorizeSomewhere } from '../../domain/access/authorize.ts';
import { can } from '../../domain/access/can.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import type { Service } from '../../domain/service/service.ts';
import { trackedSince } from '../../domain/service/service.ts';
import { daysTold } from '../../domain/service/uptime.ts';
import { latest, minus } from '../../domain/time.ts';
import { parseInput } from '../../platform/parse-input.ts';
import { OutageOverrideInput } from '../../usecases/service/inputs.ts';
import {
  changeOverride,
  createOverride,
  deleteOverride,
  overrideKind,
  overrideOf,
  presentOverride,
} from '../../usecases/service/overrides.ts';
import { timelinesOf } from '../../usecases/service/past.ts';
import { presentOutages } from '../../usecases/service/present.ts';
import { asItWasRead, ofEdition } from './edition.ts';
import { readFlag, readIds, readInstant } from './query.ts';
import { type Call, created, noContent, objectBody, ok, type Route, route } from './route.ts';

const path = '/api/service-outages';
const overrides = `${path}/overrides`;
const filters = ['service', 'from', 'until'];

export const serviceOutageRoutes: readonly Route[] = [
  route('GET', overrides, 'service:read', listOverrides, { query: filters, requiredQuery: ['service'] }),
  route('POST', overrides, 'service:write', addOverride, { input: OutageOverrideInput }),
  route('GET', `${overrides}/{override}`, 'service:read', readOverride),
  route('PUT', `${overrides}/{override}`, 'service:write', putOverride, {
    input: OutageOverrideInput,
    takesIfMatch: true,
  }),
  route('DELETE', `${overrides}/{override}`, 'service:write', removeOverride),
  route('GET', path, 'service:read', listOutages, {
    query: [...filters, 'ignore-overrides'],
    requiredQuery: ['service'],
  }),
];

/** The service that the query names, and the time that is asked for: without `from` and `until` all that is told. */
async function asked({ ctx, query }: Call) {
  const [id] = readIds(query, 'service');
  if (id === undefined) throw new InvalidInputError('service', 'must be the id of a service');
  const from = readInstant(query, 'from');
  const until = readInstant(query, 'until');
  if (from !== undefined && until !== undefined && until <= from)
    throw new InvalidInputError('until', 'must be after from');
  const service = await ctx.store.services.get(id);
  if (service === undefined || !can(ctx.actor, 'service:read', service))
    throw new InvalidInputError('service', `there is no service ${id}`);
  return { service, from, until };
}

async function listOutages(call: Call) {
  const { ctx, query } = call;
  const { service, from, until } = await asked(call);
  const now = ctx.clock.now();
  const timelines = await timelinesOf(ctx, [service], { isOverridden: !readFlag(query, 'ignore-overrides') });
  const told = latest(trackedSince(service), minus(now, { days: daysTold }));
  const range = { from: latest(from ?? told, told), until: until !== undefined && until < now ? until : now };
  return ok(presentOutages(timelines.get(service.id) ?? [], range));
}

async function listOverrides(call: Call) {
  const { service, from, until } = await asked(call);
  const all = await call.ctx.store.services.overrides(service.id);
  const touching = all.filter(
    (one) => (from === undefined || one.until > from) && (until === undefined || one.from < until),
  );
  return ok(touching.map((one) => presentOverride(one, service)));
}

const idOf = ({ params }: Call): string => params.override ?? '';

async function readOverride(call: Call) {
  const { override, service } = await overrideOf(call.ctx, idOf(call), 'service:read');
  return ofEdition(call.ctx, overrideKind, override, ok(presentOverride(override, service)));
}

const shown = async ({ ctx }: Call, override: Awaited<ReturnType<typeof createOverride>>) =>
  presentOverride(override, (await ctx.store.services.get(override.serviceId)) as Service);

async function addOverride(call: Call) {
  authorizeSomewhere(call.ctx.actor, 'service:write');
  const override = await createOverride(call.ctx, parseInput(OutageOverrideInput, objectBody(call)));
  return created(call.ctx, `${overrides}/${override.id}`, await shown(call, override));
}

async function putOverride(call: Call) {
  await overrideOf(call.ctx, idOf(call), 'service:write');
  const input = parseInput(OutageOverrideInput, objectBody(call));
  const override = await changeOverride(call.ctx, idOf(call), input, asItWasRead(call, overrideKind));
  return ofEdition(call.ctx, overrideKind, override, ok(await shown(call, override)));
}

async function removeOverride(call: Call) {
  await deleteOverride(call.ctx, idOf(call));
  return noContent;
}

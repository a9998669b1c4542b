import { authorizeSomewhere } from '../../domain/access/authorize.ts';
import { can } from '../../domain/access/can.ts';
import { ConflictError, InvalidInputError } from '../../domain/errors.ts';
import type { HeartbeatMonitor } from '../../domain/heartbeat/heartbeat-monitor.ts';
import { parseInput } from '../../platform/parse-input.ts';
import { createConfigured } from '../../usecases/configuration/create.ts';
import { heartbeatMonitorFrom } from '../../usecases/heartbeat/from-input.ts';
import { HeartbeatMonitorInput } from '../../usecases/heartbeat/inputs.ts';
import { monitorKind } from '../../usecases/heartbeat/kind.ts';
import { presentHeartbeatMonitors } from '../../usecases/heartbeat/present.ts';
import { pageParameters, readIncludes, readPage } from './query.ts';
import { listVisible, type Resource, resource } from './resource.ts';
import { type Call, created, objectBody, ok, type Route, route } from './route.ts';

const path = '/api/heartbeat-monitors';
const page = { default: 100, max: 200 };

const described = {
  path,
  kind: monitorKind,
  rights: { read: 'monitor:read', create: 'monitor:write', update: 'monitor:write', delete: 'monitor:write' },
  page,
  input: HeartbeatMonitorInput,
  isNamed: true,
  create: heartbeatMonitorFrom,
  update: (ctx, current, input) => heartbeatMonitorFrom(ctx, input, current),
  present: presentHeartbeatMonitors,
} satisfies Resource<HeartbeatMonitor, HeartbeatMonitorInput>;
const isSearch = ({ path: own }: Route) => own.startsWith(`${path}/name/`);

/** A search by name always shows the address (wire-api §1.4): that is what it is asked for. */
const search = resource<HeartbeatMonitor, HeartbeatMonitorInput>({
  ...described,
  present: (ctx, monitors) => presentHeartbeatMonitors(ctx, monitors, { include: new Set(['integrationUrl']) }),
}).filter(isSearch);

export const heartbeatMonitorRoutes: readonly Route[] = [
  route('GET', path, 'monitor:read', list, { query: [...pageParameters, 'cursor', 'include'] }),
  route('POST', path, 'monitor:write', create, { input: HeartbeatMonitorInput, query: ['include'] }),
  ...search,
  ...resource<HeartbeatMonitor, HeartbeatMonitorInput>(described).filter(
    (candidate) => candidate.path !== path && !isSearch(candidate),
  ),
];

/** Pages by cursor: the last id of a page, which the header names while there may be more. */
async function list(call: Call) {
  const { ctx, query } = call;
  const { limit } = readPage(query, page);
  let last = readCursor(query);
  const visible = await listVisible(call, 'monitor:read', { offset: 0, limit }, async (part) => {
    const monitors = await ctx.store.heartbeats.listAfter(last, part.limit);
    last = monitors.at(-1)?.id ?? last;
    return monitors;
  });
  const reply = ok(await presentHeartbeatMonitors(ctx, visible, { include: readIncludes(query) }));
  const end = visible.length < limit ? undefined : visible.at(-1);
  return end === undefined ? reply : { ...reply, headers: { 'next-cursor': String(end.id) } };
}

function readCursor(query: URLSearchParams): number {
  const text = query.get('cursor') || '0';
  const cursor = Number(text);
  if (!/^\d{1,16}$/.test(text) || !Number.isSafeInteger(cursor))
    throw new InvalidInputError('cursor', 'must be what a next-cursor header said');
  return cursor;
}

/** A name that is taken is answered with 409 and the monitor that has it, so that scripts may repeat themselves. */
async function create(call: Call) {
  const { ctx, query } = call;
  authorizeSomewhere(ctx.actor, 'monitor:write');
  const input = parseInput(HeartbeatMonitorInput, objectBody(call));
  const how = { include: readIncludes(query) };
  const taken = async () => {
    const existing = await ctx.store.heartbeats.byName(input.name);
    if (existing === undefined || !can(ctx.actor, 'monitor:read', existing)) return undefined;
    return { status: 409, body: (await presentHeartbeatMonitors(ctx, [existing], how))[0] };
  };
  const conflict = await taken();
  if (conflict !== undefined) return conflict;
  try {
    const monitor = await createConfigured(ctx, monitorKind, 'monitor:write', () => heartbeatMonitorFrom(ctx, input));
    return created(ctx, `${path}/${monitor.id}`, (await presentHeartbeatMonitors(ctx, [monitor], how))[0]);
  } catch (error) {
    const isLost = error instanceof ConflictError || (error instanceof InvalidInputError && error.field === 'name');
    const lost = isLost ? await taken() : undefined;
    if (lost === undefined) throw error;
    return lost;
  }
}

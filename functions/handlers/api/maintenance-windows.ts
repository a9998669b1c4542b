import { authorizeAny } from '../../domain/access/authorize.ts';
import { parseInput } from '../../platform/parse-input.ts';
import { createConfigured } from '../../usecases/configuration/create.ts';
import { maintenanceFrom } from '../../usecases/maintenance/from-input.ts';
import { MaintenanceInput } from '../../usecases/maintenance/inputs.ts';
import { maintenanceKind } from '../../usecases/maintenance/kind.ts';
import { listMaintenance } from '../../usecases/maintenance/list.ts';
import { presentMaintenance } from '../../usecases/maintenance/present.ts';
import { type PageLimits, pageParameters, readEnums, readIds, readInstant, readPage } from './query.ts';
import { resource } from './resource.ts';
import { type Call, objectBody, ok, type Route, route } from './route.ts';

const path = '/api/maintenance-windows';
const page: PageLimits = { default: 50, max: 100 };

const crud = resource({
  path,
  kind: maintenanceKind,
  rights: {
    read: 'maintenance:read',
    create: 'maintenance:write',
    update: 'maintenance:write',
    delete: 'maintenance:write',
  },
  page,
  input: MaintenanceInput,
  isNamed: false,
  create: maintenanceFrom,
  update: (ctx, current, input) => maintenanceFrom(ctx, input, current),
  present: presentMaintenance,
});

export const maintenanceRoutes: readonly Route[] = [
  route('GET', path, 'maintenance:read', list, {
    query: [...pageParameters, 'state', 'sources', 'services', 'from', 'until'],
    formerQuery: ['states', 'source', 'service'],
  }),
  route('POST', path, 'maintenance:write', create, { input: MaintenanceInput }),
  ...crud.filter(({ path: own }) => own !== path),
];

async function list({ ctx, query }: Call) {
  const filter = {
    states: readEnums(query, ['OPEN', 'CLOSED'], 'state', 'states'),
    sources: readIds(query, 'sources', 'source'),
    services: readIds(query, 'services', 'service'),
    from: readInstant(query, 'from'),
    until: readInstant(query, 'until'),
  };
  return ok(await presentMaintenance(ctx, await listMaintenance(ctx, filter, readPage(query, page))));
}

/** The one resource whose creation is answered with 200 (wire-api §1.5). */
async function create(call: Call) {
  const { ctx } = call;
  authorizeAny(ctx.actor, 'maintenance:write');
  const input = parseInput(MaintenanceInput, objectBody(call));
  const window = await createConfigured(ctx, maintenanceKind, 'maintenance:write', () => maintenanceFrom(ctx, input));
  return ok((await presentMaintenance(ctx, [window]))[0]);
}

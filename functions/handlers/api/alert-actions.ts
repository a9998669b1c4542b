import type * as z from 'zod';
import { actionParams } from '../../actions/params/action-params.ts';
import type { AlertAction } from '../../domain/alert-action/alert-action.ts';
import type { ConnectorType } from '../../domain/alert-action/connector-type.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import { numberOfWireId } from '../../domain/wire-id.ts';
import { parseInput } from '../../platform/parse-input.ts';
import type { Page } from '../../ports/page.ts';
import { addSource, removeSource } from '../../usecases/alert-action/attach.ts';
import { alertActionFrom } from '../../usecases/alert-action/from-input.ts';
import { AlertActionInput, AttachmentInput, ConnectionInput } from '../../usecases/alert-action/inputs.ts';
import { alertActionKind } from '../../usecases/alert-action/kind.ts';
import { actionInputOf } from '../../usecases/alert-action/legacy.ts';
import { type ActionVersion, presentAlertActions, presentConnections } from '../../usecases/alert-action/present.ts';
import { connectorRoutes, paramsOf } from './connectors.ts';
import { type PageLimits, pageParameters, readIds, readPage } from './query.ts';
import { listVisible, namedByText, resource } from './resource.ts';
import { type ApiContext, type Call, objectBody, ok, type Route, route } from './route.ts';

const path = '/api/alert-actions';
const page: PageLimits = { default: 100, max: 100 };
const rights = {
  read: 'alert-action:read',
  create: 'alert-action:write',
  update: 'alert-action:write',
  delete: 'alert-action:write',
} as const;
const version = ['version'];
const mostSources = 100;

const schemas: Readonly<Record<ConnectorType, z.ZodType<Readonly<Record<string, unknown>>>>> = actionParams;

const from = (ctx: ApiContext, input: AlertActionInput, current?: AlertAction): Promise<AlertAction> =>
  alertActionFrom(ctx, input, paramsOf(schemas[input.connectorType], input.params, current?.params), current);

function readVersion(query: URLSearchParams): ActionVersion {
  const text = query.get('version');
  if (text === null || text === '') return undefined;
  if (text !== '1' && text !== '2') throw new InvalidInputError('version', 'must be 1 or 2');
  return text === '1' ? 1 : 2;
}

const crud = resource<AlertAction, AlertActionInput>({
  path,
  kind: alertActionKind,
  rights,
  page,
  queries: { read: version, write: version },
  input: AlertActionInput,
  checkInput: (_input, query) => {
    readVersion(query);
  },
  isNamed: true,
  hasTextualIds: true,
  create: (ctx, input) => from(ctx, input),
  update: (ctx, current, input) => from(ctx, input, current),
  present: (ctx, actions, { query }) => presentAlertActions(ctx, actions, readVersion(query)),
});
const isList = ({ method, path: own }: Route) => method === 'GET' && own === path;

async function list(call: Call) {
  const { ctx, query } = call;
  const wanted = readVersion(query);
  const actions = await listVisible(call, 'alert-action:read', readPage(query, page), await reading(call));
  return ok(await presentAlertActions(ctx, actions, wanted));
}

/** How a list is read: all there are, or those of sources and of a connector, which are found at these. */
async function reading({ ctx, query }: Call): Promise<(page: Page) => Promise<AlertAction[]>> {
  const { alertActions } = ctx.store;
  const sourceIds = readIds(query, 'source');
  if (sourceIds.length > mostSources) throw new InvalidInputError('source', `must be at most ${mostSources} ids`);
  const connector = query.get('connector');
  if (sourceIds.length === 0 && !connector) return (part) => alertActions.list(part);
  const found = connector ? await ofConnector(ctx, connector) : await ofSources(ctx, sourceIds);
  const actions = found.filter(
    ({ alertSourceIds }) => sourceIds.length === 0 || sourceIds.some((id) => alertSourceIds.includes(id)),
  );
  return async ({ offset, limit }) => actions.slice(offset, offset + limit);
}

async function ofConnector({ store }: ApiContext, text: string): Promise<AlertAction[]> {
  const id = numberOfWireId(text);
  return id === undefined ? [] : store.alertActions.ofConnector(id);
}

async function ofSources({ store }: ApiContext, sourceIds: readonly number[]): Promise<AlertAction[]> {
  const known = await Promise.all(sourceIds.map((id) => store.alertActions.ofSource(id)));
  const ids = [...new Set(known.flat().map(({ id }) => id))].sort((a, b) => a - b);
  return store.alertActions.getMany(ids);
}

/** Routes that let one source come or go, whatever the others do. */
function attachment(what: 'add-source' | 'remove-source', change: typeof addSource): Route[] {
  const run = async (call: Call) => {
    const wanted = readVersion(call.query);
    const readSource = () => parseInput(AttachmentInput, objectBody(call)).alertSourceId;
    const action = await change(call.ctx, namedByText(alertActionKind, call), readSource);
    return ok((await presentAlertActions(call.ctx, [action], wanted))[0]);
  };
  return ['PUT', 'POST'].map((method) =>
    route(method, `${path}/{id}/${what}`, 'alert-action:write', run, { input: AttachmentInput, query: version }),
  );
}

const connections = resource<AlertAction, ConnectionInput>({
  path: '/api/v1/connections',
  kind: alertActionKind,
  rights,
  page,
  input: ConnectionInput,
  isNamed: true,
  hasTextualIds: true,
  create: (ctx, input) => from(ctx, actionInputOf(input)),
  update: (ctx, current, input) => from(ctx, actionInputOf(input, current), current),
  present: async (ctx, actions) => presentConnections(ctx, actions),
});

/** What alerts set in motion; loaded together, because whoever asks for one part asks for the others. */
export const actionRoutes: readonly Route[] = [
  route('GET', path, 'alert-action:read', list, {
    query: [...pageParameters, 'include', 'source', 'connector', ...version],
  }),
  ...attachment('add-source', addSource),
  ...attachment('remove-source', removeSource),
  ...crud.filter((candidate) => !isList(candidate)),
  ...connections,
  ...connectorRoutes,
];

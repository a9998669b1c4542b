import { type Alert, AlertStatus } from '../../domain/alert/alert.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import { parseInput } from '../../platform/parse-input.ts';
import { acceptAmongResponders } from '../../usecases/alert/accept.ts';
import { type AssignAlertInput, assignAlert } from '../../usecases/alert/assign.ts';
import { escalateAlert } from '../../usecases/alert/escalate.ts';
import { ManualAlertInput, manualAlertFrom, SnoozeInput } from '../../usecases/alert/inputs.ts';
import { type AlertQuery, countAlerts, listAlerts } from '../../usecases/alert/list.ts';
import { presentAlerts } from '../../usecases/alert/present.ts';
import { raiseAlert } from '../../usecases/alert/raise.ts';
import { readAlert } from '../../usecases/alert/read.ts';
import { resolveAlert } from '../../usecases/alert/resolve.ts';
import { snoozeAlert } from '../../usecases/alert/snooze.ts';
import { withinBudget } from '../../usecases/alert/within-budget.ts';
import { alertMemberRoutes, newestLogRoute } from './alert-members.ts';
import { alertOutlookRoutes, executionOf } from './alert-outlook.ts';
import {
  type PageLimits,
  pageParameters,
  readEnums,
  readIds,
  readIncludes,
  readInstant,
  readList,
  readPage,
} from './query.ts';
import {
  type ApiContext,
  type Call,
  created,
  type Description,
  idIn,
  objectBody,
  ok,
  type Route,
  route,
} from './route.ts';
import { readTeamContext } from './team-context.ts';

const path = '/api/alerts';
const page: PageLimits = { default: 50, max: 100 };
const maxFilterValues = 50;
const filterParameters = ['states', 'sources', 'policies', 'responders', 'from', 'until'];
const formerQuery = ['state', 'alert-source', 'assigned-to'];

/** A route that does something to the alert in its path and answers with the alert as it is then. */
const alertRoute = (
  verb: string,
  run: (ctx: ApiContext, input: { readonly alertId: number }, call: Call) => ReturnType<typeof readAlert>,
  description: Description = {},
): Route =>
  route(
    'PUT',
    `${path}/{id}/${verb}`,
    'alert:respond',
    async (call) => {
      const alert = await run(call.ctx, { alertId: idIn(call) }, call);
      return ok((await presentAlerts(call.ctx, [alert], readIncludes(call.query)))[0]);
    },
    { ...description, query: [...(description.query ?? []), 'include'] },
  );

export const alertRoutes: readonly Route[] = [
  route(
    'GET',
    path,
    'alert:read',
    async (call) => {
      const { ctx, query } = call;
      const isWanted = await readTeamContext(call);
      const alerts = await listAlerts(ctx, readAlertQuery(query), readPage(query, page), isWanted);
      return ok(withinBudget(await presentAlerts(ctx, alerts, readIncludes(query))));
    },
    { query: [...filterParameters, ...pageParameters, 'include'], formerQuery },
  ),
  route(
    'POST',
    path,
    'alert:create',
    async (call) => {
      const input = manualAlertFrom(parseInput(ManualAlertInput, objectBody(call)));
      // Most alerts are made by tools.
      const { createManualAlert } = await import('../../usecases/alert/create-manual.ts');
      const alert = await createManualAlert(call.ctx, input);
      const [body] = await presentAlerts(call.ctx, [alert], readIncludes(call.query));
      return created(call.ctx, `${path}/${alert.id}`, body);
    },
    { input: ManualAlertInput, query: ['include'] },
  ),
  route(
    'GET',
    `${path}/count`,
    'alert:read',
    async (call) => ok({ count: await countAlerts(call.ctx, readAlertQuery(call.query), await readTeamContext(call)) }),
    { query: filterParameters, formerQuery },
  ),
  newestLogRoute,
  route(
    'GET',
    `${path}/{id}`,
    'alert:read',
    async (call) => {
      const { ctx, query } = call;
      const alert = await readAlert(ctx, idIn(call));
      const include = readIncludes(query);
      const [body] = await presentAlerts(ctx, [alert], include);
      return ok({ ...body, ...(await askedBesides(ctx, alert, include)) });
    },
    { query: ['include'] },
  ),
  route('PUT', `${path}/{id}/accept`, 'alert:respond', async (call) => {
    const { alert, responders } = await acceptAmongResponders(call.ctx, { alertId: idIn(call) });
    const known = new Map([[alert.id, responders]]);
    return ok((await presentAlerts(call.ctx, [alert], readIncludes(call.query), known))[0]);
  }),
  alertRoute('resolve', resolveAlert),
  alertRoute('raise', raiseAlert),
  alertRoute('escalate', (ctx, { alertId }, { query }) => escalateAlert(ctx, { alertId, ...readLevel(query) }), {
    query: ['level'],
  }),
  alertRoute('assign', (ctx, { alertId }, { query }) => assignAlert(ctx, { alertId, to: readAssignee(query) }), {
    query: ['user', 'policy', 'schedule'],
    formerQuery: ['user-id', 'policy-id', 'schedule-id'],
  }),
  alertRoute(
    'snooze',
    (ctx, { alertId }, call) => snoozeAlert(ctx, { alertId, ...parseInput(SnoozeInput, objectBody(call)) }),
    { input: SnoozeInput },
  ),
  ...alertMemberRoutes,
  ...alertOutlookRoutes,
];

/** What is read of one alert only when it is asked for. */
async function askedBesides(ctx: ApiContext, alert: Alert, include: ReadonlySet<string>): Promise<object> {
  const execution = include.has('execution') ? executionOf(ctx, alert) : undefined;
  if (!include.has('deployments')) return { ...(execution && { execution }) };
  const { deploymentsOfAlert } = await import('../../usecases/deployment/of-alert.ts');
  return { deployments: await deploymentsOfAlert(ctx, alert.id), ...(execution && { execution }) };
}

function readAlertQuery(query: URLSearchParams): AlertQuery {
  const from = readInstant(query, 'from');
  const until = readInstant(query, 'until');
  const filter: AlertQuery = {
    states: readEnums(query, AlertStatus.options, 'states', 'state'),
    sources: readIds(query, 'sources', 'alert-source'),
    policies: readIds(query, 'policies'),
    responders: readList(query, 'responders', 'assigned-to'),
    ...(from && { from }),
    ...(until && { until }),
  };
  for (const name of ['states', 'sources', 'policies', 'responders'] as const)
    if ((filter[name]?.length ?? 0) > maxFilterValues)
      throw new InvalidInputError(name, `must be at most ${maxFilterValues} values`);
  return withoutEmpty(filter);
}

/** No values mean no condition. */
const withoutEmpty = ({ states, sources, policies, ...rest }: AlertQuery): AlertQuery => ({
  ...rest,
  ...(states?.length && { states }),
  ...(sources?.length && { sources }),
  ...(policies?.length && { policies }),
});

function readLevel(query: URLSearchParams): { readonly level?: number } {
  const level = query.get('level');
  if (level === null || level === '') return {};
  if (!/^\d{1,4}$/.test(level)) throw new InvalidInputError('level', 'must be a whole number from 0');
  return { level: Number(level) };
}

/** Exactly one person, policy or schedule. */
function readAssignee(query: URLSearchParams): AssignAlertInput['to'] {
  const given = (['user', 'policy', 'schedule'] as const).flatMap((kind) =>
    readIds(query, kind, `${kind}-id`).map((id) => ({ kind, id })),
  );
  const [to] = given;
  if (to === undefined || given.length > 1)
    throw new InvalidInputError('user', 'give exactly one of user, policy and schedule');
  return to;
}

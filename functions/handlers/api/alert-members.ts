import { LogFilterType } from '../../domain/alert/log-entry.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import { Language } from '../../domain/user/user.ts';
import { parseInput } from '../../platform/parse-input.ts';
import { commentAlert } from '../../usecases/alert/comment.ts';
import { ActionOfAlertInput, CommentInput, ResponderInput } from '../../usecases/alert/inputs.ts';
import { type NewEntry, newestLog } from '../../usecases/alert/newest-log.ts';
import { presentAlerts, presentResponder } from '../../usecases/alert/present.ts';
import { readAlert } from '../../usecases/alert/read.ts';
import { readNotifications } from '../../usecases/alert/read-notifications.ts';
import { addResponder, removeResponder } from '../../usecases/alert/respond.ts';
import { withinBudget } from '../../usecases/alert/within-budget.ts';
import { type PageLimits, pageParameters, readEnums, readIncludes, readPage } from './query.ts';
import { type ApiContext, type Call, created, idIn, noContent, objectBody, ok, type Route, route } from './route.ts';

const path = '/api/alerts/{id}';
const page: PageLimits = { default: 50, max: 100 };

/** The words of timelines are many, and come when somebody reads one. */
const timeline = () => import('../../usecases/alert/present-log.ts');

/** What belongs to one alert: its responders, notifications, timeline and comments. */
export const alertMemberRoutes: readonly Route[] = [
  route('GET', `${path}/suggested-responders`, 'alert:read', async (call) =>
    ok(await (await import('../../usecases/alert/suggest-responders.ts')).suggestResponders(call.ctx, idIn(call))),
  ),
  route(
    'POST',
    `${path}/responders`,
    'alert:respond',
    async (call) => {
      const alertId = idIn(call);
      const { user } = parseInput(ResponderInput, objectBody(call));
      const responder = await addResponder(call.ctx, { alertId, userId: user.id });
      return created(call.ctx, `/api/alerts/${alertId}/responders/${user.id}`, presentResponder(call.ctx, responder));
    },
    { input: ResponderInput },
  ),
  route('DELETE', `${path}/responders/{user}`, 'alert:respond', async (call) => {
    await removeResponder(call.ctx, { alertId: idIn(call), userId: idIn(call, 'user') });
    return noContent;
  }),
  route('GET', `${path}/notifications`, 'alert:read', async (call) =>
    ok(await readNotifications(call.ctx, idIn(call))),
  ),
  route('GET', `${path}/log-entries`, 'alert:read', readLog, {
    query: [...pageParameters, 'lang', 'filter-types', 'include'],
  }),
  route(
    'POST',
    `${path}/comments`,
    'alert:respond',
    async (call) => {
      const alertId = idIn(call);
      const language = readLanguage(call);
      const { content } = parseInput(CommentInput, objectBody(call));
      const entry = await commentAlert(call.ctx, { alertId, content });
      const { presentLog } = await timeline();
      const [body] = await presentLog(call.ctx, [entry], { language, withVars: true });
      return created(call.ctx, `/api/alerts/${alertId}/log-entries`, body);
    },
    { input: CommentInput, query: ['lang'] },
  ),
  route('GET', `${path}/deployments`, 'alert:read', async (call) => {
    const alert = await readAlert(call.ctx, idIn(call));
    const { deploymentsOfAlert } = await import('../../usecases/deployment/of-alert.ts');
    return ok(await deploymentsOfAlert(call.ctx, alert.id));
  }),
  route('GET', `${path}/actions`, 'alert:read', async (call) => {
    const { actionsOfAlert, presentActionsOfAlert } = await import('../../usecases/alert-action/of-alert.ts');
    return ok(await presentActionsOfAlert(call.ctx, await actionsOfAlert(call.ctx, idIn(call))));
  }),
  route(
    'POST',
    `${path}/actions`,
    'alert:respond',
    async (call) => {
      const alertId = idIn(call);
      const { alertActionId } = parseInput(ActionOfAlertInput, objectBody(call));
      const { setInMotion } = await import('../../usecases/action-delivery/set-in-motion.ts');
      const { presentActionResult } = await import('../../usecases/alert-action/of-alert.ts');
      const result = await setInMotion(call.ctx, { alertId, alertActionId });
      return created(call.ctx, `/api/alerts/${alertId}/actions`, await presentActionResult(call.ctx, result));
    },
    { input: ActionOfAlertInput },
  ),
];

/** What happened lately, of all alerts, newest first; with `include` also the alert and the text under its other name. */
export const newestLogRoute = route(
  'GET',
  '/api/alerts/newest-log-entries',
  'alert:read',
  async (call) => {
    const { ctx, query } = call;
    const language = readLanguage(call);
    const range = readPage(query, page);
    if (range.offset > mostSkipped) throw new InvalidInputError('start-index', `must be at most ${mostSkipped}`);
    const found = await newestLog(ctx, range, readFilterTypes(query));
    const include = readIncludes(query);
    const alerts = include.has('alert') ? await presentedById(ctx, found) : undefined;
    const { presentLog } = await timeline();
    const entries = found.map(({ entry }) => entry);
    const presented = await presentLog(ctx, entries, { language, withVars: include.has('vars') });
    return ok(
      presented.map((entry) => ({
        ...entry,
        ...(include.has('textPlain') && { textPlain: entry.text }),
        ...(alerts && { alert: alerts.get(entry.alertId) }),
      })),
    );
  },
  { query: [...pageParameters, 'lang', 'filter-types', 'include'] },
);

/** Every timeline looked at is read this far. */
const mostSkipped = 500;

async function presentedById(ctx: ApiContext, found: readonly NewEntry[]): Promise<ReadonlyMap<number, object>> {
  const alerts = [...new Map(found.map(({ alert }) => [alert.id, alert])).values()];
  const shown = withinBudget(await presentAlerts(ctx, alerts));
  return new Map(alerts.map(({ id }, index) => [id, shown[index] ?? {}]));
}

function readFilterTypes(query: URLSearchParams): LogFilterType[] | undefined {
  const types = readEnums(query, LogFilterType.options, 'filter-types');
  return types.length > 0 ? types : undefined;
}

const readLanguage = ({ query }: Call): Language => readEnums(query, Language.options, 'lang')[0] ?? 'en';

/** The timeline, oldest first, worded in the language asked for. */
async function readLog(call: Call) {
  const { ctx, query } = call;
  const language = readLanguage(call);
  const filterTypes = readFilterTypes(query);
  const range = readPage(query, page);
  const alert = await readAlert(ctx, idIn(call));
  const entries = await ctx.store.alerts.log(alert.id, range, filterTypes);
  const withVars = readIncludes(query).has('vars');
  const { presentLog } = await timeline();
  return ok(await presentLog(ctx, entries, { language, withVars }));
}

import { authorizeSomewhere } from '../../domain/access/authorize.ts';
import { can } from '../../domain/access/can.ts';
import { IncidentStatus } from '../../domain/incident/incident.ts';
import { incidentScope } from '../../domain/telling/telling.ts';
import { isOfEdition } from '../../platform/entity-tag.ts';
import { parseInput } from '../../platform/parse-input.ts';
import { IncidentChangeInput, IncidentInput, PublishInfoInput } from '../../usecases/incident/inputs.ts';
import { listIncidents } from '../../usecases/incident/list.ts';
import { presentIncidents } from '../../usecases/incident/present.ts';
import { publishInfo } from '../../usecases/incident/publish-info.ts';
import { incidentFor, type SeenIncident } from '../../usecases/incident/view.ts';
import {
  changeFollowers,
  changeIncident,
  createIncident,
  deleteIncident,
  editionOfIncident,
} from '../../usecases/incident/write.ts';
import { SubscribersInput } from '../../usecases/service/inputs.ts';
import { presentSubscribers, subscribersFrom } from '../../usecases/service/subscribers.ts';
import { presentTellings } from '../../usecases/telling/present.ts';
import { type PageLimits, pageParameters, readEnums, readIds, readIncludes, readInstant, readPage } from './query.ts';
import { type Call, idIn, noContent, objectBody, ok, type Route, route } from './route.ts';
import { readTeamContext } from './team-context.ts';

const path = '/api/incidents';
const page: PageLimits = { default: 10, max: 100 };
/** What is asked for besides has to be read besides. */
const pageWithIncludes: PageLimits = { default: 10, max: 25 };
const include = { query: ['include'] };

export const incidentRoutes: readonly Route[] = [
  route('GET', path, 'incident:read', list, {
    query: [...pageParameters, 'states', 'services', 'from', 'until', 'include'],
    formerQuery: ['state', 'service'],
  }),
  route('POST', path, 'incident:create', create, { input: IncidentInput, ...include }),
  route('POST', `${path}/publish-info`, 'incident:create', forecast, { input: PublishInfoInput }),
  route('GET', `${path}/{id}`, 'incident:read', read, include),
  route('PUT', `${path}/{id}`, 'incident:write', change, {
    input: IncidentChangeInput,
    ...include,
    takesIfMatch: true,
  }),
  route('DELETE', `${path}/{id}`, 'incident:delete', remove),
  route('GET', `${path}/{id}/notifications`, 'incident:read', readTellings),
  route('GET', `${path}/{id}/private-subscribers`, 'incident:read', readSubscribers),
  route('POST', `${path}/{id}/private-subscribers`, 'incident:subscribe', subscribe, { input: SubscribersInput }),
];

async function list(call: Call) {
  const { ctx, query } = call;
  const question = {
    states: readEnums(query, IncidentStatus.options, 'states', 'state'),
    services: readIds(query, 'services', 'service'),
    from: readInstant(query, 'from'),
    until: readInstant(query, 'until'),
  };
  const includes = readIncludes(query);
  const range = readPage(query, includes.size > 0 ? pageWithIncludes : page);
  const isInTeams = await readTeamContext(call);
  const isKept = ({ seen }: SeenIncident) => isInTeams === undefined || seen.some(isInTeams);
  const found = await listIncidents(ctx, question, range, isKept);
  return ok(await presentIncidents(ctx, found, includes));
}

/** An incident with its tag, by which a writer sees that nobody else has written. */
async function answer({ ctx, query }: Call, found: SeenIncident) {
  const [body] = await presentIncidents(ctx, [found], readIncludes(query));
  return { ...ok(body), edition: editionOfIncident(found) };
}

/** Answered with 200 and not with 201, as clients expect it (wire-api §1.5). */
async function create(call: Call) {
  authorizeSomewhere(call.ctx.actor, 'incident:create');
  return answer(call, await createIncident(call.ctx, parseInput(IncidentInput, objectBody(call))));
}

async function forecast(call: Call) {
  authorizeSomewhere(call.ctx.actor, 'incident:create');
  return ok(await publishInfo(call.ctx, parseInput(PublishInfoInput, objectBody(call))));
}

async function read(call: Call) {
  return answer(call, await incidentFor(call.ctx, idIn(call), 'incident:follow'));
}

async function change(call: Call) {
  const readInput = () => parseInput(IncidentChangeInput, objectBody(call));
  const ifMatch = call.headers['if-match'];
  const isAsRead = (edition: string) => ifMatch === undefined || isOfEdition(ifMatch, edition);
  return answer(call, await changeIncident(call.ctx, idIn(call), readInput, isAsRead));
}

async function remove(call: Call) {
  await deleteIncident(call.ctx, idIn(call));
  return noContent;
}

/** Who was told, in numbers: who may see the incident may know. */
async function readTellings(call: Call) {
  const { incident } = await incidentFor(call.ctx, idIn(call), 'incident:follow');
  return ok(await presentTellings(call.ctx, incidentScope(incident.id)));
}

async function readSubscribers(call: Call) {
  const { incident } = await incidentFor(call.ctx, idIn(call), 'incident:follow');
  return ok(await presentSubscribers(call.ctx, incident.subscribers));
}

/** 202 with a list: other answers are not understood by clients (wire-api §1.5). */
async function subscribe(call: Call) {
  const { ctx } = call;
  const saved = await changeFollowers(ctx, idIn(call), async ({ incident, seen }) => {
    const owned = seen.length === 0 ? [{}] : seen.map(({ teams }) => ({ teams }));
    const mayNameOthers = owned.every((one) => can(ctx.actor, 'incident:subscribe-others', one));
    const input = parseInput(SubscribersInput, call.body());
    return subscribersFrom(ctx, input, incident.subscribers, { isAdded: true, mayNameOthers });
  });
  return { status: 202, body: await presentSubscribers(ctx, saved.subscribers) };
}

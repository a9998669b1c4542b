import { authorizeSomewhere } from '../../domain/access/authorize.ts';
import { parseDataBody, parseGraphBody } from '../../platform/json-body.ts';
import { parseInput } from '../../platform/parse-input.ts';
import { authorized } from '../../usecases/configuration/change.ts';
import { exploreEvents } from '../../usecases/event/explore.ts';
import { dryRun } from '../../usecases/event-flow/dry-run.ts';
import { readFlowEvent } from '../../usecases/event-flow/events.ts';
import { eventFlowFrom } from '../../usecases/event-flow/from-input.ts';
import { DryRunInput, EventFlowInput, FlowIntegrationInput } from '../../usecases/event-flow/inputs.ts';
import {
  addFlowIntegration,
  authorizedIntegration,
  changeFlowIntegration,
  type EntryOfFlow,
  flowIntegrations,
  removeFlowIntegration,
} from '../../usecases/event-flow/integrations.ts';
import { eventFlowKind, flowIntegrationKind } from '../../usecases/event-flow/kind.ts';
import { presentEventFlows, presentFlowIntegration } from '../../usecases/event-flow/present.ts';
import { removeEventFlow } from '../../usecases/event-flow/remove.ts';
import { asItWasRead, ofEdition } from './edition.ts';
import { eventList, eventParameters, readEventPage, readExploration } from './events.ts';
import { type PageLimits, pageParameters, readId, readPage } from './query.ts';
import { resource } from './resource.ts';
import { type Call, created, idIn, noContent, objectBody, ok, type Route, route } from './route.ts';
import { readTeamContext } from './team-context.ts';

const path = '/api/event-flows';
const entries = '/api/event-flow-integrations';
const page: PageLimits = { default: 50, max: 100 };
const [read, write] = ['event-flow:read', 'event-flow:write'] as const;

/** A flow is as deep as its nodes. */
const deepRoute = ({ run, ...rest }: Route): Route => ({
  ...rest,
  run: (call) => run({ ...call, body: () => parseGraphBody(call.text) }),
});

const crud = resource({
  path,
  kind: eventFlowKind,
  rights: { read, create: write, update: write, delete: write },
  page,
  input: EventFlowInput,
  isNamed: true,
  create: eventFlowFrom,
  update: (ctx, current, input) => eventFlowFrom(ctx, input, current),
  present: (ctx, flows, { single, written }) => presentEventFlows(ctx, flows, { isWhole: single || written }),
}).filter(({ method }) => method !== 'DELETE');

export const eventFlowRoutes: readonly Route[] = [
  ...crud.map(deepRoute),
  route('DELETE', `${path}/{id}`, write, remove),
  route('POST', `${path}/{id}/dry-run`, read, tryOut, { input: DryRunInput }),
  route('GET', `${path}/{id}/events`, read, listEvents, { query: eventParameters }),
  route('GET', `${path}/{id}/events/{event}`, read, readEvent),
  route('GET', entries, read, listEntries, { query: [...pageParameters, 'event-flow'] }),
  route('POST', entries, write, addEntry, { input: FlowIntegrationInput }),
  route('GET', `${entries}/{id}`, read, readEntry),
  route('PUT', `${entries}/{id}`, write, changeEntry, { input: FlowIntegrationInput, takesIfMatch: true }),
  route('DELETE', `${entries}/{id}`, write, removeEntry),
];

async function remove(call: Call) {
  await removeEventFlow(call.ctx, idIn(call));
  return noContent;
}

async function tryOut(call: Call) {
  const flow = await authorized(call.ctx, eventFlowKind, read, { id: idIn(call) });
  const input = parseInput(DryRunInput, objectBody({ body: () => parseDataBody(call.text, 'root') }));
  return ok(await dryRun(call.ctx, flow, input));
}

async function listEvents(call: Call) {
  const { id: flowId } = await authorized(call.ctx, eventFlowKind, read, { id: idIn(call) });
  return eventList(await exploreEvents(call.ctx, { flowId }, readExploration(call.query), readEventPage(call.query)));
}

async function readEvent(call: Call) {
  const flow = await authorized(call.ctx, eventFlowKind, read, { id: idIn(call) });
  return ok(await readFlowEvent(call.ctx, flow, (call.params.event ?? '').slice(0, 200)));
}

const shown = ({ ctx }: Call, { integration, flow }: EntryOfFlow) => presentFlowIntegration(ctx, integration, flow);

async function listEntries(call: Call) {
  const { ctx, query } = call;
  const limits = readPage(query, page);
  const flowId = readId(query, 'event-flow');
  const isInTeams = await readTeamContext(call);
  const found = await flowIntegrations(ctx, flowId, limits, (flow) => isInTeams === undefined || isInTeams(flow));
  return ok(found.map((entry) => shown(call, entry)));
}

async function addEntry(call: Call) {
  authorizeSomewhere(call.ctx.actor, write);
  const entry = await addFlowIntegration(call.ctx, parseInput(FlowIntegrationInput, objectBody(call)));
  return created(call.ctx, `${entries}/${entry.integration.id}`, shown(call, entry));
}

async function readEntry(call: Call) {
  return one(call, await authorizedIntegration(call.ctx, idIn(call), read));
}

const one = (call: Call, entry: EntryOfFlow) =>
  ofEdition(call.ctx, flowIntegrationKind, entry.integration, ok(shown(call, entry)));

async function changeEntry(call: Call) {
  const readInput = () => parseInput(FlowIntegrationInput, objectBody(call));
  const check = asItWasRead(call, flowIntegrationKind);
  return one(call, await changeFlowIntegration(call.ctx, idIn(call), readInput, check));
}

async function removeEntry(call: Call) {
  await removeFlowIntegration(call.ctx, idIn(call));
  return noContent;
}

import type { PageGroup, StatusPage } from '../../domain/page/status-page.ts';
import { parseInput } from '../../platform/parse-input.ts';
import { authorized, changeConfigured } from '../../usecases/configuration/change.ts';
import { groupNamed, groupOf, withGroup, withoutGroup, withRenamedGroup } from '../../usecases/page/groups.ts';
import { PageGroupInput } from '../../usecases/page/inputs.ts';
import { statusPageKind } from '../../usecases/page/kind.ts';
import { presentGroup } from '../../usecases/page/present.ts';
import { ofPartEdition, type Part, partAsItWasRead } from './edition.ts';
import { pageParameters, readPage } from './query.ts';
import { type Call, created, idIn, noContent, objectBody, ok, type Route, route } from './route.ts';

const path = '/api/status-pages/{id}/groups';

/** Groups of a status page, which stand in it and are changed with it. */
export const pageGroupRoutes: readonly Route[] = [
  route('GET', path, 'status-page:read', list, { query: pageParameters }),
  route('POST', path, 'status-page:write', create, { input: PageGroupInput }),
  route('GET', `${path}/name/{name+}`, 'status-page:read', byName),
  route('GET', `${path}/{group}`, 'status-page:read', read),
  route('PUT', `${path}/{group}`, 'status-page:write', rename, { input: PageGroupInput, takesIfMatch: true }),
  route('DELETE', `${path}/{group}`, 'status-page:write', remove),
];

const pageFor = (call: Call) => authorized(call.ctx, statusPageKind, 'status-page:read', { id: idIn(call) });
const inputIn = (call: Call) => parseInput(PageGroupInput, objectBody(call));

async function list(call: Call) {
  const { offset, limit } = readPage(call.query, { default: 50, max: 100 });
  const { groups } = await pageFor(call);
  return ok(groups.slice(offset, offset + limit).map(presentGroup));
}

/** A group, with the tag of what can be set of it. */
const partOf = (id: number): Part<StatusPage> => ({
  kind: statusPageKind,
  name: `group ${id}`,
  contentIn: (page) => [groupOf(page, id).name],
});

const one = ({ ctx }: Call, page: StatusPage, group: PageGroup) =>
  ofPartEdition(ctx, partOf(group.id), page, ok(presentGroup(group)));

async function read(call: Call) {
  const page = await pageFor(call);
  return one(call, page, groupOf(page, idIn(call, 'group')));
}

async function byName(call: Call) {
  const page = await pageFor(call);
  return one(call, page, groupNamed(page, call.params.name ?? ''));
}

async function create(call: Call) {
  const { ctx } = call;
  const { groups } = await changeConfigured(ctx, statusPageKind, 'status-page:write', { id: idIn(call) }, (page) =>
    withGroup(ctx, page, inputIn(call)),
  );
  const group = groups.at(-1) as PageGroup;
  return created(ctx, `/api/status-pages/${idIn(call)}/groups/${group.id}`, presentGroup(group));
}

async function rename(call: Call) {
  const { ctx } = call;
  const id = idIn(call, 'group');
  const named = { id: idIn(call), check: partAsItWasRead(call, partOf(id)) };
  const page = await changeConfigured(ctx, statusPageKind, 'status-page:write', named, (current) =>
    withRenamedGroup(ctx, current, id, inputIn(call)),
  );
  return one(call, page, groupOf(page, id));
}

async function remove(call: Call) {
  const { ctx } = call;
  const id = idIn(call, 'group');
  await changeConfigured(ctx, statusPageKind, 'status-page:write', { id: idIn(call) }, (page) =>
    withoutGroup(ctx, page, id),
  );
  return noContent;
}

import type * as z from 'zod';
import { authorize, authorizeSomewhere } from '../../domain/access/authorize.ts';
import { type Action, can, type Protected, seesAll } from '../../domain/access/can.ts';
import { numberOfWireId, wireIdOf } from '../../domain/wire-id.ts';
import { parseInput } from '../../platform/parse-input.ts';
import type { Page } from '../../ports/page.ts';
import { authorized, changeConfigured, type Named, shown } from '../../usecases/configuration/change.ts';
import { createConfigured } from '../../usecases/configuration/create.ts';
import type { Entity, Kind } from '../../usecases/configuration/kind.ts';
import { removeConfigured } from '../../usecases/configuration/remove.ts';
import { visiblePage } from '../../usecases/visible-page.ts';
import { asItWasRead, ofEdition } from './edition.ts';
import { type PageLimits, pageParameters, readIncludes, readPage } from './query.ts';
import { type ApiContext, type Call, created, idIn, noContent, objectBody, ok, type Route, route } from './route.ts';
import { readTeamContext } from './team-context.ts';

/** What is asked for besides the entity: opt-in members by name, and whether this is the answer to a write. */
export interface Presentation {
  readonly include: ReadonlySet<string>;
  readonly written: boolean;
  /** Whether one entity was asked for. */
  readonly single: boolean;
  readonly query: URLSearchParams;
}

/** One kind of configuration, described once; list, read, create, update, delete and name search follow from it. */
export interface Resource<E extends Entity & Protected, Input> {
  readonly path: string;
  readonly kind: Kind<E>;
  readonly rights: Readonly<Record<'read' | 'create' | 'update' | 'delete', Action>>;
  readonly page: PageLimits;
  /** Query parameters of its own: of writes, of reads, of changes and deletions of what is there, of creating, and of deletions. */
  readonly queries?: {
    readonly write?: readonly string[];
    readonly read?: readonly string[];
    readonly change?: readonly string[];
    readonly delete?: readonly string[];
    readonly create?: readonly string[];
  };
  /** The writable wire form. */
  readonly input: z.ZodType<Input>;
  /** What the query asks to be checked of an input. */
  readonly checkInput?: (input: Input, query: URLSearchParams) => void;
  /** Whether its ids are texts on the wire. */
  readonly hasTextualIds?: boolean;
  /** Whether it is also found by its name. */
  readonly isNamed: boolean;
  /** What the text in the path may mean when it is no id. */
  readonly byText?: (ctx: ApiContext, text: string) => Promise<E | undefined>;
  /** The new entity, with its references checked. */
  readonly create: (ctx: ApiContext, input: Input) => Promise<E>;
  /** The entity as the input wants it, with its references checked. */
  readonly update: (ctx: ApiContext, current: E, input: Input, query: URLSearchParams) => Promise<E>;
  /** What follows when it is there. */
  readonly afterCreate?: (ctx: ApiContext, entity: E, query: URLSearchParams) => Promise<void>;
  readonly checkDelete?: (ctx: ApiContext, entity: E, query: URLSearchParams) => void | Promise<void>;
  /** Whether the query asks for a deletion of what is still referred to. */
  readonly isDeletedEvenIfUsed?: (query: URLSearchParams) => boolean;
  readonly afterDelete?: (ctx: ApiContext, entity: E) => Promise<void>;
  /** The wire forms, in the same order. */
  readonly present: (ctx: ApiContext, entities: readonly E[], how: Presentation) => Promise<object[]>;
}

/** The routes of a resource. */
export function resource<E extends Entity & Protected, Input>(description: Resource<E, Input>): Route[] {
  const { path, rights, input, queries = {} } = description;
  const body = { input, query: ['include', ...(queries.write ?? [])] };
  const read = { query: ['include', ...(queries.read ?? [])] };
  const change = queries.change ?? [];
  const routes = [
    route('GET', path, rights.read, (call) => list(description, call), { query: [...pageParameters, ...read.query] }),
    route('POST', path, rights.create, (call) => create(description, call), {
      input,
      query: [...body.query, ...(queries.create ?? [])],
    }),
    route(
      'GET',
      `${path}/{id}`,
      rights.read,
      async (call) => {
        const entity = await authorized(call.ctx, description.kind, rights.read, named(description, call));
        return one(description, call, entity, false);
      },
      read,
    ),
    route('PUT', `${path}/{id}`, rights.update, (call) => update(description, call), {
      input,
      query: [...body.query, ...change],
      takesIfMatch: true,
    }),
    route('DELETE', `${path}/{id}`, rights.delete, (call) => remove(description, call), {
      query: [...change, ...(queries.delete ?? [])],
    }),
  ];
  if (!description.isNamed) return routes;
  return [route('GET', `${path}/name/{name+}`, rights.read, (call) => byName(description, call), read), ...routes];
}

/** The entity that the path names, by id or otherwise. */
function named<E extends Entity & Protected, Input>(
  { kind, byText, hasTextualIds = false }: Resource<E, Input>,
  call: Pick<Call, 'ctx' | 'params'>,
): Named<E> & { readonly find: () => Promise<E | undefined> } {
  const { ctx, params } = call;
  const text = params.id ?? '';
  if (hasTextualIds) return namedByText(kind, call);
  const isId = /^\d{1,16}$/.test(text) || byText === undefined;
  return { id: text, find: async () => (isId ? kind.store(ctx.store).get(idIn(call)) : byText(ctx, text)) };
}

/** The entity that a textual id leads to; what is no such id leads nowhere. */
export function namedByText<E extends Entity>(
  kind: Kind<E>,
  { ctx, params }: Pick<Call, 'ctx' | 'params'>,
): Named<E> & { readonly find: () => Promise<E | undefined> } {
  const text = params.id ?? '';
  const id = numberOfWireId(text);
  return { id: text.slice(0, 60), find: async () => (id === undefined ? undefined : kind.store(ctx.store).get(id)) };
}

async function presentOne<E extends Entity & Protected, Input>(
  { present }: Resource<E, Input>,
  { ctx, query }: Call,
  entity: E,
  written: boolean,
): Promise<object | undefined> {
  return (await present(ctx, [entity], { include: readIncludes(query), written, single: true, query }))[0];
}

/** One entity, in the edition it is of. */
const one = async <E extends Entity & Protected, Input>(
  description: Resource<E, Input>,
  call: Call,
  entity: E,
  written: boolean,
) => ofEdition(call.ctx, description.kind, entity, ok(await presentOne(description, call, entity, written)));

async function list<E extends Entity & Protected, Input>(description: Resource<E, Input>, call: Call) {
  const { ctx, query } = call;
  const page = readPage(query, description.page);
  const entities = await listVisible(call, description.rights.read, page, (part) =>
    description.kind.store(ctx.store).list(part),
  );
  return ok(
    await description.present(ctx, entities, {
      include: readIncludes(query),
      written: false,
      single: false,
      query,
    }),
  );
}

/** The page of those that the caller may see and that belong to the teams that the list is narrowed to. */
export async function listVisible<E extends Protected>(
  call: Pick<Call, 'ctx' | 'headers'>,
  action: Action,
  page: Page,
  read: (page: Page) => Promise<E[]>,
): Promise<E[]> {
  const { actor } = call.ctx;
  const isInTeams = await readTeamContext(call);
  const isShown = (entity: E) => can(actor, action, entity) && (isInTeams === undefined || isInTeams(entity));
  if (isInTeams === undefined && seesAll(actor)) return (await read(page)).filter(isShown);
  return visiblePage(read, (entities) => entities.filter(isShown), page);
}

const maxNameLength = 255;

async function byName<E extends Entity & Protected, Input>(description: Resource<E, Input>, call: Call) {
  const name = call.params.name ?? '';
  const isPossible = name !== '' && name.length <= maxNameLength;
  const entity = isPossible ? shown(await description.kind.store(call.ctx.store).byName?.(name)) : undefined;
  authorize(call.ctx.actor, description.rights.read, entity, name);
  return one(description, call, entity, false);
}

function inputOf<E extends Entity & Protected, Input>({ input, checkInput }: Resource<E, Input>, call: Call): Input {
  const parsed = parseInput(input, objectBody(call));
  checkInput?.(parsed, call.query);
  return parsed;
}

async function create<E extends Entity & Protected, Input>(description: Resource<E, Input>, call: Call) {
  const { ctx } = call;
  const { kind, rights, path } = description;
  authorizeSomewhere(ctx.actor, rights.create);
  const input = inputOf(description, call);
  const entity = await createConfigured(ctx, kind, rights.create, () => description.create(ctx, input));
  await description.afterCreate?.(ctx, entity, call.query);
  return created(
    ctx,
    `${path}/${description.hasTextualIds ? wireIdOf(entity.id) : entity.id}`,
    await presentOne(description, call, entity, true),
  );
}

async function update<E extends Entity & Protected, Input>(description: Resource<E, Input>, call: Call) {
  const { ctx, query } = call;
  const { kind, rights } = description;
  const which = { ...named(description, call), check: asItWasRead(call, kind) };
  const saved = await changeConfigured(ctx, kind, rights.update, which, (current) =>
    description.update(ctx, current, inputOf(description, call), query),
  );
  return one(description, call, saved, true);
}

async function remove<E extends Entity & Protected, Input>(description: Resource<E, Input>, call: Call) {
  const { ctx, query } = call;
  const { kind, rights } = description;
  const entity = await removeConfigured(ctx, kind, rights.delete, named(description, call), {
    check: (entity) => description.checkDelete?.(ctx, entity, query),
    evenIfUsed: description.isDeletedEvenIfUsed?.(query) ?? false,
  });
  await description.afterDelete?.(ctx, entity);
  return noContent;
}

import type * as z from 'zod';
import { DomainError, NotFoundError, PreconditionError } from '../../domain/errors.ts';
import type { User } from '../../domain/user/user.ts';
import { isOfEdition } from '../../platform/entity-tag.ts';
import { parseInput } from '../../platform/parse-input.ts';
import { changeUser, ownUser } from '../../usecases/user/change.ts';
import { type PageLimits, pageParameters, readPage } from './query.ts';
import { type ApiContext, type Call, created, idIn, noContent, objectBody, ok, type Route, route } from './route.ts';

/** One list of a user's own things (contacts, devices, rules), described once; five routes follow from it. */
export interface UserPart<Item extends { readonly id: number }, Input> {
  /** After `/api/users/{user}/`. */
  readonly path: string;
  readonly kind: string;
  readonly input: z.ZodType<Input>;
  readonly items: (user: User) => readonly Item[];
  /** The user with these items instead; `changed` is the one just written. */
  readonly withItems: (user: User, items: Item[], changed?: Item) => User;
  /** The item that the input describes; `current` is the one it replaces. */
  readonly from: (ctx: ApiContext, user: User, input: Input, current?: Item) => Item | Promise<Item>;
  readonly checkDelete?: (user: User, item: Item) => void;
  readonly present: (item: Item) => object;
}

/** More of one kind a user cannot have; all fit on one page. */
const maxItems = 100;
const page: PageLimits = { default: maxItems, max: maxItems };

export const userPath = '/api/users/{user}';

/** The routes of a part of a user. */
export function userPart<Item extends { readonly id: number }, Input>(part: UserPart<Item, Input>): Route[] {
  const path = `${userPath}/${part.path}`;
  return [
    route(
      'GET',
      path,
      'user:write',
      async ({ ctx, query, params }) => {
        const { offset, limit } = readPage(query, page);
        const user = await ownUser(ctx, idIn({ params }, 'user'));
        return ok(
          part
            .items(user)
            .slice(offset, offset + limit)
            .map(part.present),
        );
      },
      { query: pageParameters },
    ),
    route('POST', path, 'user:write', (call) => add(part, call), { input: part.input }),
    route('GET', `${path}/{id}`, 'user:write', async ({ ctx, params }) => {
      const user = await ownUser(ctx, idIn({ params }, 'user'));
      return one(ctx, part.present(itemOf(part, user, idIn({ params }))));
    }),
    route('PUT', `${path}/{id}`, 'user:write', (call) => replace(part, call), {
      input: part.input,
      takesIfMatch: true,
    }),
    route('DELETE', `${path}/{id}`, 'user:write', (call) => remove(part, call)),
  ];
}

function itemOf<Item extends { readonly id: number }, Input>(
  part: UserPart<Item, Input>,
  user: User,
  id: number,
): Item {
  const item = part.items(user).find((candidate) => candidate.id === id);
  if (item === undefined) throw new NotFoundError(part.kind, id);
  return item;
}

/** The item of this id as it was saved. */
const saved = <Item extends { readonly id: number }, Input>(part: UserPart<Item, Input>, user: User, id: number) =>
  part.present(itemOf(part, user, id));

const editionOf = ({ tokens }: ApiContext, presented: object) => tokens.editionOf(JSON.stringify(presented));
const one = (ctx: ApiContext, presented: object) => ({ ...ok(presented), edition: editionOf(ctx, presented) });

/** Throws PreconditionError when the item is not as an `If-Match` says it was read. */
function refuseUnread({ ctx, headers }: Call, presented: object): void {
  const ifMatch = headers['if-match'];
  if (ifMatch !== undefined && !isOfEdition(ifMatch, editionOf(ctx, presented)))
    throw new PreconditionError('this is not as it was read: read it again');
}

async function add<Item extends { readonly id: number }, Input>(part: UserPart<Item, Input>, call: Call) {
  const { ctx } = call;
  const userId = idIn(call, 'user');
  let id = 0;
  const user = await changeUser(ctx, userId, async (user) => {
    const item = await part.from(ctx, user, parseInput(part.input, objectBody(call)));
    id = item.id;
    const others = part.items(user).filter((other) => other.id !== id);
    if (others.length >= maxItems) throw new DomainError('CONFLICT', `a user has at most ${maxItems} of these`);
    return part.withItems(user, [...others, item], item);
  });
  return created(ctx, `/api/users/${userId}/${part.path}/${id}`, saved(part, user, id));
}

async function replace<Item extends { readonly id: number }, Input>(part: UserPart<Item, Input>, call: Call) {
  const { ctx } = call;
  const id = idIn(call);
  const user = await changeUser(ctx, idIn(call, 'user'), async (user) => {
    const current = itemOf(part, user, id);
    refuseUnread(call, part.present(current));
    const item = await part.from(ctx, user, parseInput(part.input, objectBody(call)), current);
    const items = part.items(user).map((other) => (other.id === id ? item : other));
    return part.withItems(user, items, item);
  });
  return one(ctx, saved(part, user, id));
}

async function remove<Item extends { readonly id: number }, Input>(part: UserPart<Item, Input>, call: Call) {
  const id = idIn(call);
  await changeUser(call.ctx, idIn(call, 'user'), (user) => {
    const item = itemOf(part, user, id);
    part.checkDelete?.(user, item);
    return part.withItems(
      user,
      part.items(user).filter((other) => other !== item),
    );
  });
  return noContent;
}

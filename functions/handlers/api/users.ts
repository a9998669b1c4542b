import * as z from 'zod';
import { authorize } from '../../domain/access/authorize.ts';
import { type Action, can } from '../../domain/access/can.ts';
import { InvalidInputError, NotFoundError } from '../../domain/errors.ts';
import type { User } from '../../domain/user/user.ts';
import { parseInput } from '../../platform/parse-input.ts';
import { shown } from '../../usecases/configuration/change.ts';
import { userByUsername } from '../../usecases/user/by-username.ts';
import { newUser, updatedUser } from '../../usecases/user/from-input.ts';
import { UserInput } from '../../usecases/user/inputs.ts';
import { userKind } from '../../usecases/user/kind.ts';
import { presentUser } from '../../usecases/user/present.ts';
import { readFlag, readIds } from './query.ts';
import { resource } from './resource.ts';
import { type ApiContext, type Call, created, idIn, noContent, objectBody, ok, type Route, route } from './route.ts';
import { requireScopes } from './scopes.ts';

const path = '/api/users';

/** Whether somebody may become unreachable though alerts look for them; the report of reachability tells it then. */
const isForced = (query: URLSearchParams): boolean => readFlag(query, 'force');

/** People become unreachable rarely: what looks for their places comes when it is asked for. */
const losses = () => import('../../usecases/user/refuse-loss.ts');

const departure = () => import('../../usecases/user/delete.ts');

/** Who takes the place of whoever is deleted: that changes policies, schedules, teams and alerts, too. */
function successorIn({ actor }: ApiContext, query: URLSearchParams): number | undefined {
  const [id, ...others] = readIds(query, 'reassign-to');
  if (others.length > 0) throw new InvalidInputError('reassign-to', 'must be one id');
  if (id !== undefined) requireScopes(actor, ['policy:w', 'schedule:w', 'team:w', 'alert:w']);
  return id;
}

/** Nobody is invited by most calls. */
const invitations = () => import('../../usecases/sign-in/invite.ts');

const crud = resource({
  path,
  kind: userKind,
  rights: { read: 'user:read', create: 'user:administer', update: 'user:write', delete: 'user:administer' },
  page: { default: 50, max: 100 },
  queries: { change: ['force'], create: ['send-no-invitation'], delete: ['reassign-to'] },
  input: UserInput,
  isNamed: false,
  byText: userByUsername,
  create: async (ctx, input) => {
    await checkEmail(ctx, input.email);
    return newUser(ctx, input);
  },
  afterCreate: async (ctx, user, query) => {
    if (!readFlag(query, 'send-no-invitation')) await (await invitations()).inviteNewUser(ctx, user);
  },
  update: async (ctx, user, input, query) => {
    await checkEmail(ctx, input.email, user);
    const updated = updatedUser(ctx, user, input);
    if (!isForced(query)) await (await losses()).refuseLoss(ctx, user, updated);
    return updated;
  },
  checkDelete: async (ctx, user, query) => {
    const successorId = successorIn(ctx, query);
    await (await departure()).beforeDeletion(ctx, user, { successorId, isForced: isForced(query) });
  },
  isDeletedEvenIfUsed: isForced,
  afterDelete: async (ctx, user) => (await departure()).afterDeletion(ctx, user),
  present: async (ctx, users, { include }) => {
    if (!include.has('invitation')) return users.map(presentUser);
    const known = await (await invitations()).invitationsOf(ctx, users);
    return users.map((user) => ({
      ...presentUser(user),
      ...(can(ctx.actor, 'user:administer', user) && { invitation: known.get(user.id) ?? null }),
    }));
  },
});

async function checkEmail(ctx: ApiContext, email: string, current?: User): Promise<void> {
  if (email.toLowerCase() === current?.email.toLowerCase()) return;
  const holder = await ctx.store.users.byEmail(email);
  if (holder !== undefined && holder.id !== current?.id)
    throw new InvalidInputError('email', `another user has the address ${email}`);
}

const EmailSearch = z.object({ email: z.string().max(254) });

async function searchByEmail(call: Call) {
  const { email } = parseInput(EmailSearch, objectBody(call));
  const user = shown(await call.ctx.store.users.byEmail(email));
  authorize(call.ctx.actor, 'user:read', user, email);
  return ok(presentUser(user));
}

/** Runs the same route for the caller's own user. */
function asCurrent(method: string, operation: Action): Route {
  const own = crud.find((candidate) => candidate.method === method && candidate.path === `${path}/{id}`);
  if (own === undefined) throw new Error(`users have no ${method}`);
  return route(
    method,
    `${path}/current`,
    operation,
    (call) => {
      const { actor } = call.ctx;
      if (actor.kind !== 'user') throw new NotFoundError('user', 'current');
      return own.run({ ...call, params: { id: String(actor.userId) } });
    },
    { input: own.input, query: own.query, takesIfMatch: own.takesIfMatch },
  );
}

/** An account changes hands rarely. */
const giveAccount = async (call: Call) => {
  const { transferAccount } = await import('../../usecases/account/transfer.ts');
  return ok(presentUser(await transferAccount(call.ctx, idIn(call))));
};

/** Calendar feeds are opened rarely: their code comes when it is asked for. */
const feed = () => import('../../usecases/schedule/feed.ts');

export const userRoutes: readonly Route[] = [
  route('POST', `${path}/{id}/ical-feed`, 'user:write', async (call) => {
    const opened = await (await feed()).openUserFeed(call.ctx, idIn(call));
    return created(call.ctx, new URL(opened.url).pathname, opened);
  }),
  route('DELETE', `${path}/{id}/ical-feed`, 'user:write', async (call) => {
    await (await feed()).closeUserFeed(call.ctx, idIn(call));
    return noContent;
  }),
  route('POST', `${path}/{id}/owner`, 'user:give-account', giveAccount),
  route('GET', `${path}/{id}/places`, 'user:write', async (call) => {
    const { belongingsOf } = await import('../../usecases/user/belongings.ts');
    return ok(await belongingsOf(call.ctx, idIn(call)));
  }),
  route('POST', `${path}/{id}/invitation`, 'user:administer', async (call) => {
    const { inviteUser, presentInvitation } = await invitations();
    const { user, invitation } = await inviteUser(call.ctx, idIn(call));
    return { status: 202, body: presentInvitation(invitation, user, call.ctx.clock.now()) };
  }),
  route('POST', `${path}/search-email`, 'user:read', searchByEmail, { input: EmailSearch }),
  asCurrent('GET', 'user:read'),
  asCurrent('PUT', 'user:write'),
  ...crud,
];

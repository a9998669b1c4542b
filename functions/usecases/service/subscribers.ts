import type { Actor } from '../../domain/access/actor.ts';
import { ForbiddenError, InvalidInputError } from '../../domain/errors.ts';
import type { Subscriber } from '../../domain/service/service.ts';
import { isFollower } from '../../domain/telling/recipients.ts';
import { fullName } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { knownTo, newlyNamed } from '../known.ts';
import { mostSubscribers, type SubscribersInput } from './inputs.ts';

/** Whether two name the same. */
const isSame = (one: Subscriber) => (other: Subscriber) => one.id === other.id && one.type === other.type;

/** Whether somebody is told: by their own name, or as a member of a team, unless they have said no themselves. */
export const isSubscribed = (actor: Actor, subscribers: readonly Subscriber[]): boolean =>
  actor.kind === 'user' && isFollower(actor, subscribers);

/**
 * The subscribers that the input names, instead of those there are or (`isAdded`) beside them. One may add and take away
 * oneself; whoever may name others (`mayNameOthers`) may do so. Throws InvalidInputError for who is not there.
 */
export async function subscribersFrom(
  ctx: Context<'store' | 'actor'>,
  input: SubscribersInput,
  current: readonly Subscriber[],
  {
    isAdded,
    mayNameOthers,
    leaving,
  }: {
    readonly isAdded: boolean;
    readonly mayNameOthers: boolean;
    /** Who wants to be told no more, also where a team of theirs is. */
    readonly leaving?: Subscriber;
  },
): Promise<Subscriber[]> {
  const { actor } = ctx;
  const sent = input.map(({ id, type }): Subscriber => ({ id, type: type ?? 'USER' }));
  const told = current.filter(({ isOut }) => isOut !== true);
  const wanted = isAdded ? [...told, ...sent] : sent;
  const next = wanted.filter((one, index) => wanted.findIndex(isSame(one)) === index);
  const added = next.filter((one) => !told.some(isSame(one)));
  const removed = told.filter((one) => !next.some(isSame(one)));
  const isOwn = ({ type, id }: Subscriber) => actor.kind === 'user' && type === 'USER' && id === actor.userId;
  if (!mayNameOthers && ![...added, ...removed].every(isOwn))
    throw new ForbiddenError(`${actor.name} may subscribe nobody else`);
  if (next.length > mostSubscribers) throw new InvalidInputError('', `more than ${mostSubscribers} subscribers`);
  await newlyNamed(
    ctx,
    sent.map(({ type, id }, index) => ({ kind: kindOf(type), id, field: `[${index}].id` })),
    current.map(({ type, id }) => ({ kind: kindOf(type), id })),
  );
  const left = [...removed, ...(leaving ? [leaving] : [])].filter(isOwn);
  const out = [...current.filter(({ isOut }) => isOut), ...left.map((one) => ({ ...one, isOut: true as const }))];
  const isKept = (one: Subscriber, index: number) => !next.some(isSame(one)) && out.findIndex(isSame(one)) === index;
  // Who has left matters as long as a team is told that they may be in.
  return next.some(({ type }) => type === 'TEAM') ? [...next, ...out.filter(isKept)] : next;
}

const kindOf = (type: Subscriber['type']) => (type === 'TEAM' ? 'team' : 'user');

/** Subscribers on the wire; those that are gone, or that the reader may not know of, are left out. */
export async function presentSubscribers(
  ctx: Context<'store' | 'actor'>,
  subscribers: readonly Subscriber[],
): Promise<object[]> {
  const told = subscribers.filter(({ isOut }) => isOut !== true);
  const idsOf = (wanted: Subscriber['type']) => told.filter(({ type }) => type === wanted).map(({ id }) => id);
  const [users, teams] = await Promise.all([knownTo(ctx, 'user', idsOf('USER')), knownTo(ctx, 'team', idsOf('TEAM'))]);
  return told.flatMap(({ type, id }) => {
    const user = type === 'USER' ? users.get(id) : undefined;
    const name =
      user === undefined ? (type === 'TEAM' ? teams.get(id)?.name : undefined) : fullName(user) || user.email;
    return name === undefined ? [] : [{ id, name, type }];
  });
}

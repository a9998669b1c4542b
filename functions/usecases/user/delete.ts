import { ForbiddenError } from '../../domain/errors.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { deleteApiKeysOf } from '../api-key/api-keys.ts';
import { endRequestsOf } from '../coverage/end.ts';
import { endGrantsOf } from '../oauth/grants.ts';
import { endOverridesOf } from '../schedule/overrides.ts';
import { takeWaysIn } from '../sign-in/take-ways-in.ts';
import { refuseDeletion } from './belongings.ts';
import { leaveAlerts } from './leave-alerts.ts';
import { reassign } from './reassign.ts';

type DeletionContext = Context<'store' | 'workflow' | 'notifications' | 'actor'>;

/** How what counts on somebody is dealt with when they are deleted. */
export interface Departure {
  /** Who takes their place everywhere. */
  readonly successorId?: number | undefined;
  /** Whether they go though something counts on them. */
  readonly isForced: boolean;
}

/**
 * What comes before a deletion: everything that counts on the person is given to their successor, or speaks against it, and
 * no open alert is left to them. Doing it again finishes what was begun. Throws StillNamedError with the places.
 */
export async function beforeDeletion(ctx: DeletionContext, user: User, departure: Departure): Promise<void> {
  const { successorId, isForced } = departure;
  if (user.role === 'OWNER') throw new ForbiddenError('the account owner cannot be deleted');
  const successor = successorId === undefined ? undefined : await reassign(ctx, user, successorId);
  if (successor === undefined && !isForced) await refuseDeletion(ctx, user);
  await leaveAlerts(ctx, user, successor);
}

/** What ends with somebody who is deleted: keys, apps, sessions, passkeys, and what they stood in for or were asked. */
export async function afterDeletion(ctx: Context<'store' | 'actor'>, { id }: User): Promise<void> {
  await deleteApiKeysOf(ctx, id);
  await endGrantsOf(ctx, id);
  await takeWaysIn(ctx, id);
  await endOverridesOf(ctx, id);
  await endRequestsOf(ctx, id);
}

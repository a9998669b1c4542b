import { createHash } from 'node:crypto';
import { DomainError } from '../../domain/errors.ts';
import { quotaOfAddress, quotaOfNetwork } from '../../domain/session/link.ts';
import { networkOf } from '../../domain/session/network.ts';
import type { Context } from '../../ports/context.ts';
import { isWithinQuota } from '../notification/within-quota.ts';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Who begins to sign in; `email` where they say so. */
export interface Beginner {
  readonly sourceIp: string;
  readonly email?: string;
  /** What one network may begin in a quarter of an hour. */
  readonly rateLimit: number;
}

/** Counts one more beginning for the network and the address. Throws RATE_LIMITED beyond what they may, known or not. */
export async function countBeginning(ctx: Context<'store'>, { sourceIp, email, rateLimit }: Beginner): Promise<void> {
  const scope = ctx.ids.ulid();
  const isAllowed =
    (await isWithinQuota(ctx, quotaOfNetwork(rateLimit), `SIGN_IN#NETWORK#${digest(networkOf(sourceIp))}`, scope)) &&
    (email === undefined ||
      (await isWithinQuota(ctx, quotaOfAddress, `SIGN_IN#ADDRESS#${digest(email.toLowerCase())}`, scope)));
  if (!isAllowed)
    throw new DomainError('RATE_LIMITED', 'too many attempts to sign in: try again in a quarter of an hour');
}

import { DomainError } from '../../domain/errors.ts';
import type { Context } from '../../ports/context.ts';
import { isWithinQuota } from '../notification/within-quota.ts';

/** To one person, whoever asks. */
const testsPerUser = { most: 30, within: { hours: 1 } };

/** Throws RATE_LIMITED when somebody was sent tests enough, on whatever way. */
export async function refuseTooManyTests(ctx: Context<'store'>, userId: number): Promise<void> {
  if (!(await isWithinQuota(ctx, testsPerUser, `TESTS#USER#${userId}`, String(ctx.ids.next()))))
    throw new DomainError('RATE_LIMITED', 'too many tests were sent in the last hour');
}

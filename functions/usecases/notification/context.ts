import type { Context } from '../../ports/context.ts';

/** What sending a notification may touch; an unreachable level is skipped, so executions too. */
export type SendContext = Context<'store' | 'notifications' | 'workflow' | 'channels' | 'tokens' | 'settings'>;

import type { Context } from '../../ports/context.ts';

/** What answers from people may touch; the actor is found in the answer. */
export type ReplyContext = Context<'store' | 'workflow' | 'notifications'>;

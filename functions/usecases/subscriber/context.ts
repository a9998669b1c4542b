import type { Context } from '../../ports/context.ts';

/** What telling subscribers may touch. */
export type TellContext = Context<'store' | 'settings' | 'tokens' | 'channels' | 'subscriberSending'>;

import { InvalidInputError } from '../../domain/errors.ts';
import { Channel } from '../../domain/notification/notification.ts';
import type { Method } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';

const reaching = Channel.exclude(['NULL']);

/**
 * Promises that a rule's channel exists here, so that nobody relies on a rule that is never sent. Throws
 * InvalidInputError otherwise; a rule that has the method already keeps it.
 */
export function checkMethod({ settings }: Context<'settings'>, method: Method, current?: Method): void {
  const offered = reaching.options.filter((channel) => settings.configuredChannels?.includes(channel) ?? true);
  if (method === current || offered.some((channel) => channel === method)) return;
  const isKnown = reaching.options.some((channel) => channel === method);
  const why = isKnown ? 'is not set up in this deployment' : 'does not exist here';
  throw new InvalidInputError('method', `${method} ${why}: use ${offered.join(', ')}`);
}

import type { PlannedNotification } from '../alert/alert.ts';
import { Channel } from '../notification/notification.ts';
import { readBrowserTarget } from '../user/push-targets.ts';

/** What this deployment can send, and which numbers it does not text and call. */
export interface SendingMeans {
  readonly channels: ReadonlySet<Channel>;
  /** Pushes go to apps, too, not to browsers alone. */
  readonly pushesToApps: boolean;
  readonly unreachableNumbers: ReadonlySet<string>;
  readonly refusedNumbers: ReadonlySet<string>;
}

export type SendingProblem = 'CHANNEL_NOT_AVAILABLE' | 'INVALID_NUMBER' | 'COUNTRY_NOT_ALLOWED';

/** By which channel a planned page really goes out, where that is another one, and why it does not. */
export interface Sending {
  readonly sentAs?: Channel;
  readonly problem?: SendingProblem;
}

/** A call becomes a text where nobody can call. */
export function sendingOf(
  { method, target }: Pick<PlannedNotification, 'method' | 'target'>,
  { channels, pushesToApps, unreachableNumbers, refusedNumbers }: SendingMeans,
): Sending {
  const isText = method === 'VOICE' && !channels.has('VOICE');
  const channel = Channel.safeParse(isText ? 'SMS' : method).data;
  if (channel === undefined || !channels.has(channel)) return { problem: 'CHANNEL_NOT_AVAILABLE' };
  if (channel === 'PUSH' && !pushesToApps && readBrowserTarget(target) === undefined)
    return { problem: 'CHANNEL_NOT_AVAILABLE' };
  if (unreachableNumbers.has(target)) return { problem: 'INVALID_NUMBER' };
  if (refusedNumbers.has(target)) return { problem: 'COUNTRY_NOT_ALLOWED' };
  return isText ? { sentAs: 'SMS' } : {};
}

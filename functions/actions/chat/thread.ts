import type { ConnectorType } from '../../domain/alert-action/connector-type.ts';

/** The thread of a message in Slack, as what its driver has posted is named. */
export const slackThread = (channel: string, ts: string): string => `slack ${channel}:${ts}`;

/**
 * The thread that began with what an action has posted, as the chat names it when somebody answers there; undefined where
 * there is none. Teams has threads in channels only: chats of groups go on as one.
 */
export function threadOf(type: ConnectorType, reference: string): string | undefined {
  if (type === 'slack') {
    const at = reference.lastIndexOf(':');
    return slackThread(reference.slice(0, at), reference.slice(at + 1));
  }
  if (type !== 'microsoft_teams_bot') return undefined;
  const conversation = reference.slice(0, reference.lastIndexOf('|'));
  return conversation.includes(';messageid=') ? conversation : undefined;
}

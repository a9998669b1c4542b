import type { ConnectorType } from '../../domain/alert-action/connector-type.ts';

/**
 * The thread that began with what an action has posted, as the chat names it when somebody answers there; undefined where
 * there is none. Teams has threads in channels only: chats of groups go on as one.
 */
export function threadOf(type: ConnectorType, reference: string): string | undefined {
  if (type !== 'microsoft_teams_bot') return undefined;
  const conversation = reference.slice(0, reference.lastIndexOf('|'));
  return conversation.includes(';messageid=') ? conversation : undefined;
}

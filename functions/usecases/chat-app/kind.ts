import { always } from '../../domain/audit/kind.ts';
import type { ChatApp } from '../../domain/chat/chat-app.ts';
import type { Kind } from '../configuration/kind.ts';

/** Apps in chats. What they let Tocsin do is told to nobody. */
export const chatAppKind: Kind<ChatApp> = {
  kind: 'chat-app',
  idOf: ({ type }) => type,
  nameOf: ({ type }) => type,
  store: (store) => store.chatApps,
  members: { ...always, type: 'told', params: 'secret' },
};

import { apiKeyRoutes } from './api-keys.ts';
import { contactRoutes } from './contacts.ts';
import { notificationPreferenceRoutes } from './notification-preferences.ts';
import type { Route } from './route.ts';
import { userChatAccountRoutes } from './user-chat-accounts.ts';
import { userGrantRoutes } from './user-grants.ts';
import { userSessionRoutes } from './user-sessions.ts';
import { userRoutes } from './users.ts';

/** Users and what belongs to each: below one path, so loaded together. */
export const peopleRoutes: readonly Route[] = [
  ...userRoutes,
  ...contactRoutes,
  ...notificationPreferenceRoutes,
  ...apiKeyRoutes,
  ...userSessionRoutes,
  ...userGrantRoutes,
  ...userChatAccountRoutes,
];

import { alertSourceRoutes } from './alert-sources.ts';
import { alertRoutes } from './alerts.ts';
import { apiKeyRoutes } from './api-keys.ts';
import { contactRoutes } from './contacts.ts';
import { escalationPolicyRoutes } from './escalation-policies.ts';
import { notificationPreferenceRoutes } from './notification-preferences.ts';
import { publicRoutes } from './public.ts';
import type { Route } from './route.ts';
import { userRoutes } from './users.ts';

/** Everything the API answers; of several matches the first one counts. */
export const routes: readonly Route[] = [
  ...publicRoutes,
  ...alertRoutes,
  ...alertSourceRoutes,
  ...escalationPolicyRoutes,
  ...userRoutes,
  ...contactRoutes,
  ...notificationPreferenceRoutes,
  ...apiKeyRoutes,
];

import { alertSourceRoutes } from './alert-sources.ts';
import { alertRoutes } from './alerts.ts';
import { apiKeyRoutes } from './api-keys.ts';
import { contactRoutes } from './contacts.ts';
import { escalationPolicyRoutes } from './escalation-policies.ts';
import { notificationPreferenceRoutes } from './notification-preferences.ts';
import { publicRoutes } from './public.ts';
import { ok, publicRoute, type Route } from './route.ts';
import { teamRoutes } from './teams.ts';
import { userRoutes } from './users.ts';

const described: readonly Route[] = [
  ...publicRoutes,
  ...alertRoutes,
  ...alertSourceRoutes,
  ...escalationPolicyRoutes,
  ...teamRoutes,
  ...userRoutes,
  ...contactRoutes,
  ...notificationPreferenceRoutes,
  ...apiKeyRoutes,
];

/** Everything the API answers, its own description included; of several matches the first one counts. */
export const routes: readonly Route[] = [
  ...described,
  publicRoute('GET', '/api/api-docs/openapi.json', async ({ ctx }) => {
    const { describeApi } = await import('./openapi.ts');
    return ok(describeApi(described, ctx.settings.publicUrl));
  }),
];

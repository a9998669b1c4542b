import { alertRoutes } from './alerts.ts';
import { publicRoutes } from './public.ts';
import { type Match, ok, publicRoute, type Route, router } from './route.ts';

/** What most calls are about: here as soon as the function is. Of several matches the first one counts. */
const always: readonly Route[] = [
  ...publicRoutes,
  ...alertRoutes,
  publicRoute('GET', '/api/api-docs/openapi.json', async ({ ctx }) => {
    const { describeApi } = await import('./openapi.ts');
    const described = (await allRoutes()).filter(({ path }) => !path.startsWith('/api/api-docs'));
    return ok(describeApi(described, ctx.settings.publicUrl));
  }),
];

const actionRoutes = async () => (await import('./alert-actions.ts')).actionRoutes;
const statusRoutes = async () => (await import('./status.ts')).statusRoutes;

const deploymentRoutes = async () => (await import('./deployments.ts')).deploymentRoutes;

const flowRoutes = async () => (await import('./event-flows.ts')).eventFlowRoutes;

/** Parts of the API that are loaded with the first call under their path, so that the others start without them. */
const parts: Readonly<Record<string, () => Promise<readonly Route[]>>> = {
  '/api/audit-log': async () => (await import('./audit-log.ts')).auditLogRoutes,
  '/api/alert-sources': async () => (await import('./alert-sources.ts')).alertSourceRoutes,
  '/api/alert-actions': actionRoutes,
  '/api/chat-apps': async () => (await import('./chat-apps.ts')).chatAppRoutes,
  '/api/connector-types': async () => (await import('./catalogues.ts')).connectorTypeRoutes,
  '/api/connectors': actionRoutes,
  '/api/v1/connections': actionRoutes,
  '/api/conditions': async () => (await import('./conditions.ts')).conditionRoutes,
  '/api/escalation-policies': async () => (await import('./escalation-policies.ts')).escalationPolicyRoutes,
  '/api/coverage-requests': async () => (await import('./coverage.ts')).coverageRoutes,
  '/api/integrations': async () => (await import('./catalogues.ts')).integrationRoutes,
  '/api/numbers': async () => (await import('./catalogues.ts')).numberRoutes,
  '/api/ical': async () => (await import('./ical.ts')).icalRoutes,
  '/api/on-calls': async () => (await import('./on-calls.ts')).onCallRoutes,
  '/api/developers': async () => (await import('./apps.ts')).appRoutes,
  '/api/reports': async () => (await import('./reports.ts')).reportRoutes,
  '/api/schedules': async () => (await import('./schedules.ts')).scheduleRoutes,
  '/api/automation-rules': statusRoutes,
  '/api/incidents': statusRoutes,
  '/api/incident-templates': statusRoutes,
  '/api/metric-data-sources': statusRoutes,
  '/api/metrics': statusRoutes,
  '/api/services': statusRoutes,
  '/api/service-outages': statusRoutes,
  '/api/status-pages': async () => (await import('./status-pages.ts')).statusPageRoutes,
  '/api/web-push': async () => (await import('./web-push.ts')).webPushRoutes,
  '/api/users': async () => (await import('./people.ts')).peopleRoutes,
  '/api/system': async () => (await import('./system.ts')).systemRoutes,
  '/api/teams': async () => (await import('./teams.ts')).teamRoutes,
  '/api/support-hours': async () => (await import('./support-hours.ts')).supportHoursRoutes,
  '/api/maintenance-windows': async () => (await import('./maintenance-windows.ts')).maintenanceRoutes,
  '/api/identity-providers': async () => (await import('./identity-providers.ts')).identityProviderRoutes,
  '/api/deployment-pipelines': deploymentRoutes,
  '/api/deployments': deploymentRoutes,
  '/api/event-flow-integrations': flowRoutes,
  '/api/event-flows': flowRoutes,
  '/api/heartbeat-monitors': async () => (await import('./heartbeat-monitors.ts')).heartbeatMonitorRoutes,
};

/** Everything the API answers, its own description included. */
export async function allRoutes(): Promise<readonly Route[]> {
  const loaded = await Promise.all([...new Set(Object.values(parts))].map((load) => load()));
  return [...always, ...loaded.flat()];
}

const find = router(always);
const routers = new Map<string, typeof find>();

/** The route of a request, as `router` finds it. */
export async function findRoute(method: string, path: string): Promise<Match> {
  const [name, load] = Object.entries(parts).find(([part]) => path === part || path.startsWith(`${part}/`)) ?? [];
  if (name === undefined || load === undefined) return find(method, path);
  const found = routers.get(name) ?? router(await load());
  routers.set(name, found);
  return found(method, path);
}

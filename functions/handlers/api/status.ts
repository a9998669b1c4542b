import { automationRuleRoutes } from './automation-rules.ts';
import { incidentTemplateRoutes } from './incident-templates.ts';
import { incidentRoutes } from './incidents.ts';
import { metricDataSourceRoutes, metricRoutes } from './metrics.ts';
import type { Route } from './route.ts';
import { serviceOutageRoutes } from './service-outages.ts';
import { serviceRoutes } from './services.ts';

/** What people are told of how things stand; loaded together, because whoever asks for one part asks for the others. */
export const statusRoutes: readonly Route[] = [
  ...serviceRoutes,
  ...serviceOutageRoutes,
  ...incidentTemplateRoutes,
  ...incidentRoutes,
  ...metricRoutes,
  ...metricDataSourceRoutes,
  ...automationRuleRoutes,
];

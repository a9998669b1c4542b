import { lazy } from 'preact-iso';

/** The parts of the configuration that are described by `resourceScreen`, and those beside them. */
export const configurationScreens = [
  { path: '/configuration', Screen: lazy(() => import('./overview/overview.tsx')) },
  { path: '/configuration/alert-actions/:rest*', Screen: lazy(() => import('./alert-actions/alert-actions.tsx')) },
  { path: '/configuration/audit', Screen: lazy(() => import('./audit/audit.tsx')) },
  { path: '/configuration/chat-apps', Screen: lazy(() => import('./chat-apps/chat-apps.tsx')) },
  { path: '/configuration/connectors/:rest*', Screen: lazy(() => import('./connectors/connectors.tsx')) },
  { path: '/configuration/integrations', Screen: lazy(() => import('./integrations/integrations.tsx')) },
  { path: '/configuration/apps/:rest*', Screen: lazy(() => import('./apps/apps.tsx')) },
  { path: '/configuration/deployments', Screen: lazy(() => import('./deployments/deployments.tsx')) },
  { path: '/configuration/heartbeats/:rest*', Screen: lazy(() => import('./heartbeats/heartbeats.tsx')) },
  {
    path: '/configuration/identity-providers/:rest*',
    Screen: lazy(() => import('./identity-providers/identity-providers.tsx')),
  },
  { path: '/configuration/keys', Screen: lazy(() => import('./keys/keys.tsx')) },
  { path: '/configuration/maintenance/:rest*', Screen: lazy(() => import('./maintenance/maintenance.tsx')) },
  { path: '/configuration/pipelines/:rest*', Screen: lazy(() => import('./pipelines/pipelines.tsx')) },
  { path: '/configuration/support-hours/:rest*', Screen: lazy(() => import('./support-hours/support-hours.tsx')) },
  { path: '/configuration/teams/:rest*', Screen: lazy(() => import('./teams/teams.tsx')) },
  { path: '/configuration/users/:rest*', Screen: lazy(() => import('./users/users.tsx')) },
  { path: '/configuration/policies', Screen: lazy(() => import('./policies/policies.tsx')) },
  { path: '/configuration/policies/:id', Screen: lazy(() => import('./policies/policy.tsx')) },
  { path: '/configuration/sources', Screen: lazy(() => import('./sources/sources.tsx')) },
  { path: '/configuration/sources/new', Screen: lazy(() => import('./sources/new.tsx')) },
  { path: '/configuration/sources/:id/:part?', Screen: lazy(() => import('./sources/source.tsx')) },
  { path: '/configuration/flows', Screen: lazy(() => import('./flows/flows.tsx')) },
  { path: '/configuration/flows/:id/:part?', Screen: lazy(() => import('./flows/flow.tsx')) },
] as const;

import { lazy } from 'preact-iso';

/** The parts of the configuration that are described by `resourceScreen`, and those beside them. */
export const configurationScreens = [
  { path: '/configuration/heartbeats/:rest*', Screen: lazy(() => import('./heartbeats/heartbeats.tsx')) },
  { path: '/configuration/policies', Screen: lazy(() => import('./policies/policies.tsx')) },
  { path: '/configuration/policies/:id', Screen: lazy(() => import('./policies/policy.tsx')) },
  { path: '/configuration/sources', Screen: lazy(() => import('./sources/sources.tsx')) },
  { path: '/configuration/sources/new', Screen: lazy(() => import('./sources/new.tsx')) },
  { path: '/configuration/sources/:id/:part?', Screen: lazy(() => import('./sources/source.tsx')) },
] as const;

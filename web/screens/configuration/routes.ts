import { lazy } from 'preact-iso';

/** The parts of the configuration that are described by `resourceScreen`, and those beside them. */
export const configurationScreens = [
  { path: '/configuration/heartbeats/:rest*', Screen: lazy(() => import('./heartbeats/heartbeats.tsx')) },
] as const;

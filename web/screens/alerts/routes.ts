import { lazy } from 'preact-iso';

/** Alerts: the list, a new one, and each by its number. */
export const alertRoutes = [
  { path: '/alerts', Screen: lazy(() => import('./alerts.tsx')) },
  { path: '/alerts/new', Screen: lazy(() => import('./new-alert.tsx')) },
  { path: '/alerts/:id', Screen: lazy(() => import('./alert.tsx')) },
] as const;

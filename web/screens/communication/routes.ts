import { lazy } from 'preact-iso';

/** Everything below `/communication`. */
export const communicationRoutes = [
  { path: '/communication/incidents', Screen: lazy(() => import('./incidents/list.tsx')) },
  { path: '/communication/incidents/new', Screen: lazy(() => import('./incidents/write.tsx')) },
  { path: '/communication/incidents/:id', Screen: lazy(() => import('./incidents/incident.tsx')) },
] as const;

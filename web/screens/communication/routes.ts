import { lazy } from 'preact-iso';

/** Everything below `/communication`. */
export const communicationRoutes = [
  { path: '/communication', Screen: lazy(() => import('./overview.tsx')) },
  { path: '/communication/incidents', Screen: lazy(() => import('./incidents/list.tsx')) },
  { path: '/communication/incidents/new', Screen: lazy(() => import('./incidents/write.tsx')) },
  { path: '/communication/incidents/:id', Screen: lazy(() => import('./incidents/incident.tsx')) },
  { path: '/communication/services', Screen: lazy(() => import('./services/list.tsx')) },
  { path: '/communication/services/new', Screen: lazy(() => import('./services/edit.tsx')) },
  { path: '/communication/services/:id', Screen: lazy(() => import('./services/service.tsx')) },
  { path: '/communication/services/:id/edit', Screen: lazy(() => import('./services/edit-existing.tsx')) },
  { path: '/communication/status-pages', Screen: lazy(() => import('./pages/list.tsx')) },
  { path: '/communication/status-pages/new', Screen: lazy(() => import('./pages/new.tsx')) },
  { path: '/communication/status-pages/:id/:part?', Screen: lazy(() => import('./pages/page.tsx')) },
  { path: '/communication/templates/:rest*', Screen: lazy(() => import('./templates/templates.tsx')) },
  { path: '/communication/metrics', Screen: lazy(() => import('./metrics/list.tsx')) },
  { path: '/communication/metrics/:rest*', Screen: lazy(() => import('./metrics/metric.tsx')) },
  { path: '/communication/metric-sources/:rest*', Screen: lazy(() => import('./metrics/sources.tsx')) },
] as const;

import { lazy } from 'preact-iso';
import { communicationRoutes } from '../screens/communication/routes.ts';
import { configurationScreens } from '../screens/configuration/routes.ts';
import { onCallScreens } from '../screens/on-call/routes.ts';

/**
 * Every screen by its path, each loaded when somebody goes there. A path that ends in `/*` belongs to a screen with parts of its own.
 */
export const screens = [
  { path: '/', Screen: lazy(() => import('../screens/now/now.tsx')) },
  ...communicationRoutes,
  ...configurationScreens,
  ...onCallScreens,
] as const;

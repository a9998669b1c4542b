import { lazy } from 'preact-iso';
import { exec } from 'preact-iso/router';
import { askAhead } from '../client/query.ts';
import { alertRoutes } from '../screens/alerts/routes.ts';
import { communicationRoutes } from '../screens/communication/routes.ts';
import { configurationScreens } from '../screens/configuration/routes.ts';
import Now from '../screens/now/now.tsx';
import { openAlerts } from '../screens/now/open-alerts.ts';
import { onCallScreens } from '../screens/on-call/routes.ts';

/**
 * Every screen by its path, each loaded when somebody goes there, but for the first one: whoever has been woken waits for nothing further
 * than the console itself. A path that ends in `:rest*` belongs to a screen with parts of its own.
 */
export const screens = [
  { path: '/', Screen: Now },
  ...alertRoutes,
  ...communicationRoutes,
  ...configurationScreens,
  ...onCallScreens,
  { path: '/me/:part?', Screen: lazy(() => import('../screens/me/me.tsx')) },
  { path: '/system', Screen: lazy(() => import('../screens/system/system.tsx')) },
  { path: '/first-hour', Screen: lazy(() => import('../screens/first-hour/first-hour.tsx')) },
] as const;

/**
 * Begins to load the screen of a path: what it needs is on its way while it is still asked who is signed in. Whoever has been woken comes
 * to the first one, so what is open is asked as well.
 */
export function preloadScreen(pathname: string): void {
  if (pathname === '/') void askAhead('/alerts', { params: { query: openAlerts } });
  try {
    const screen = screens.find(({ path }) => exec(pathname, path))?.Screen;
    if (screen !== undefined && 'preload' in screen) screen.preload();
  } catch {
    // An address that cannot be read has no screen.
  }
}

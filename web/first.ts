import { openAlerts } from './screens/now/open-alerts.ts';

/*
 * Runs before the console itself has arrived. Whoever has been woken comes to the first screen: what is open is then on its way while the
 * console still is, and the console finds it asked.
 */
if (window.location.pathname === '/') {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(openAlerts))
    for (const one of [value].flat()) query.append(name, String(one));
  const link = document.createElement('link');
  link.rel = 'preload';
  link.as = 'fetch';
  link.crossOrigin = '';
  link.href = `/api/alerts?${query}`;
  document.head.append(link);
}

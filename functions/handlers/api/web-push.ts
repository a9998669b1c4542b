import { ok, publicRoute, type Route } from './route.ts';

/** What a browser has to know before it can subscribe to pushes: a public key is nobody's secret. */
export const webPushRoutes: readonly Route[] = [
  publicRoute('GET', '/api/web-push', async ({ ctx }) => ok({ publicKey: ctx.tokens.webPushKey() })),
];

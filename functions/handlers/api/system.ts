import { version } from '../../platform/version.ts';
import { systemStatus } from '../../usecases/system/status.ts';
import { ok, type Route, route } from './route.ts';

/** Tocsin about itself. */
export const systemRoutes: readonly Route[] = [
  route('GET', '/api/system', 'system:read', async ({ ctx }) => ok(await systemStatus(ctx, version))),
];

import { parseInput } from '../../platform/parse-input.ts';
import { appKind } from '../../usecases/oauth/app-kind.ts';
import {
  AppInput,
  type AppWithSecret,
  changedApp,
  presentApp,
  registerApp,
  renewSecret,
} from '../../usecases/oauth/apps.ts';
import { resource } from './resource.ts';
import { type Call, created, idIn, objectBody, ok, type Route, route } from './route.ts';

const path = '/api/developers/apps';

const crud = resource({
  path,
  kind: appKind,
  rights: { read: 'app:read', create: 'app:write', update: 'app:write', delete: 'app:write' },
  page: { default: 50, max: 100 },
  input: AppInput,
  isNamed: true,
  create: async () => {
    throw new Error('apps are registered');
  },
  update: async (ctx, current, input) => changedApp(ctx, current, input),
  present: async (_ctx, apps) => apps.map((app) => presentApp({ app })),
}).filter(({ method }) => method !== 'POST');

const shownOnce = (call: Call, made: AppWithSecret) => created(call.ctx, `${path}/${made.app.id}`, presentApp(made));

/** Apps, whose secret is told when they get one. */
export const appRoutes: readonly Route[] = [
  route(
    'POST',
    path,
    'app:write',
    async (call) => shownOnce(call, await registerApp(call.ctx, parseInput(AppInput, objectBody(call)))),
    { input: AppInput },
  ),
  route('POST', `${path}/{id}/secret`, 'app:write', async (call) =>
    ok(presentApp(await renewSecret(call.ctx, idIn(call)))),
  ),
  ...crud,
];

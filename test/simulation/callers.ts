import { type Authenticator, authenticator } from '../../functions/handlers/api/authenticate.ts';
import { findRoute } from '../../functions/handlers/api/routes.ts';
import type { Key } from '../../functions/store/table.ts';
import type { People } from './people.ts';
import type { SimulatedWorld } from './ports.ts';
import type { CallerSeen } from './record.ts';

/** What somebody calls with: the header of an API key, or the cookie of a session; and where it is stored. */
export interface Credential {
  readonly what: 'API key' | 'session';
  readonly secret: string;
  readonly storedAt: Key;
}

const everySeconds = 7;

/** One running function: what its authenticator remembers outlives the call, whose table does not. */
function runningFunction(first: SimulatedWorld) {
  let world = first;
  let cookie: string | undefined;
  const store = new Proxy(first.store, { get: (_store, name) => Reflect.get(world.store, name) });
  const clock = { now: () => world.clock.now() };
  const { authenticate } = authenticator({ ...first, store, clock }, { cookies: { read: () => cookie } });
  return async (current: SimulatedWorld, { what, secret }: Credential): ReturnType<Authenticator['authenticate']> => {
    world = current;
    cookie = what === 'session' ? secret : undefined;
    const headers: Record<string, string> = what === 'session' ? {} : { authorization: `Bearer ${secret}` };
    return authenticate({ headers, cookies: [] });
  };
}

/**
 * Somebody answers the newest alert again and again over the API, as often as said, on one running function that
 * remembers them. Whenever they are let in it is noted as whom.
 */
export async function answerAgainAndAgain(people: People, credential: Credential, times: number): Promise<void> {
  const { cloud, letIn } = people;
  let call: ReturnType<typeof runningFunction> | undefined;
  for (let turn = 0; turn < times; turn++) {
    await new Promise<void>((later) => cloud.scheduler.after(everySeconds * 1000, later));
    await cloud.run('api', async (world) => {
      call ??= runningFunction(world);
      const began = cloud.scheduler.clock.now();
      const { actor } = await call(world, credential);
      const { userId, role, teams } = actor;
      const seen: CallerSeen = { credential, began, at: cloud.scheduler.clock.now(), userId, role };
      letIn.push({ ...seen, teams: [...(teams?.roles ?? [])] });
      const alertId = people.newestAlert();
      if (alertId === undefined) return;
      const { route, params } = await findRoute('PUT', `/api/alerts/${alertId}/accept`);
      const asked = { params, query: new URLSearchParams(), headers: {}, body: () => undefined, text: '' };
      // What becomes of the answer is the alert's business; that they were let in is theirs.
      await route.run({ ...asked, ctx: { ...world, actor } }).catch(() => undefined);
    });
  }
}

/** How often somebody has to call to be seen well after something that happens so many seconds from now. */
export const callsUntilAfter = (seconds: number): number => Math.ceil(seconds / everySeconds) + 15;

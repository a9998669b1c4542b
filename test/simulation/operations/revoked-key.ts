import { authenticator } from '../../../functions/handlers/api/authenticate.ts';
import { findRoute } from '../../../functions/handlers/api/routes.ts';
import type { People } from '../people.ts';
import type { SimulatedWorld } from '../ports.ts';
import type { RunRecord } from '../record.ts';
import type { Capability } from './capability.ts';
import { sometimes, someUser } from './choices.ts';

/** Somebody answers again and again over the API with a key of their own, which is taken away meanwhile. */
export interface RevokedKeyOperation {
  readonly at: number;
  readonly kind: 'revoked-key';
  readonly userId: number;
  /** Seconds after the key was made. */
  readonly revokedAfter: number;
}

const everySeconds = 7;
const callsAfterwards = 15;
/** What was promised, and a moment for the call that was under way. */
const patience = 60_000;

/** One running function: what its authenticator remembers outlives the call, whose table does not. */
function runningFunction(first: SimulatedWorld) {
  let world = first;
  const store = new Proxy(first.store, { get: (_store, name) => Reflect.get(world.store, name) });
  const clock = { now: () => world.clock.now() };
  const { authenticate } = authenticator({ ...first, store, clock }, { cookies: { read: () => undefined } });
  return async (current: SimulatedWorld, key: string, alertId: number | undefined): Promise<void> => {
    world = current;
    const { actor } = await authenticate({ headers: { authorization: `Bearer ${key}` }, cookies: [] });
    if (alertId === undefined) return;
    const { route, params } = await findRoute('PUT', `/api/alerts/${alertId}/accept`);
    const call = { params, query: new URLSearchParams(), headers: {}, body: () => undefined, text: '' };
    // What becomes of the answer is the alert's business; that it was let in is the key's.
    await route.run({ ...call, ctx: { ...current, actor } }).catch(() => undefined);
  };
}

async function answerWith(people: People, name: string, key: string, left: number): Promise<void> {
  const { cloud, keyUses } = people;
  let call: ReturnType<typeof runningFunction> | undefined;
  for (let turn = 0; turn < left; turn++) {
    await new Promise<void>((later) => cloud.scheduler.after(everySeconds * 1000, later));
    const at = cloud.scheduler.now;
    const outcome = await cloud.run('api', (world) => {
      call ??= runningFunction(world);
      return call(world, key, people.newestAlert());
    });
    if (outcome.ok) keyUses.push({ name, at });
  }
}

/** Nobody is let in with a key a minute after its end was confirmed. */
function check({ keyUses, keyEnds }: RunRecord): string[] {
  return keyEnds.flatMap(({ name, at: end }) =>
    keyUses
      .filter((use) => use.name === name && use.at > end + patience)
      .map(({ at }) => `key ${name} was let in ${Math.round((at - end) / 1000)} seconds after its end`),
  );
}

export const revokedKey: Capability<RevokedKeyOperation> = {
  kind: 'revoked-key',
  generate: (random, { configuration, until }) =>
    sometimes(random, 0.4, [1, 1], () => ({
      at: random.next() * until,
      kind: 'revoked-key',
      userId: someUser(random, configuration),
      revokedAfter: random.between(1, 40),
    })),
  perform: async (people, { userId, revokedAfter }) => {
    const path = `/api/users/${userId}/api-keys`;
    const made = await people.callApi('POST', path, { body: { scopes: ['alert:w'] } });
    if (!made.ok) return;
    const { id, key } = made.value.body as { id: number; key: string };
    const name = String(id);
    void answerWith(people, name, key, Math.ceil(revokedAfter / everySeconds) + callsAfterwards);
    people.cloud.scheduler.after(revokedAfter * 1000, () => {
      void people.callApi('DELETE', `${path}/${id}`).then(({ ok }) => {
        if (ok) people.keyEnds.push({ name, at: people.cloud.scheduler.now });
      });
    });
  },
  check,
};

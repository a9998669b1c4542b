import type { Grant } from '../../functions/domain/oauth/grant.ts';
import { plus } from '../../functions/domain/time.ts';
import type { Clock } from '../../functions/ports/clock.ts';
import type { Ids } from '../../functions/ports/ids.ts';
import type { Store } from '../../functions/ports/store.ts';

/** Lets an app read alerts for somebody, as a code that was exchanged does. */
export async function aGrant(
  { store, clock, ids }: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  facts: Pick<Grant, 'userId' | 'appId'>,
): Promise<string> {
  const at = clock.now();
  const code = {
    ...facts,
    hash: ids.secret(),
    redirectUri: 'https://app.example.com/callback',
    scopes: ['alert' as const],
    createdAt: at,
    state: 'NEW' as const,
  };
  await store.grants.createCode(code);
  const grant: Grant = {
    ...facts,
    id: ids.ulid(),
    scopes: code.scopes,
    createdAt: at,
    validUntil: plus(at, { days: 365 }),
    serial: 0,
  };
  await store.grants.exchange(code, grant);
  return grant.id;
}

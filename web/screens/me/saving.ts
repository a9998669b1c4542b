import type { Me } from '../../app/session.tsx';
import { answer, api } from '../../client/api.ts';
import { refresh } from '../../client/query.ts';

/** What I may say of myself. */
export type Profile = Partial<
  Pick<Me, 'firstName' | 'lastName' | 'language' | 'timezone' | 'region' | 'position' | 'department' | 'shiftColor'>
> & { readonly mutedUntil?: string | undefined };

/** Stores changes of what I have said of myself; the rest stays as it is. `force`: also while somebody counts on me. */
export async function saveMe(me: Me, changes: Profile, { force = false } = {}): Promise<void> {
  const { email, username, firstName, lastName, language, timezone, region, position, department, shiftColor } = me;
  const mutedUntil = 'mutedUntil' in changes ? changes.mutedUntil : me.mutedUntil;
  const body = {
    ...{ email, username, firstName, lastName, language, timezone, position, department, shiftColor },
    ...(region !== undefined && { region: region as never }),
    ...changes,
    mutedUntil: mutedUntil ?? null,
  };
  const params = force ? { query: { force: 'true' as never } } : {};
  await answer(api.PUT('/users/current', { params, body: body as never }));
  await refresh('/users/current');
}

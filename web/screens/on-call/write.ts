import { answer, api } from '../../client/api.ts';
import { refresh } from '../../client/query.ts';
import { serverNow } from '../../time/now.tsx';
import { instantText, type Window } from './times.ts';

/** Everything that who is on call shows in. */
export const reread = (): Promise<void> => refresh('/schedules', '/on-calls');

interface Wanted extends Window {
  readonly userId: number;
}

/** Puts somebody on call for a time, of which only what is to come counts. Gives the id by which that can be taken back. */
export async function addOverride(scheduleId: number, { userId, start, end }: Wanted): Promise<number> {
  const body = {
    user: { id: userId },
    start: instantText(Math.max(start, serverNow())),
    end: instantText(end),
  };
  const { override } = await answer(
    api.POST('/schedules/{id}/overrides', { params: { path: { id: scheduleId } }, body }),
  );
  await reread();
  return override.id;
}

/** Takes an override back; of one that has begun, what is left of it. */
export async function removeOverride(scheduleId: number, override: number): Promise<void> {
  await answer(api.DELETE('/schedules/{id}/overrides/{override}', { params: { path: { id: scheduleId, override } } }));
  await reread();
}

/** Puts another override in the place of one: first the new one, so that nothing is lost when it is refused. */
export async function changeOverride(scheduleId: number, former: number, wanted: Wanted): Promise<number> {
  const id = await addOverride(scheduleId, wanted);
  await removeOverride(scheduleId, former);
  return id;
}

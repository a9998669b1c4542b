import { environment } from '../../platform/environment.ts';
import type { ActionWork } from '../../ports/action-work.ts';

/** Most alerts set nothing in motion elsewhere: what wakes whoever does it is loaded then. */
let waking: Promise<ActionWork> | undefined;
const load = async (): Promise<ActionWork> =>
  (await import('../../platform/action-work.ts')).lambdaActionWork(environment('ACTION_FUNCTION'));

export const actionWork: ActionWork = {
  async wake(alertIds) {
    waking ??= load();
    await (await waking).wake(alertIds);
  },
  async perform(delivery) {
    waking ??= load();
    return (await waking).perform(delivery);
  },
};

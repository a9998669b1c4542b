import type { Store } from '../../functions/ports/store.ts';

/** The store of a function that reads the alert only after something has happened, which happens once. */
export const meanwhile = ({ store }: { readonly store: Store }, deed: () => Promise<unknown>): Store => {
  let isDone = false;
  const get: Store['alerts']['get'] = async (id) => {
    if (!isDone) {
      isDone = true;
      await deed();
    }
    return store.alerts.get(id);
  };
  return { ...store, alerts: { ...store.alerts, get } };
};

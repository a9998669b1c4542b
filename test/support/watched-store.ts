import type { Store } from '../../functions/ports/store.ts';

// biome-ignore lint/suspicious/noExplicitAny: what was called is compared, not trusted
type Args = any[];

/**
 * A store whose parts of these names remember what they were asked, and how many of the same name were asked at once at most. Each
 * call begins a turn of the event loop later, so that those side by side are seen to be.
 */
export function watchedStore<S extends Partial<Store>>(store: S, parts: readonly (keyof S & string)[]) {
  const asked = new Map<string, Args[]>();
  const running = new Map<string, number>();
  const most = new Map<string, number>();
  const watch = (part: keyof S & string) =>
    new Proxy(store[part] as object, {
      get(target, member) {
        const method = Reflect.get(target, member);
        if (typeof method !== 'function') return method;
        const name = `${part}.${String(member)}`;
        return async (...args: Args) => {
          asked.set(name, [...(asked.get(name) ?? []), args]);
          const now = (running.get(name) ?? 0) + 1;
          running.set(name, now);
          most.set(name, Math.max(most.get(name) ?? 0, now));
          await new Promise((resolve) => setImmediate(resolve));
          try {
            return await method.apply(target, args);
          } finally {
            running.set(name, (running.get(name) ?? 1) - 1);
          }
        };
      },
    });
  return {
    store: { ...store, ...Object.fromEntries(parts.map((part) => [part, watch(part)])) } as S,
    /** With what a method such as `alerts.list` was called, in order. */
    calls: (name: string): readonly Args[] => asked.get(name) ?? [],
    /** How many calls of a method were under way at once at most. */
    most: (name: string): number => most.get(name) ?? 0,
  };
}

/** A store: whatever it is asked, it answers later. */
type Asked<T> = { readonly [Name in keyof T]: (...about: never[]) => Promise<unknown> };

/**
 * A store whose code is loaded with the first question to it, so that functions start without what most of their calls do not
 * need.
 */
export function lazily<T extends Asked<T>>(load: () => Promise<T>): T {
  let loaded: Promise<T> | undefined;
  const ask = async (name: keyof T, about: readonly never[]): Promise<unknown> => {
    loaded ??= load();
    return (await loaded)[name](...about);
  };
  return new Proxy({} as T, {
    get(own, name) {
      // What somebody has put in the place of a method; and a promise must not take a store for another promise.
      if (typeof name === 'symbol' || name === 'then' || name in own) return Reflect.get(own, name);
      return (...about: never[]) => ask(name as keyof T, about);
    },
  });
}

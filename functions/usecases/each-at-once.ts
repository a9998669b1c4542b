/** Does something with each of them, so many side by side. Returns what became of them, in their order. */
export async function eachAtOnce<T, R>(all: readonly T[], atOnce: number, act: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < all.length; start += atOnce)
    results.push(...(await Promise.all(all.slice(start, start + atOnce).map(act))));
  return results;
}

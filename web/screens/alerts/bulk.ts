/** What became of one of many. */
export interface Outcome<Item> {
  readonly item: Item;
  /** Why it was not done; undefined when it was. */
  readonly error?: Error;
}

/** Does something to each of many, a few at a time; what fails does not stop the others. Outcomes are in the order of the items. */
export async function doAll<Item>(
  items: readonly Item[],
  act: (item: Item) => Promise<unknown>,
  { atOnce = 4, onDone }: { readonly atOnce?: number; readonly onDone?: (done: number) => void } = {},
): Promise<readonly Outcome<Item>[]> {
  const outcomes: Outcome<Item>[] = [];
  let next = 0;
  let done = 0;
  async function work(): Promise<void> {
    while (next < items.length) {
      const index = next++;
      const item = items[index] as Item;
      outcomes[index] = await act(item).then(
        () => ({ item }),
        (error: unknown) => ({ item, error: error instanceof Error ? error : new Error(String(error)) }),
      );
      onDone?.(++done);
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, work));
  return outcomes;
}

/** How many were done, and those that were not. */
export const countOutcomes = <Item>(
  outcomes: readonly Outcome<Item>[],
): { readonly done: number; readonly failed: readonly (Outcome<Item> & { readonly error: Error })[] } => {
  const failed = outcomes.filter((one): one is Outcome<Item> & { readonly error: Error } => one.error !== undefined);
  return { done: outcomes.length - failed.length, failed };
};

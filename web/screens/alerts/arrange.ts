/** What is on the screen, and what waits to come onto it. */
export interface Arranged {
  readonly ids: readonly number[];
  /** New ones that would have moved what people look at. */
  readonly waiting: number;
}

/**
 * The order in which alerts are shown. While somebody is about to press something nothing moves: what is gone keeps its place, and what
 * is new waits. Otherwise, or with nothing there yet, it is the order that they have now.
 */
export function arrange(shown: readonly number[], fresh: readonly number[], mayMove: boolean): Arranged {
  if (mayMove || shown.length === 0) return { ids: fresh, waiting: 0 };
  return { ids: shown, waiting: fresh.filter((id) => !shown.includes(id)).length };
}

/** The button of a line nearest to where another one begins. */
export function nearest(lefts: readonly number[], left: number): number {
  return lefts.reduce(
    (best, one, index) =>
      Math.abs(one - left) < Math.abs((lefts[best] ?? Number.POSITIVE_INFINITY) - left) ? index : best,
    0,
  );
}

/** In a month's grid, arrows up and down go from line to line over its weeks, and the page keys to the next month. */
export function arrowsAcross(event: KeyboardEvent, step: (count: number) => void): void {
  const page = event.key === 'PageDown' ? 1 : event.key === 'PageUp' ? -1 : 0;
  const line = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if ((page === 0 && line === 0) || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  if (page !== 0) {
    step(page);
    return;
  }
  const tracks = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('.on-call-track:has(button)')];
  const from = event.target as HTMLElement;
  const next = tracks[tracks.findIndex((one) => one.contains(from)) + line];
  const buttons = [...(next?.querySelectorAll<HTMLElement>('button') ?? [])];
  const lefts = buttons.map((one) => one.getBoundingClientRect().left);
  buttons[nearest(lefts, from.getBoundingClientRect().left)]?.focus();
}

/** The machine's own timers, taken before time becomes virtual: for time-outs and polling that run on real time. */
export const native = {
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  setInterval: globalThis.setInterval,
  clearInterval: globalThis.clearInterval,
};

/** Resolves after that many milliseconds of real time. */
export function realDelay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => native.setTimeout(resolve, milliseconds));
}

/** Resolves when what is ready now has had its turn. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/**
 * What stands at the end of a path through JSON: own members only, so that `length`, `constructor` and `__proto__` are
 * nothing; lists are entered by number. Undefined where there is nothing.
 */
export function readPath(root: unknown, steps: readonly (string | number)[]): unknown {
  let value = root;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null) return undefined;
    if (Array.isArray(value) ? typeof step !== 'number' : !Object.hasOwn(value, step)) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[step];
  }
  return value;
}

/**
 * A number of somebody's JSON as it can be kept: as the text it was written as where a JavaScript number, or the table,
 * would change it. Two ids that differ beyond 2^53 must not become equal; conditions compare such texts exactly.
 */
export function keptNumber(value: number, source: string | undefined): number | string {
  const size = Math.abs(value);
  const fits = size <= Number.MAX_SAFE_INTEGER && (size === 0 || size > 1e-100);
  return fits ? value : (source ?? String(value));
}

/** One period of a metric as the API tells it: a value for each step, null where there is none. */
export interface Series {
  readonly from: string;
  readonly step: number;
  readonly value: number | null;
  readonly values: readonly (number | null)[];
}

export interface Axis {
  readonly lowest: number;
  readonly highest: number;
}

/** Fixed ends where the metric has them, otherwise round numbers around the values; never without height. */
export function axisOf(
  { lowest, highest }: { readonly lowest?: number | undefined; readonly highest?: number | undefined },
  values: readonly number[],
): Axis {
  const low = lowest ?? Math.min(...values, ...(highest === undefined ? [] : [highest]));
  const high = highest ?? Math.max(...values, low);
  if (high <= low) return { lowest: low - 1, highest: low + 1 };
  const step = stepOf(high - low);
  return {
    lowest: lowest ?? Math.floor(low / step) * step,
    highest: highest ?? Math.ceil(high / step) * step,
  };
}

/** The distance of about four lines: 1, 2 or 5 of some power of ten. */
export function stepOf(range: number): number {
  const rough = range / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const share = rough / power;
  return (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10) * power;
}

/** Where lines are drawn across, and said what they stand for. */
export function ticksOf({ lowest, highest }: Axis): readonly number[] {
  const step = stepOf(highest - lowest);
  const first = Math.ceil(lowest / step - 1e-9);
  const count = Math.floor(highest / step + 1e-9) - first + 1;
  return Array.from({ length: count }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** How far up a value is, from 0 to 1; what lies beyond the axis is at its end. */
export const heightOf = (value: number, { lowest, highest }: Axis): number =>
  Math.min(Math.max((value - lowest) / (highest - lowest), 0), 1);

/**
 * The line of a series as SVG path data in a field of so many units. Over steps without a value it goes on straight, or is broken
 * without interpolation; a value that stands alone is a dot.
 */
export function pathOf(
  values: Series['values'],
  axis: Axis,
  { width, height, interpolates }: { readonly width: number; readonly height: number; readonly interpolates: boolean },
): string {
  const x = (index: number) => Math.round((index / Math.max(values.length - 1, 1)) * width * 10) / 10;
  const y = (value: number) => Math.round(height * (1 - heightOf(value, axis)) * 10) / 10;
  let path = '';
  let isDrawing = false;
  for (const [index, value] of values.entries()) {
    if (value === null) {
      isDrawing &&= interpolates;
      continue;
    }
    const rest = values.slice(index + 1, interpolates ? undefined : index + 2);
    const isAlone = !isDrawing && !rest.some((next) => next !== null);
    path += `${isDrawing ? 'L' : 'M'}${x(index)} ${y(value)}${isAlone ? 'h0' : ''}`;
    isDrawing = true;
  }
  return path;
}

/** The step with a value that is nearest to a share of the width; undefined where there is none. */
export function nearest(values: Series['values'], share: number): number | undefined {
  const at = Math.round(Math.min(Math.max(share, 0), 1) * (values.length - 1));
  for (let distance = 0; distance < values.length; distance++)
    for (const index of [at - distance, at + distance]) if (typeof values[index] === 'number') return index;
  return undefined;
}

/** When a step begins, in milliseconds. */
export const timeOf = ({ from, step }: Pick<Series, 'from' | 'step'>, index: number): number =>
  Date.parse(from) + index * step * 1000;

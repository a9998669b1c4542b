import type { Bar } from './lanes.ts';
import type { Day, Window } from './times.ts';

/** Where a moment stands on a line as wide as 1: 0 at the window's start, 1 at its end, and beyond for what lies outside. */
export const placeOf = (instant: number, { start, end }: Window): number => (instant - start) / (end - start);

/** The moment at a place of the line. */
export const momentAt = (place: number, { start, end }: Window): number =>
  start + Math.min(Math.max(place, 0), 1) * (end - start);

/** How time lies on a line as wide as 1. */
export interface Scale {
  readonly placeOf: (instant: number) => number;
  readonly momentAt: (place: number) => number;
}

/** Each hour as wide as the other. */
export const evenly = (window: Window): Scale => ({
  placeOf: (instant) => placeOf(instant, window),
  momentAt: (place) => momentAt(place, window),
});

/** Each day as wide as the other, also the one that is an hour shorter: columns of weeks stand below one another. */
export const byDays = (days: readonly Day[]): Scale => ({
  placeOf: (instant) => {
    const index = Math.max(
      days.findLastIndex(({ start, end }) => start <= instant && start < end),
      0,
    );
    const day = days[index];
    return day === undefined ? 0 : (index + placeOf(instant, day)) / days.length;
  },
  momentAt: (place) => {
    const column = Math.min(Math.max(place, 0), 1) * days.length;
    const index = Math.min(Math.floor(column), days.length - 1);
    const day = days[index];
    return day === undefined ? 0 : momentAt(column - index, day);
  },
});

/** A bar as it is drawn, cut to the window. */
export interface DrawnBar {
  readonly kind: 'bar';
  readonly bar: Bar;
  readonly left: number;
  readonly width: number;
  /** It goes on beyond the window. */
  readonly isCutBefore: boolean;
  readonly isCutAfter: boolean;
}

/** Bars too narrow to be told apart, as one: each keeps its place and its length in the stripes. */
export interface DrawnCrowd {
  readonly kind: 'crowd';
  readonly bars: readonly Bar[];
  readonly left: number;
  readonly width: number;
}

export type Drawn = DrawnBar | DrawnCrowd;

/** Narrower than this nobody sees or hits one. */
const leastWidth = 7;
/** A crowd ends here, so that what is pointed at is near. */
const crowdWidth = 28;

/**
 * What is drawn of bars in a window on a line so many pixels wide. However many they are, there are at most about as
 * many pieces as would fit beside each other.
 */
export function drawn(
  bars: readonly Bar[],
  window: Window,
  pixels: number,
  scale: Scale = evenly(window),
): readonly Drawn[] {
  const found: Drawn[] = [];
  let crowd: Bar[] = [];
  const widthOf = (start: number, end: number) =>
    scale.placeOf(Math.min(end, window.end)) - scale.placeOf(Math.max(start, window.start));
  const flush = () => {
    const [first, last] = [crowd[0], crowd.at(-1)];
    if (first === undefined || last === undefined) return;
    found.push(
      crowd.length === 1
        ? single(first, window, scale)
        : {
            kind: 'crowd',
            bars: crowd,
            left: scale.placeOf(Math.max(first.start, window.start)),
            width: widthOf(first.start, last.end),
          },
    );
    crowd = [];
  };
  for (const bar of bars) {
    if (bar.end <= window.start || bar.start >= window.end) continue;
    const first = crowd[0];
    const last = crowd.at(-1);
    const isNear = last !== undefined && widthOf(last.end, bar.start) * pixels < leastWidth;
    if (first && (!isNear || widthOf(first.start, bar.end) * pixels > crowdWidth)) flush();
    if (widthOf(bar.start, bar.end) * pixels < leastWidth) crowd.push(bar);
    else {
      flush();
      found.push(single(bar, window, scale));
    }
  }
  flush();
  return found;
}

function single(bar: Bar, window: Window, scale: Scale): DrawnBar {
  const left = scale.placeOf(Math.max(bar.start, window.start));
  return {
    kind: 'bar',
    bar,
    left,
    width: scale.placeOf(Math.min(bar.end, window.end)) - left,
    isCutBefore: bar.start < window.start,
    isCutAfter: bar.end > window.end,
  };
}

/** The stripes of a crowd as a background: each bar in its colour, as wide as it is long. */
export function stripes({ bars }: DrawnCrowd, window: Window, colourOf: (bar: Bar) => string): string {
  const start = Math.max(bars[0]?.start ?? 0, window.start);
  const end = Math.min(bars.at(-1)?.end ?? 0, window.end);
  const at = (instant: number) => `${(((instant - start) / (end - start)) * 100).toFixed(2)}%`;
  const stops = bars.flatMap((bar, index) => {
    const colour = `color-mix(in oklab, ${colourOf(bar)} 58%, var(--card))`;
    const next = bars[index + 1];
    const stop = [`${colour} ${at(Math.max(bar.start, start))}`, `${colour} ${at(Math.min(bar.end, end))}`];
    return next !== undefined && next.start > bar.end
      ? [...stop, `transparent ${at(bar.end)}`, `transparent ${at(next.start)}`]
      : stop;
  });
  return `linear-gradient(to right, ${stops.join(', ')})`;
}

interface Coloured {
  readonly id: number;
  readonly shiftColor?: string;
}

/**
 * The colours of people's shifts: the ones they chose, else the hue of their own that their picture has, moved on where
 * somebody beside them has nearly the same.
 */
export function coloursOf(people: Iterable<Coloured>): ReadonlyMap<number, string> {
  const all = [...new Map([...people].map((person) => [person.id, person])).values()].sort((a, b) => a.id - b.id);
  const colours = new Map<number, string>();
  const hues: number[] = [];
  // As far apart as so many can be, and never closer than eyes tell apart.
  const apart = Math.max(300 / Math.max(all.length, 1), 12);
  for (const { id, shiftColor = '' } of all) {
    const [, digits] = /^#?([0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/i.exec(shiftColor) ?? [];
    if (digits !== undefined) {
      colours.set(id, `#${digits}`);
      continue;
    }
    const own = (id * 137) % 360;
    const free = Array.from({ length: 60 }, (_, step) => (own + step * 6) % 360).find((hue) =>
      hues.every((other) => distance(hue, other) >= apart * 0.6),
    );
    const hue = free ?? own;
    hues.push(hue);
    colours.set(id, `hsl(${hue} 62% 50%)`);
  }
  return colours;
}

const distance = (a: number, b: number): number => Math.min(Math.abs(a - b), 360 - Math.abs(a - b));

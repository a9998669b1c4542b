import { Temporal } from './temporal.ts';

/**
 * What the clock on the wall shows, as milliseconds since 1970-01-01T00:00 on that same wall. A day has 24 hours here
 * whatever the season does, so that calendar steps are plain additions; only a zone turns it into an instant.
 */
export type WallTime = number;

/** A clock on a wall. Instants are milliseconds since the epoch here: schedules reckon with thousands of them. */
export interface Clock {
  /** What the clock shows at an instant. */
  wallTimeAt(instant: number): WallTime;
  /**
   * The first instant at which the clock shows the time or a later one: the only one on most days, the first of the
   * two where the clock is set back, and the end of the gap where it is set forward over the time.
   */
  firstInstantAt(wallTime: WallTime): number;
}

/** The clock of one time zone. */
export interface Zone extends Clock {
  readonly name: string;
}

const hour = 3_600_000;
/** No clock on earth was ever further than this from UTC. */
const widestOffset = 16 * hour;

/** One of the stretches between two clock changes, or a part of it. */
interface Stretch {
  readonly from: number;
  readonly until: number;
  readonly offset: number;
}

/** About 13 months. Clock changes are asked for in such blocks and remembered: asking Temporal each time is slow. */
const blockLength = 2 ** 35;

function stretchesOfBlock(name: string, block: number): readonly Stretch[] {
  const end = (block + 1) * blockLength;
  const stretches: Stretch[] = [];
  let clock = Temporal.Instant.fromEpochMilliseconds(block * blockLength).toZonedDateTimeISO(name);
  while (true) {
    const change = clock.getTimeZoneTransition('next');
    const until = change === null ? end : Math.min(change.epochMilliseconds, end);
    stretches.push({ from: clock.epochMilliseconds, until, offset: clock.offsetNanoseconds / 1e6 });
    if (change === null || until === end) return stretches;
    clock = change;
  }
}

function makeZone(name: string): Zone {
  const blocks = new Map<number, readonly Stretch[]>();

  const stretchAt = (instant: number): Stretch => {
    const block = Math.floor(instant / blockLength);
    const stretches = blocks.get(block) ?? stretchesOfBlock(name, block);
    blocks.set(block, stretches);
    return stretches.find(({ until }) => instant < until) as Stretch;
  };

  return {
    name,
    wallTimeAt: (instant) => instant + stretchAt(instant).offset,
    firstInstantAt: (wallTime) => {
      let stretch = stretchAt(wallTime - widestOffset);
      while (wallTime - stretch.offset >= stretch.until) stretch = stretchAt(stretch.until);
      return Math.max(stretch.from, wallTime - stretch.offset);
    },
  };
}

/** Whether the name is one of the IANA time zone database; offsets such as `+02:00` have no seasons and are refused. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name) !== undefined;
  } catch {
    return false;
  }
}

const zones = new Map<string, Zone>();

/** The zone of that name, with what it has learned so far; throws when there is none. */
export function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known) return known;
  if (!isTimeZone(name)) throw new RangeError(`${name} is not a time zone`);
  const zone = makeZone(name);
  zones.set(name, zone);
  return zone;
}

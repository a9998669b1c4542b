import { joinTurns, overlay, type Piece } from '../../../functions/domain/schedule/overlay.ts';
import type { Override, ScheduleEdition } from '../../../functions/domain/schedule/schedule.ts';
import { shifts } from '../../../functions/domain/schedule/shifts.ts';
import { isEmpty, overlap, uncovered } from '../../../functions/domain/schedule/spans.ts';
import { layerPieces, staticPiece } from '../../../functions/domain/schedule/turns.ts';
import type { Plan } from './plan.ts';
import { instantText, knownZone, parseTime, type Window } from './times.ts';

/** A stretch of a lane: somebody's, or (without `userId`) nobody's. */
export interface Bar extends Window {
  readonly userId?: number;
  /** By which somebody stands in. */
  readonly override?: Override;
}

export interface Lane {
  readonly key: string;
  readonly kind: 'final' | 'overrides' | 'layer' | 'shifts' | 'changes';
  /** Of a layer: its place, from 1, and its name. */
  readonly number?: number;
  readonly name?: string;
  readonly bars: readonly Bar[];
}

type Parts = Pick<Plan, 'timezone' | 'editions' | 'overrides'>;

const isKnown = ({ editions }: Parts): boolean => editions.length > 0;

/** Who is on call in a window, whole shifts, with nobody's time between them. */
export function finalBars(plan: Parts, window: Window): readonly Bar[] {
  if (!isKnown(plan) || isEmpty(window)) return [];
  const found = shifts(plan, plan.overrides, instantText(window.start), instantText(window.end)).map(
    ({ userId, start, end }): Bar => withOverride({ userId, start: parseTime(start), end: parseTime(end) }, plan),
  );
  const gaps: readonly Bar[] = uncovered(window, found);
  return [...found, ...gaps].sort((a, b) => a.start - b.start);
}

/** A shift by an override lies within it, and no other shift of that person does. */
function withOverride(bar: Bar, { overrides }: Parts): Bar {
  const override = overrides.findLast(
    ({ userId, startsAt, endsAt }) =>
      userId === bar.userId && parseTime(startsAt) <= bar.start && bar.end <= parseTime(endsAt),
  );
  return override === undefined ? bar : { ...bar, override };
}

/** Overrides as they are seen, the newer over the older. */
export function overrideBars({ overrides }: Parts, window: Window): readonly Bar[] {
  const piles = overrides.toSorted((a, b) => a.id - b.id).map((override) => pieceOf(override));
  return overlay(piles.map((piece) => [piece]))
    .filter(({ start, end }) => start < window.end && window.start < end)
    .map(({ turn, start, end }) => ({ userId: turn.userId, start, end, override: (turn as OverrideTurn).override }));
}

interface OverrideTurn {
  readonly userId: number;
  readonly start: number;
  readonly end: number;
  readonly override: Override;
}

function pieceOf(override: Override): Piece {
  const [start, end] = [parseTime(override.startsAt), parseTime(override.endsAt)];
  const turn: OverrideTurn = { userId: override.userId, start, end, override };
  return { turn, start, end };
}

const asBars = (pieces: readonly Piece[]): readonly Bar[] =>
  joinTurns(pieces.toSorted((a, b) => a.start - b.start)).map(({ turn, start, end }) => ({
    userId: turn.userId,
    start,
    end,
  }));

/** The parts of a window in which each edition counts: the first since ever, the last for good. */
function inForce({ editions }: Parts, window: Window): readonly { edition: ScheduleEdition; within: Window }[] {
  return editions
    .map((edition, index) => {
      const start = index === 0 ? Number.NEGATIVE_INFINITY : parseTime(edition.from);
      const next = editions[index + 1];
      const end = next === undefined ? Number.POSITIVE_INFINITY : parseTime(next.from);
      return { edition, within: overlap(window, { start, end }) };
    })
    .filter(({ within }) => !isEmpty(within));
}

/** The lanes of one schedule, from above: who is on call, who stands in, and what lies below, the layer that wins first. */
export function lanesOf(plan: Plan, window: Window): readonly Lane[] {
  const lanes: Lane[] = [
    { key: 'final', kind: 'final', bars: finalBars(plan, window) },
    { key: 'overrides', kind: 'overrides', bars: overrideBars(plan, window) },
  ];
  return plan.type === 'STATIC' ? [...lanes, enteredLane(plan, window)] : [...lanes, ...layerLanes(plan, window)];
}

function layerLanes(plan: Plan, window: Window): readonly Lane[] {
  const zone = knownZone(plan.timezone);
  const parts = inForce(plan, window);
  const shown = [...parts.map(({ edition }) => edition), ...plan.editions.slice(-1)];
  const count = Math.max(0, ...shown.map(({ layers }) => layers.length));
  return Array.from({ length: count }, (_, index): Lane => {
    const pieces = parts.flatMap(({ edition, within }) => {
      const layer = edition.layers[index];
      return layer === undefined ? [] : layerPieces(layer, zone, within);
    });
    const name = plan.editions.at(-1)?.layers[index]?.name;
    return {
      key: `layer ${index}`,
      kind: 'layer',
      number: index + 1,
      ...(name && { name }),
      bars: asBars(pieces),
    };
  }).reverse();
}

function enteredLane(plan: Plan, window: Window): Lane {
  const zone = knownZone(plan.timezone);
  const pieces = inForce(plan, window).flatMap(({ edition, within }) =>
    edition.shifts.flatMap((shift) => staticPiece(shift, zone, within) ?? []),
  );
  return { key: 'shifts', kind: 'shifts', bars: asBars(pieces) };
}

/** Time without anybody. */
export const gapsAmong = (bars: readonly Bar[]): readonly Bar[] => bars.filter(({ userId }) => userId === undefined);

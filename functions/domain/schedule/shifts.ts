import { millisecondsOf, plus } from '../instants.ts';
import type { Instant } from '../time.ts';
import { toInstant } from '../wall-time.ts';
import { type Zone, zoneOf } from '../zone.ts';
import { isSameTurn, joinTurns, layOver, overlay, type Piece } from './overlay.ts';
import type { Override, Schedule, ScheduleEdition, Shift, StaticShift } from './schedule.ts';
import { isEmpty, overlap, type Span, touches, uncovered } from './spans.ts';
import { layerPieces, staticPiece } from './turns.ts';

/** A stretch of time in which nobody is on call, `start` inclusive, `end` exclusive. */
export interface Gap {
  readonly start: Instant;
  readonly end: Instant;
}

type Parts = Pick<Schedule, 'timezone' | 'editions'>;

/**
 * Who is on call when: every shift that touches [from, until), whole, in order, never two at once.
 *
 * A shift is what one turn (of a layer, an override or a hand-made shift) contributes without a break. Parts of a turn
 * that meet are one shift, also across an edit that leaves the turn's person and hand-off as they were; consecutive
 * turns of one person are shifts of their own, as they would never end where somebody is alone in a layer.
 */
export function shifts(
  schedule: Parts,
  overrides: readonly Override[],
  from: Instant,
  until: Instant,
): readonly Shift[] {
  const window = { start: millisecondsOf(from), end: millisecondsOf(until) };
  if (isEmpty(window)) return [];
  return joinTurns(piecesWithin(schedule, overrides, widened(schedule, overrides, window)))
    .filter((piece) => touches(piece, window))
    .map(asShift);
}

/** The id of the user who is on call at an instant; undefined when nobody is. Agrees with `shifts` everywhere. */
export const onCallAt = (schedule: Parts, overrides: readonly Override[], at: Instant): number | undefined =>
  pieceAt(schedule, overrides, millisecondsOf(at))?.turn.userId;

/** The shift that an instant falls in, whole. */
export const shiftAt = (schedule: Parts, overrides: readonly Override[], at: Instant): Shift | undefined =>
  shifts(schedule, overrides, at, plus(at, { milliseconds: 1 }))[0];

/** The first shift that starts after an instant, looked for within two years. */
export function nextShift(schedule: Parts, overrides: readonly Override[], after: Instant): Shift | undefined {
  let from = after;
  for (const days of [8, 30, 120, 240, 332]) {
    const until = plus(from, { days });
    const next = shifts(schedule, overrides, from, until).find(({ start }) => start > after);
    if (next) return next;
    from = until;
  }
  return undefined;
}

/** The parts of [from, until) in which the schedule itself has nobody on call, overrides aside. */
export function gaps(schedule: Parts, from: Instant, until: Instant): readonly Gap[] {
  const window = { start: millisecondsOf(from), end: millisecondsOf(until) };
  return uncovered(window, piecesWithin(schedule, [], window)).map(asGap);
}

/** The time without anybody between the first of hand-made shifts and the last. */
export function gapsBetween(staticShifts: readonly StaticShift[], timezone: string): readonly Gap[] {
  const always = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY };
  const pieces = staticShifts.map((shift) => staticPiece(shift, zoneOf(timezone), always)).filter(isPresent);
  const whole = {
    start: Math.min(...pieces.map(({ start }) => start)),
    end: Math.max(...pieces.map(({ end }) => end)),
  };
  return uncovered(whole, pieces).map(asGap);
}

const isPresent = <T>(value: T | undefined): value is T => value !== undefined;

const asGap = ({ start, end }: Span): Gap => ({ start: toInstant(start), end: toInstant(end) });

const asShift = ({ turn, start, end }: Piece): Shift => ({
  userId: turn.userId,
  start: toInstant(start),
  end: toInstant(end),
});

/** Who is on call within a span, cut to it. */
function piecesWithin({ timezone, editions }: Parts, overrides: readonly Override[], within: Span): readonly Piece[] {
  const zone = zoneOf(timezone);
  const planned = editions.flatMap((edition, index) => {
    const start = index === 0 ? Number.NEGATIVE_INFINITY : millisecondsOf(edition.from);
    const following = editions[index + 1];
    const end = following ? millisecondsOf(following.from) : Number.POSITIVE_INFINITY;
    const span = overlap(within, { start, end });
    return isEmpty(span) ? [] : editionPieces(edition, zone, span);
  });
  return layOver(planned, overridePieces(overrides, within));
}

function editionPieces({ layers, shifts: staticShifts }: ScheduleEdition, zone: Zone, within: Span): readonly Piece[] {
  const shiftPieces = staticShifts.map((shift) => staticPiece(shift, zone, within)).filter(isPresent);
  return overlay([...layers.map((layer) => layerPieces(layer, zone, within)), ...shiftPieces.map((piece) => [piece])]);
}

function overridePieces(overrides: readonly Override[], within: Span): readonly Piece[] {
  const pile = overrides
    .map(({ id, userId, startsAt, endsAt }) => {
      const turn = { userId, start: millisecondsOf(startsAt), end: millisecondsOf(endsAt) };
      return { id, piece: { turn, ...overlap(turn, within) } };
    })
    .filter(({ piece }) => !isEmpty(piece))
    .sort((a, b) => a.id - b.id);
  return overlay(pile.map(({ piece }) => [piece]));
}

const pieceAt = (schedule: Parts, overrides: readonly Override[], instant: number): Piece | undefined =>
  piecesWithin(schedule, overrides, { start: instant, end: instant + 1 })[0];

/** The window with the whole turns at its edges, so that no shift that touches the window is cut. */
function widened(schedule: Parts, overrides: readonly Override[], window: Span): Span {
  const first = pieceAt(schedule, overrides, window.start)?.turn;
  const start = Math.min(window.start, first?.start ?? window.start);

  let end = window.end;
  let last = pieceAt(schedule, overrides, window.end - 1)?.turn;
  while (last) {
    end = Math.max(end, last.end);
    const after = pieceAt(schedule, overrides, end)?.turn;
    // An edit while the turn lasts may have made it longer.
    last = after && isSameTurn(after, last) ? after : undefined;
  }
  return { start, end };
}

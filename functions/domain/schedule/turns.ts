import { parseMoment } from '../wall-time.ts';
import type { Zone } from '../zone.ts';
import type { Piece } from './overlay.ts';
import { allowedSpans, weeklySpan } from './restrictions.ts';
import { handOff, parseTurnLength, rotationFrom, turnAt } from './rotation.ts';
import type { ScheduleLayer, StaticShift } from './schedule.ts';
import { isEmpty, overlap, type Span } from './spans.ts';

/**
 * The turns of a layer within a span, cut to it and to the layer's restrictions, in order. The rotation runs on while
 * restrictions let nobody be on call. A layer that cannot be read has no turns: the others must still be paged.
 */
export function layerPieces(layer: ScheduleLayer, zone: Zone, within: Span): readonly Piece[] {
  const start = parseMoment(layer.startsOn, zone);
  const length = parseTurnLength(layer.rotation);
  if (start === undefined || length === undefined) return [];
  const end = layer.endsOn === undefined ? Number.POSITIVE_INFINITY : parseMoment(layer.endsOn, zone)?.instant;
  const span = overlap(within, { start: start.instant, end: end ?? Number.POSITIVE_INFINITY });
  if (isEmpty(span)) return [];

  const rotation = rotationFrom(start, length, zone);
  const pieces: Piece[] = [];
  let turn = turnAt(rotation, span.start);
  let from = handOff(rotation, turn);
  while (from < span.end) {
    const until = handOff(rotation, turn + 1);
    const userId = layer.users[turn % layer.users.length] as number;
    const whole = { userId, start: from, end: Math.min(until, end ?? Number.POSITIVE_INFINITY) };
    const piece = { turn: whole, ...overlap(whole, span) };
    if (!isEmpty(piece)) pieces.push(piece);
    turn += 1;
    from = until;
  }
  return layer.restrictions?.length ? restricted(pieces, layer.restrictions, zone, span) : pieces;
}

function restricted(
  pieces: readonly Piece[],
  restrictions: NonNullable<ScheduleLayer['restrictions']>,
  zone: Zone,
  within: Span,
): readonly Piece[] {
  const weekly = restrictions.map(weeklySpan).filter((span) => span !== undefined);
  const allowed = allowedSpans(weekly, zone, within);
  const result: Piece[] = [];
  let first = 0;
  for (const piece of pieces) {
    while ((allowed[first]?.end ?? Number.POSITIVE_INFINITY) <= piece.start) first += 1;
    for (let i = first; (allowed[i]?.start ?? Number.POSITIVE_INFINITY) < piece.end; i += 1) {
      result.push({ turn: piece.turn, ...overlap(piece, allowed[i] as Span) });
    }
  }
  return result;
}

/** A shift entered by hand, cut to a span; undefined when it lies outside or cannot be read. */
export function staticPiece({ userId, start, end }: StaticShift, zone: Zone, within: Span): Piece | undefined {
  const from = parseMoment(start, zone)?.instant;
  const until = parseMoment(end, zone)?.instant;
  if (from === undefined || until === undefined) return undefined;
  const piece = { turn: { userId, start: from, end: until }, ...overlap(within, { start: from, end: until }) };
  return isEmpty(piece) ? undefined : piece;
}

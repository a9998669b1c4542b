import type { Span } from './spans.ts';

/** One person's turn from hand-off to hand-off, as its layer, override or hand-made shift has it. */
export interface Turn extends Span {
  readonly userId: number;
}

/** A part of a turn in which its person is on call. */
export interface Piece extends Span {
  readonly turn: Turn;
}

/** What is seen from above when `over` lies on `under`; both are in order and free of overlaps, and so is the result. */
export function layOver(under: readonly Piece[], over: readonly Piece[]): readonly Piece[] {
  if (over.length === 0) return under;
  const seen: Piece[] = [];
  let next = 0;
  for (const piece of under) {
    let start = piece.start;
    for (let top = over[next]; top && top.start < piece.end; top = over[next]) {
      if (start < top.start) seen.push({ turn: piece.turn, start, end: top.start });
      start = Math.max(start, top.end);
      if (top.end > piece.end) break; // it covers what comes next, too
      seen.push(top);
      next += 1;
    }
    if (start < piece.end) seen.push({ turn: piece.turn, start, end: piece.end });
  }
  for (; next < over.length; next += 1) seen.push(over[next] as Piece);
  return seen;
}

/** What is seen of a pile from above, the last on top. */
export function overlay(pile: readonly (readonly Piece[])[]): readonly Piece[] {
  if (pile.length <= 1) return pile[0] ?? [];
  const middle = pile.length >> 1;
  return layOver(overlay(pile.slice(0, middle)), overlay(pile.slice(middle)));
}

/**
 * Whether two pieces are of one turn: the same person's, begun at the same hand-off. The end may differ, so that a turn
 * which an edit makes longer or shorter while it lasts is still one turn.
 */
export const isSameTurn = (a: Turn, b: Turn): boolean => a.userId === b.userId && a.start === b.start;

/** Joins the pieces of one turn that meet: they are one shift. Two turns of one person that meet stay two shifts. */
export function joinTurns(pieces: readonly Piece[]): readonly Piece[] {
  const whole: Piece[] = [];
  for (const piece of pieces) {
    const last = whole.at(-1);
    if (last && last.end === piece.start && isSameTurn(last.turn, piece.turn)) {
      whole[whole.length - 1] = { turn: piece.turn, start: last.start, end: piece.end };
    } else {
      whole.push(piece);
    }
  }
  return whole;
}

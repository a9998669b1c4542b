import { readableLine, readableLines } from '../domain/readable.ts';

/** Text on one line: no control characters, no direction marks, single spaces, at most `limit` code points. */
export const oneLine = (text: string, limit: number): string => shorten(readableLine(text), limit);

/** Text of several lines, without control characters but line breaks; at most `limit` code points. */
export const manyLines = (text: string, limit: number): string => shorten(readableLines(text), limit);

/** Cuts after `limit` code points, at a word's end where one is near, and marks the cut with `…`. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const points = [...text];
  if (points.length <= limit) return text;
  if (limit <= 1) return points.slice(0, limit).join('');
  const kept = points.slice(0, limit - 1).join('');
  const lastSpace = kept.lastIndexOf(' ');
  return `${(lastSpace > kept.length * 0.7 ? kept.slice(0, lastSpace) : kept).trimEnd()}…`;
}

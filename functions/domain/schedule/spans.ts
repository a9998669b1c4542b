/** [start, end) in milliseconds since the epoch. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export const overlap = (a: Span, b: Span): Span => ({
  start: Math.max(a.start, b.start),
  end: Math.min(a.end, b.end),
});

export const isEmpty = ({ start, end }: Span): boolean => start >= end;

export const touches = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/** The same time as few spans as possible, in order: what overlaps or meets is one. */
export function joined(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && span.start <= last.end) {
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    } else {
      result.push(span);
    }
  }
  return result;
}

/** What of `within` no span covers, in order. */
export function uncovered(within: Span, spans: readonly Span[]): readonly Span[] {
  const gaps: Span[] = [];
  let start = within.start;
  for (const span of joined(spans)) {
    if (span.start > start && start < within.end) gaps.push({ start, end: Math.min(span.start, within.end) });
    start = Math.max(start, span.end);
  }
  if (start < within.end) gaps.push({ start, end: within.end });
  return gaps;
}

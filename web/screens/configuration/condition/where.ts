/** How much of a text is shown around a place in it. */
const around = 24;

export interface Excerpt {
  readonly before: string;
  /** The character that cannot be read; empty where the text ends too early. */
  readonly at: string;
  readonly after: string;
}

/** The text around a place, cut short on both sides. */
export function excerptAt(text: string, position: number): Excerpt {
  const start = Math.max(0, position - around);
  const end = Math.min(text.length, position + 1 + around);
  return {
    before: `${start > 0 ? '…' : ''}${text.slice(start, position)}`,
    at: text.slice(position, position + 1),
    after: `${text.slice(position + 1, end)}${end < text.length ? '…' : ''}`,
  };
}

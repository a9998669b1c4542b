const parsed = (address: string): URL | undefined => (URL.canParse(address) ? new URL(address) : undefined);

/** An address that may be followed from here; others are shown as text. */
export function safeLink(address: string): string | undefined {
  const url = parsed(address);
  return url && /^(https?|mailto):$/.test(url.protocol) ? url.href : undefined;
}

/** A picture that may be shown: fetched on a way that nobody can listen to, as the policy of this site wants it. */
export function safeImage(address: string): string | undefined {
  const url = parsed(address);
  return url?.protocol === 'https:' ? url.href : undefined;
}

export interface Piece {
  readonly text: string;
  readonly href?: string;
}

/** A text in pieces, of which those that are web addresses can be followed. Full stops and brackets behind them are text. */
export function withLinks(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(/\bhttps?:\/\/[^\s<>"'\p{Cc}\p{Cf}]{1,2000}/giu)) {
    const address = match[0].replace(/[.,;:!?)\]}]+$/, '');
    const href = safeLink(address);
    if (href === undefined) continue;
    if (match.index > end) pieces.push({ text: text.slice(end, match.index) });
    pieces.push({ text: address, href });
    end = match.index + address.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end) });
  return pieces;
}

/** Whether a text is so long that it is folded at first. */
export const isLong = (text: string, { characters = 700, lines = 12 } = {}): boolean =>
  text.length > characters || text.split('\n', lines + 1).length > lines;

/** The beginning of a text for one line: its first so many characters, signs that belong together kept. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
  return `${cut.trimEnd()}…`;
}

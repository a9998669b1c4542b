/** What is wrong with a text and where: the index of the first character that cannot be read, its length when it ends too early. */
export interface TextProblem {
  readonly position: number;
  readonly message: string;
}

/** Ends the reading of a text; whoever began it catches it. */
export class Unreadable extends Error {
  readonly problem: TextProblem;

  constructor(position: number, message: string) {
    super(message);
    this.problem = { position, message };
  }
}

/** Ends the reading at a place: says so, too, when the text is over there. */
export const unreadable = ({ text, at }: Place, expected: string): Unreadable =>
  new Unreadable(at, at >= text.length ? `ends too early: ${expected} is expected` : `${expected} is expected here`);

/** A place in a text that is being read. */
export interface Place {
  readonly text: string;
  at: number;
}

/** What a sticky pattern finds at the place, which goes behind it. */
export function take(place: Place, pattern: RegExp): string | undefined {
  pattern.lastIndex = place.at;
  const found = pattern.exec(place.text)?.[0];
  if (found !== undefined) place.at += found.length;
  return found;
}

/** Goes behind a text if it stands here. */
export function skip(place: Place, text: string): boolean {
  const isHere = place.text.startsWith(text, place.at);
  if (isHere) place.at += text.length;
  return isHere;
}

import type { TemplateProblem } from './template.ts';

/** Ends the reading of a template; `parseTemplate` catches it. */
export class Unreadable extends Error {
  readonly problem: TemplateProblem;

  constructor(position: number, message: string) {
    super(message);
    this.problem = { position, message };
  }
}

/** A place in a template that is being read; what is taken moves it on. */
export class Place {
  readonly text: string;
  at: number;

  constructor(text: string, at: number) {
    this.text = text;
    this.at = at;
  }

  /** The character here; empty at the end. */
  here(): string {
    return this.text.charAt(this.at);
  }

  /** What a sticky pattern finds here; empty when it finds nothing. */
  take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }

  skip(sign: string): boolean {
    const isHere = this.text.startsWith(sign, this.at);
    if (isHere) this.at += sign.length;
    return isHere;
  }

  skipBlanks(): void {
    this.take(/\s*/y);
  }

  /** What to throw when something else is expected here. */
  expected(what: string): Unreadable {
    const isOver = this.at >= this.text.length;
    return new Unreadable(
      Math.min(this.at, this.text.length),
      isOver ? `ends where ${what} is expected` : `${what} is expected here`,
    );
  }
}

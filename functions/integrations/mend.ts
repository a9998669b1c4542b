/**
 * Mends JSON that a person's template has broken: texts put in without escaping (quotes, line breaks, backslashes), a
 * macro where a value should be, a comma too many, an end that was cut off. One pass with short looks ahead, so that a
 * hostile body costs no more than its length.
 */
export function mend(text: string): string | undefined {
  if (!beginsAsJson.test(text)) return undefined;
  const roots: string[] = [];
  const mender = new Mender(text);
  while (roots.length < mostRoots) {
    const root = mender.root();
    if (root === undefined) break;
    roots.push(root);
  }
  return roots.length > 1 ? `[${roots.join(',')}]` : roots[0];
}

/** As many objects may follow each other without a comma (JSON lines). */
const mostRoots = 250;
/** `[Shop] [Down] …` is a sentence. */
const beginsAsJson = /^\s*(?:\[\s*)?\{\s*(?:["}]|$)/;
const isBlank = (char: string | undefined): boolean => char === ' ' || char === '\n' || char === '\r' || char === '\t';
/** `"name":`, or a name at the very end. */
const member = /\s*"(?:[^"\\\r\n]|\\.){0,100}"\s{0,20}(?::|$)/y;
/** After these a member or value may begin. */
const opensPlace = new Set(['{', '[', ',', ':']);
/** What a value of a list begins with. */
const listValue = /["{[\d-]|true|false|null/y;
const literal = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)$/;
const validEscape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

const matches = (pattern: RegExp, text: string, position: number): boolean => {
  pattern.lastIndex = position;
  return pattern.test(text);
};

class Mender {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The next object or list of the outermost level, closed where its end is missing. */
  root(): string | undefined {
    this.#skipBlanks();
    const first = this.#text[this.#position];
    if ((first !== '{' && first !== '[') || !this.#opens(first)) return undefined;
    const out: string[] = [];
    const open: ('{' | '[')[] = [];
    /** Whether a value is wanted next: after a colon, or anywhere in a list. */
    let wantsValue = true;
    let isKey = false;
    const startValue = () => {
      wantsValue = false;
      isKey = false;
    };
    const endKey = () => {
      if (isKey) out.push(':null');
      isKey = false;
    };

    while (this.#position < this.#text.length) {
      this.#skipBlanks();
      const char = this.#text[this.#position];
      if (char === undefined) break;
      if (char === '"') {
        endKey();
        isKey = open.at(-1) === '{' && !wantsValue;
        if (out.length > 0 && !opensPlace.has(out.at(-1) ?? '')) out.push(',');
        out.push(this.#string(isKey, open.at(-1)));
        if (!isKey) startValue();
      } else if ((char === '{' || char === '[') && wantsValue && this.#opens(char)) {
        this.#position += 1;
        out.push(char);
        open.push(char);
        wantsValue = char === '[';
      } else if ((char === '}' || char === ']') && open.length > 0 && !(wantsValue && open.at(-1) === '{')) {
        this.#position += 1;
        endKey();
        out.push(this.#close(out, open));
        startValue();
        if (open.length === 0) return out.join('');
      } else if (char === ',' && !(wantsValue && open.at(-1) === '{')) {
        this.#position += 1;
        endKey();
        if (out.at(-1) !== ',' && out.at(-1) !== '{' && out.at(-1) !== '[') out.push(',');
        wantsValue = open.at(-1) === '[';
      } else if (char === ':' && isKey) {
        this.#position += 1;
        out.push(':');
        wantsValue = true;
        isKey = false;
      } else if (wantsValue) {
        out.push(this.#bareValue(open.at(-1)));
        startValue();
      } else this.#position += 1;
    }
    endKey();
    if (wantsValue && out.at(-1) === ':') out.push('null');
    while (open.length > 0) out.push(this.#close(out, open));
    return out.join('');
  }

  #skipBlanks(): void {
    while (isBlank(this.#text[this.#position])) this.#position += 1;
  }

  /** The bracket that ends the innermost level; a comma before it is one too many. */
  #close(out: string[], open: ('{' | '[')[]): string {
    if (out.at(-1) === ',') out.pop();
    return open.pop() === '{' ? '}' : ']';
  }

  /** An object begins with a name or ends at once; `{EVENT.ID}` is a macro that was not filled in. */
  #opens(char: '{' | '['): boolean {
    if (char === '[') return true;
    let next = this.#position + 1;
    while (isBlank(this.#text[next])) next += 1;
    const first = this.#text[next];
    return first === '"' || first === '}' || first === undefined;
  }

  /** A text, ended by the quote that the text could not go on after; what stands in it is escaped. */
  #string(isKey: boolean, inside: '{' | '[' | undefined): string {
    const out = ['"'];
    for (this.#position += 1; this.#position < this.#text.length; this.#position += 1) {
      const char = this.#text[this.#position] ?? '';
      if (char === '\\') {
        if (matches(validEscape, this.#text, this.#position)) {
          out.push(char, this.#text[this.#position + 1] ?? '');
          this.#position += 1;
        } else out.push('\\\\');
      } else if (char === '"') {
        if (isKey || this.#ends(inside)) {
          this.#position += 1;
          break;
        }
        out.push('\\"');
      } else if (char < ' ') out.push(`\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
      else out.push(char);
    }
    out.push('"');
    return out.join('');
  }

  /** Whether the quote at the position ends its text: another member, or the end of what it stands in, follows. */
  #ends(inside: '{' | '[' | undefined): boolean {
    const next = this.#afterBlanks(this.#position + 1);
    const char = this.#text[next];
    if (char === undefined) return true;
    if (char === ',') return this.#goesOn(next + 1, inside);
    if (char === '"' && next > this.#position + 1) return inside === '{' && matches(member, this.#text, next);
    if (char !== '}' && char !== ']') return false;
    let after = next;
    while (this.#text[after] === '}' || this.#text[after] === ']' || isBlank(this.#text[after])) after += 1;
    const follower = this.#text[after];
    if (follower === undefined || follower === '{') return true;
    return follower === ',' && (this.#goesOn(after + 1, '{') || this.#goesOn(after + 1, '['));
  }

  /** Whether what follows a comma is a member, or in a list a value. */
  #goesOn(position: number, inside: '{' | '[' | undefined): boolean {
    if (matches(member, this.#text, position)) return true;
    const char = this.#text[this.#afterBlanks(position)];
    if (char === undefined || char === '}' || char === ']') return true;
    return inside === '[' && matches(listValue, this.#text, this.#afterBlanks(position));
  }

  #afterBlanks(position: number): number {
    let next = position;
    while (isBlank(this.#text[next])) next += 1;
    return next;
  }

  /** A value without quotes, up to where another member begins or the level ends. */
  #bareValue(inside: '{' | '[' | undefined): string {
    const start = this.#position;
    let nested = 0;
    for (; this.#position < this.#text.length; this.#position += 1) {
      const char = this.#text[this.#position];
      if (char === '{') nested += 1;
      else if (char === '}' && nested > 0) nested -= 1;
      else if (char === '}' || (char === ']' && inside === '[')) break;
      else if (char === ',' && (inside === '[' || this.#goesOn(this.#position + 1, inside))) break;
      else if (char === '\n' && matches(member, this.#text, this.#position)) break;
    }
    const value = this.#text.slice(start, this.#position).trim();
    if (value === '') return 'null';
    return literal.test(value) ? value : JSON.stringify(value);
  }
}

const CHUNK = 512;

export interface Range {
  readonly gt?: string;
  readonly gte?: string;
  readonly lt?: string;
  readonly lte?: string;
  readonly reverse?: boolean;
}

/** A map that walks its text keys in code-unit order; keys live in sorted chunks, so that inserting stays cheap. */
export class OrderedMap<V> {
  private readonly values = new Map<string, V>();
  private chunks: string[][] = [];

  get size(): number {
    return this.values.size;
  }

  get(key: string): V | undefined {
    return this.values.get(key);
  }

  set(key: string, value: V): void {
    if (!this.values.has(key)) this.insert(key);
    this.values.set(key, value);
  }

  delete(key: string): void {
    if (!this.values.delete(key)) return;
    const at = this.chunkOf(key);
    const chunk = this.chunks[at] as string[];
    chunk.splice(position(chunk, key), 1);
    if (chunk.length === 0) this.chunks.splice(at, 1);
  }

  clear(): void {
    this.values.clear();
    this.chunks = [];
  }

  firstKey(): string | undefined {
    return this.chunks[0]?.[0];
  }

  /** The entries of a range in key order, or in reverse. The map must not change while it is walked. */
  *entries(range: Range = {}): Generator<[string, V]> {
    for (const key of range.reverse ? this.keysDown(range) : this.keysUp(range)) {
      yield [key, this.values.get(key) as V];
    }
  }

  private *keysUp({ gt, gte, lt, lte }: Range): Generator<string> {
    const from = gte ?? gt;
    const first = from === undefined ? 0 : this.chunkOf(from);
    for (let at = first; at < this.chunks.length; at += 1) {
      const chunk = this.chunks[at] as string[];
      for (let i = from !== undefined && at === first ? position(chunk, from) : 0; i < chunk.length; i += 1) {
        const key = chunk[i] as string;
        if (gt !== undefined && key <= gt) continue;
        if ((lt !== undefined && key >= lt) || (lte !== undefined && key > lte)) return;
        yield key;
      }
    }
  }

  private *keysDown({ gt, gte, lt, lte }: Range): Generator<string> {
    const from = lte ?? lt;
    const first = from === undefined ? this.chunks.length - 1 : this.chunkOf(from);
    for (let at = first; at >= 0; at -= 1) {
      const chunk = this.chunks[at] as string[] | undefined;
      if (!chunk) return;
      const start =
        from !== undefined && at === first ? Math.min(position(chunk, from), chunk.length - 1) : chunk.length - 1;
      for (let i = start; i >= 0; i -= 1) {
        const key = chunk[i] as string;
        if ((lt !== undefined && key >= lt) || (lte !== undefined && key > lte)) continue;
        if ((gt !== undefined && key <= gt) || (gte !== undefined && key < gte)) return;
        yield key;
      }
    }
  }

  private insert(key: string): void {
    if (this.chunks.length === 0) {
      this.chunks.push([key]);
      return;
    }
    const at = this.chunkOf(key);
    const chunk = this.chunks[at] as string[];
    chunk.splice(position(chunk, key), 0, key);
    if (chunk.length > CHUNK) this.chunks.splice(at + 1, 0, chunk.splice(CHUNK / 2));
  }

  /** The last chunk whose first key is not above the key. */
  private chunkOf(key: string): number {
    let low = 0;
    let high = this.chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.chunks[middle]?.[0] as string) <= key) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Where the key stands, or would stand, in a sorted list. */
function position(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] as string) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

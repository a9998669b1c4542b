/** One call to AWS as `/_local/requests` shows it. A status of 0 is a dropped connection. */
export interface LoggedRequest {
  readonly seq: number;
  readonly at: string;
  readonly function: string;
  readonly service: string;
  readonly action: string;
  readonly status: number;
  readonly allowed: boolean;
  /** When it came and when it was answered, in milliseconds of real time since the start of the process; with `?timing=true`. */
  readonly began?: number;
  readonly ended?: number;
}

export interface RequestTotal extends Pick<LoggedRequest, 'function' | 'service' | 'action'> {
  readonly count: number;
}

export interface RequestLog {
  record(request: Omit<LoggedRequest, 'seq' | 'at'>): void;
  since(seq: number, limit?: number): readonly LoggedRequest[];
  /** The number of the latest call, 0 before the first. */
  latest(): number;
  /** How many calls there were since the start, by function, service and action. */
  totals(): readonly RequestTotal[];
}

type Kind = RequestTotal & { count: number; readonly index: number };

/** A hundred thousand calls an hour are nothing unusual: they are kept in columns, at a tenth of what objects take. */
class Block {
  readonly kinds: Uint16Array;
  readonly statuses: Uint16Array;
  readonly allowed: Uint8Array;
  readonly at: Float64Array;
  /** NaN where nobody measured. */
  readonly began: Float64Array;
  readonly ended: Float64Array;

  constructor(size: number) {
    this.kinds = new Uint16Array(size);
    this.statuses = new Uint16Array(size);
    this.allowed = new Uint8Array(size);
    this.at = new Float64Array(size);
    this.began = new Float64Array(size);
    this.ended = new Float64Array(size);
  }
}

const largestBlock = 4096;

/** Remembers the latest calls, at least `capacity` of them; numbers count from 1 and are never given twice. */
export function createRequestLog(capacity = 200_000): RequestLog {
  const size = Math.min(largestBlock, Math.max(1, capacity));
  const mostBlocks = Math.ceil(capacity / size) + 1;
  const blocks: Block[] = [];
  const kinds = new Map<string, Kind>();
  const kindAt: Kind[] = [];
  let forgotten = 0;
  let latest = 0;

  function kindOf({ function: caller, service, action }: Omit<LoggedRequest, 'seq' | 'at'>): Kind {
    const id = `${caller} ${service} ${action}`;
    const known = kinds.get(id);
    if (known) return known;
    const kind = { function: caller, service, action, count: 0, index: kindAt.length };
    kinds.set(id, kind);
    kindAt.push(kind);
    return kind;
  }

  function blockForNext(): Block {
    const last = blocks.at(-1);
    if (last && (latest - forgotten) % size !== 0) return last;
    const fresh = new Block(size);
    blocks.push(fresh);
    if (blocks.length > mostBlocks) {
      blocks.shift();
      forgotten += size;
    }
    return fresh;
  }

  function read(seq: number): LoggedRequest {
    const place = seq - 1 - forgotten;
    const block = blocks[Math.floor(place / size)] as Block;
    const index = place % size;
    const { function: caller, service, action } = kindAt[block.kinds[index] as number] as Kind;
    const [began, ended] = [block.began[index] as number, block.ended[index] as number];
    return {
      seq,
      at: new Date(block.at[index] as number).toISOString(),
      function: caller,
      service,
      action,
      status: block.statuses[index] as number,
      allowed: block.allowed[index] === 1,
      ...(!Number.isNaN(began) && { began }),
      ...(!Number.isNaN(ended) && { ended }),
    };
  }

  return {
    record(request) {
      const kind = kindOf(request);
      kind.count += 1;
      const block = blockForNext();
      const index = (latest - forgotten) % size;
      block.kinds[index] = kind.index;
      block.statuses[index] = request.status;
      block.allowed[index] = request.allowed ? 1 : 0;
      block.at[index] = Date.now();
      block.began[index] = request.began ?? Number.NaN;
      block.ended[index] = request.ended ?? Number.NaN;
      latest += 1;
    },
    since(seq, limit = capacity) {
      const first = Math.max(seq, forgotten, 0) + 1;
      const last = Math.min(latest, first + limit - 1);
      return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => read(first + index));
    },
    latest: () => latest,
    totals: () =>
      kindAt.map(({ function: caller, service, action, count }) => ({ function: caller, service, action, count })),
  };
}

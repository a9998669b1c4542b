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

/** Remembers the latest calls, at least `capacity` of them; numbers count from 1 and are never given twice. */
export function createRequestLog(capacity = 200_000): RequestLog {
  let kept: LoggedRequest[] = [];
  let latest = 0;
  const totals = new Map<string, RequestTotal>();
  return {
    record(request) {
      latest += 1;
      kept.push({ seq: latest, at: new Date().toISOString(), ...request });
      if (kept.length >= capacity * 2) kept = kept.slice(-capacity);
      const { function: caller, service, action } = request;
      const id = `${caller} ${service} ${action}`;
      totals.set(id, { function: caller, service, action, count: (totals.get(id)?.count ?? 0) + 1 });
    },
    since(seq, limit = capacity) {
      const first = kept[0]?.seq ?? latest + 1;
      const start = Math.max(0, seq + 1 - first);
      return kept.slice(start, start + limit);
    },
    latest: () => latest,
    totals: () => [...totals.values()],
  };
}

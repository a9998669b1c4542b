/** What a piece of work used up of AWS, function by function; the names of functions are those of functions/handlers. */
export interface Counts {
  /** Requests to the HTTP API. */
  readonly http: number;
  readonly invocations: Tally;
  /** AWS calls, `service.Action`, without those to the table. */
  readonly calls: Readonly<Record<string, Tally>>;
  /** Calls to the table, by action. */
  readonly tableCalls: Readonly<Record<string, Tally>>;
  /** Units and growth of the table (what is 0 left out), by place and kind of partition: `table ALERT#*`, `due DUE#step`. */
  readonly table: Readonly<Record<string, Readonly<Record<string, Partial<TableUse>>>>>;
  /** Lines and bytes that functions wrote to their logs. */
  readonly logs: Readonly<Record<string, { readonly lines: number; readonly bytes: number }>>;
  readonly transitions: number;
  /** Own metrics with their dimensions; each is billed by itself. */
  readonly metrics: readonly string[];
  /** What people got; a text of several parts is billed by the part. */
  readonly messages: Tally;
}

export type Tally = Readonly<Record<string, number>>;

export interface TableUse {
  readonly reads: number;
  readonly writes: number;
  readonly bytes: number;
}

/** What a deployment has, whether anything happens or not. */
export interface Resources {
  /** Metrics that the alarms read. */
  readonly alarmMetrics: number;
  readonly alarms: number;
  readonly secrets: number;
  /** Queues that a function polls; `limited` ones by so many at once. */
  readonly polledQueues: { readonly fifo: number; readonly standard: number; readonly limited: number };
  /** Memory in MB by function. */
  readonly memory: Tally;
  /** Functions whose invocations X-Ray records. */
  readonly traced: readonly string[];
  readonly logDays: number;
}

/** What is committed in counts.json. */
export interface Counted {
  /** With every option in use. */
  readonly resources: Resources;
  /** The same where nobody is called. */
  readonly withoutCalls: Resources;
  readonly paths: Readonly<Record<string, Counts>>;
}

const sumOf = (tally: Tally): number => Object.values(tally).reduce((sum, value) => sum + value, 0);

/** Requests that functions made, of one AWS action or all of a service (`sqs.`). */
export const callsOf = (counts: Counts, prefix: string): number =>
  Object.values(counts.calls)
    .flatMap((tally) => Object.entries(tally))
    .reduce((sum, [action, count]) => sum + (action.startsWith(prefix) ? count : 0), 0);

export const invocationsOf = (counts: Counts): number => sumOf(counts.invocations);

/** What the table was used for in all, or where `isMeant` says so. */
export function tableUse(counts: Counts, isMeant: (place: string) => boolean = () => true): TableUse {
  const uses = Object.values(counts.table).flatMap((places) => Object.entries(places));
  return uses
    .filter(([place]) => isMeant(place))
    .reduce(
      (sum, [, use]) => ({
        reads: sum.reads + (use.reads ?? 0),
        writes: sum.writes + (use.writes ?? 0),
        bytes: sum.bytes + (use.bytes ?? 0),
      }),
      { reads: 0, writes: 0, bytes: 0 },
    );
}

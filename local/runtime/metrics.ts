/** One measured value, as CloudWatch would keep it. */
export interface MetricPoint {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly value: number;
  /** Milliseconds since 1970, virtual. */
  readonly at: number;
}

/** As Lambda has them, but for the processor time, which only the local cloud can tell. */
export type LambdaMetric = 'Invocations' | 'Errors' | 'Duration' | 'Throttles' | 'IteratorAge' | 'ProcessorTime';

export interface Metrics {
  record(point: Omit<MetricPoint, 'at'>): void;
  /** Adds to one of Lambda's own metrics of a function. */
  count(functionName: string, metric: LambdaMetric, value: number): void;
  /** Records what a line in the embedded metric format says; every other line is passed over. */
  readLine(line: string): void;
  subscribe(listener: (point: MetricPoint) => void): void;
  /** Every metric with how often it was measured and the sum of it, since the start. */
  totals(): MetricTotal[];
}

export interface MetricTotal extends Omit<MetricPoint, 'value' | 'at'> {
  readonly samples: number;
  readonly sum: number;
}

/** CloudWatch's way in. `physicalName` turns a function's short name into the one in the account. */
export function collectMetrics(now: () => number, physicalName: (functionName: string) => string): Metrics {
  const listeners: ((point: MetricPoint) => void)[] = [];
  const totals = new Map<string, MetricTotal>();
  const record: Metrics['record'] = (point) => {
    const { value, ...metric } = point;
    const key = JSON.stringify(metric);
    const { samples = 0, sum = 0 } = totals.get(key) ?? {};
    totals.set(key, { ...metric, samples: samples + 1, sum: sum + value });
    const dated = { ...point, at: now() };
    for (const listener of listeners) listener(dated);
  };
  return {
    record,
    count(functionName, name, value) {
      record({ namespace: 'AWS/Lambda', name, value, dimensions: { FunctionName: physicalName(functionName) } });
    },
    readLine(line) {
      for (const point of readEmbeddedMetrics(line)) record(point);
    },
    subscribe: (listener) => void listeners.push(listener),
    totals: () => [...totals.values()],
  };
}

interface Directive {
  readonly Namespace: string;
  readonly Dimensions?: readonly (readonly string[])[];
  readonly Metrics?: readonly { readonly Name: string }[];
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
export function readEmbeddedMetrics(line: string): Omit<MetricPoint, 'at'>[] {
  if (!line.includes('"_aws"')) return [];
  const document = parse(line);
  const metadata = document?._aws as { CloudWatchMetrics?: readonly Directive[] } | undefined;
  if (!document || !metadata?.CloudWatchMetrics) return [];
  return metadata.CloudWatchMetrics.flatMap((directive) =>
    (directive.Dimensions ?? [[]]).flatMap((names) =>
      (directive.Metrics ?? []).flatMap(({ Name: name }) =>
        [document[name] ?? []].flat().map((value) => ({
          namespace: directive.Namespace,
          name,
          dimensions: Object.fromEntries(names.map((dimension) => [dimension, String(document[dimension])])),
          value: Number(value),
        })),
      ),
    ),
  );
}

function parse(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

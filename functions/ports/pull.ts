import type { MetricDataSource } from '../domain/metric/data-source.ts';

/** A GET of a public address with headers, under the same rules as `Fetch`. */
export type Ask = (
  url: string,
  request: { readonly headers: Readonly<Record<string, string>> },
) => Promise<{ readonly status: number; readonly body: string }>;

/** How metrics are pulled. */
export interface Pulling {
  /** Data sources with what lets one in there. */
  readonly sources: { get(id: number): Promise<MetricDataSource | undefined> };
  readonly ask: Ask;
}

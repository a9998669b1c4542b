/** A status page that shows a service or a metric. */
export interface ShowingPage {
  readonly id: number;
  readonly label: string;
  readonly visibility: 'PUBLIC' | 'PRIVATE';
  readonly audienceSpecific: boolean;
}

/** Where what is said of services is read. */
export interface PublicationStore {
  /** The status pages that show one of the services, each once. */
  pagesOf(serviceIds: readonly number[]): Promise<ShowingPage[]>;
  /** The status pages that show one of the metrics, each once. */
  pagesOfMetrics(metricIds: readonly number[]): Promise<ShowingPage[]>;
  /** The services and metrics that one of the teams owns, as far as it is noted. */
  ownedBy(teamIds: readonly number[]): Promise<{ readonly services: number[]; readonly metrics: number[] }>;
}

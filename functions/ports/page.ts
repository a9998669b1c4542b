/** Offset paging as on the wire: `start-index` and `max-results`. */
export interface Page {
  readonly offset: number;
  readonly limit: number;
}

/** How a notification ends without being sent, and why; the words are the `reason` of its timeline entry. */
export interface Ending {
  readonly status: 'CANCELLED' | 'SUPPRESSED' | 'AGGREGATED' | 'FAILED';
  readonly reason: string;
}

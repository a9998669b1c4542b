import type { KnownWarning, SourceWarning } from '../domain/alert-source/warnings.ts';
import type { Instant } from '../domain/time.ts';

/** What was seen to be wrong with how sources are set up. One that is not seen again for two weeks is forgotten, that it sent too much after two days. */
export interface SourceWarningStore {
  /** Writes each kind at most once a minute; what comes in between is counted with the next. */
  note(sourceId: number, notes: readonly KnownWarning[], at: Instant): Promise<void>;
  ofSource(sourceId: number): Promise<SourceWarning[]>;
}

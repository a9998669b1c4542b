import type { CoverageRequest } from '../domain/coverage/coverage-request.ts';
import type { Override, Schedule } from '../domain/schedule/schedule.ts';
import type { Instant } from '../domain/time.ts';
import type { AuditEntries, ConfigurationStore } from './configuration-store.ts';
import type { Page } from './page.ts';

/** Every change of who is on call arms the schedule's `notice` timer in the same transaction. */
export interface ScheduleStore extends ConfigurationStore<Schedule> {
  /** By the SHA-256 (hex) of the secret in the address of its calendar feed. */
  byFeed(hash: string): Promise<Schedule | undefined>;
  /** Schedules whose current edition names the user, or in which the user has an override that ends after `from`. */
  ofUser(userId: number, from: Instant): Promise<Schedule[]>;
  /** The schedule with every edition it ever had, for looking at the past. */
  history(schedule: Schedule): Promise<Schedule>;
  /** Overrides that touch [from, until), by their end; without `until` all that end after `from`. */
  overrides(scheduleId: number, from: Instant, until?: Instant): Promise<Override[]>;
  /**
   * Writes overrides (at most 40) in one transaction; with `coverage` the request they come from, if it is still as
   * read (VersionConflictError). Throws InvalidInputError for a schedule or a user that is not there.
   */
  addOverrides(
    overrides: readonly Override[],
    coverage: { readonly request: CoverageRequest; readonly previous: CoverageRequest } | undefined,
    audit: AuditEntries,
  ): Promise<void>;
  /** A user's overrides, in whatever schedule, that end after `from`. */
  overridesOf(userId: number, from: Instant): Promise<Override[]>;
  /** False when it is not there any more. */
  deleteOverride(override: Override, at: Instant, audit: AuditEntries): Promise<boolean>;
  /**
   * Puts `next`, of the same id and end, in the place of an override; what of it lies before the start of `next` stays. False
   * when it is not there any more. Throws InvalidInputError for a user that is not there.
   */
  passOnOverride(override: Override, next: Override, at: Instant, audit: AuditEntries): Promise<boolean>;
  /** Lets the override end earlier; false when it is not there any more. */
  endOverride(override: Override, endsAt: Instant, audit: AuditEntries): Promise<boolean>;
}

export interface CoverageStore {
  get(id: number): Promise<CoverageRequest | undefined>;
  /** What somebody asked or is asked, newest first. */
  ofUser(userId: number, page: Page): Promise<CoverageRequest[]>;
  create(request: CoverageRequest, audit: AuditEntries): Promise<void>;
  /** Throws VersionConflictError. */
  save(request: CoverageRequest, previous: CoverageRequest, audit: AuditEntries): Promise<CoverageRequest>;
}

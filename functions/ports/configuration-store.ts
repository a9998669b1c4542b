import type { AuditEntry } from '../domain/audit/audit-entry.ts';
import type { Page } from './page.ts';

/** What the audit log says of a write, stored in the write's own transaction. */
export type AuditEntries = readonly AuditEntry[];

/**
 * Configuration entities: few, edited by people, read often. Every write is conditional on the version read
 * (`VersionConflictError`), keeps the unique values and the reverse references of the entity and the audit log's entries
 * in the same transaction, and raises `version` by one. Use cases write through `usecases/configuration`, which makes
 * the entries.
 */
export interface ConfigurationStore<T extends { id: number; version: number }> {
  get(id: number): Promise<T | undefined>;
  /** Those that exist, in the order asked for. At most one call per 100. */
  getMany(ids: readonly number[]): Promise<T[]>;
  /** Oldest first, without hidden ones. */
  list(page: Page): Promise<T[]>;
  /** The oldest one with exactly this name. */
  byName(name: string): Promise<T | undefined>;
  /** Throws ConflictError when a unique value is taken or a referenced entity is missing (InvalidInputError names it). */
  create(entity: T, audit: AuditEntries): Promise<T>;
  save(entity: T, previous: T, audit: AuditEntries): Promise<T>;
  /** Throws ConflictError naming one referrer while anything refers to it, unless it is to go all the same. */
  delete(entity: T, how: { readonly evenIfUsed?: boolean; readonly audit: AuditEntries }): Promise<void>;
}

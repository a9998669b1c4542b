import type { AuditKind } from '../../domain/audit/kind.ts';
import type { ConfigurationStore } from '../../ports/configuration-store.ts';
import type { Store } from '../../ports/store.ts';

/** What every configuration entity has. */
export interface Entity {
  readonly id: number;
  readonly version: number;
  readonly hidden?: boolean | undefined;
}

/** A kind of configuration: where it is stored, and what the audit log says of it. */
export interface Kind<E extends Entity> extends AuditKind<E> {
  readonly store: (
    store: Store,
  ) => Omit<ConfigurationStore<E>, 'byName'> & Partial<Pick<ConfigurationStore<E>, 'byName'>>;
}

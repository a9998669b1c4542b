import type { MembersOf } from './telling.ts';

/** What the audit log says of one kind of thing. */
export interface AuditKind<E> {
  /** As filters name it, and the first word of its actions. */
  readonly kind: string;
  readonly idOf: (entity: E) => number | string;
  readonly nameOf: (entity: E) => string;
  /** Every member, so that none is told by the way. */
  readonly members: MembersOf<E>;
}

/** Members that every entity has and that are no configuration. */
export const always = {
  id: 'unsaid',
  version: 'unsaid',
  createdAt: 'unsaid',
  updatedAt: 'unsaid',
} as const;

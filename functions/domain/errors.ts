import type { Instant } from './time.ts';

/** Why a request cannot be done, in the language of the domain; each transport maps the code to its own. */
export type DomainErrorCode =
  | 'INVALID'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'NOT_ALLOWED'
  | 'TOO_LARGE'
  | 'RATE_LIMITED'
  | 'GONE'
  | 'CHANGED'
  | 'BUSY';

/** A request that the caller can understand and mend. The message names the thing and the id, never a secret. */
export class DomainError extends Error {
  readonly code: DomainErrorCode;

  constructor(code: DomainErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name; // the name Step Functions sees in ErrorEquals
    this.code = code;
  }
}

/**
 * The input is wrong; `field` is the path of the first wrong member, as the caller wrote it (`levels[0].users`). Of one in a
 * language `position` is the index of the first character that cannot be read.
 */
export class InvalidInputError extends DomainError {
  readonly field: string;
  readonly position: number | undefined;

  constructor(field: string, message: string, options: ErrorOptions & { readonly position?: number } = {}) {
    super('INVALID', field === '' ? message : `${field}: ${message}`, options);
    this.field = field;
    this.position = options.position;
  }
}

/** The entity is absent, or the actor may not know that it exists. */
export class NotFoundError extends DomainError {
  constructor(kind: string, id: string | number) {
    super('NOT_FOUND', `${kind} ${id} was not found`);
  }
}

/** The actor knows the entity and may not do this with it. */
export class ForbiddenError extends DomainError {
  constructor(message: string) {
    super('FORBIDDEN', message);
  }
}

/** The request contradicts what is stored: a name in use, an entity still referenced. */
export class ConflictError extends DomainError {
  constructor(message: string) {
    super('CONFLICT', message);
  }
}

/** Something that refers to what was to be deleted, by the audit log's word for its kind. */
export interface Referrer {
  readonly kind: string;
  readonly id: number | string;
  readonly name?: string;
}

/** What something else refers to is not deleted; the message names them, and the details lead there. */
export class StillUsedError extends ConflictError {
  readonly places: readonly Referrer[];

  constructor(message: string, places: readonly Referrer[]) {
    super(message);
    this.places = places;
  }
}

/** Where somebody is named; without the name of what the actor may not see. */
export interface PlaceName {
  readonly kind: 'policy' | 'schedule' | 'team' | 'alert';
  readonly id: number;
  readonly name?: string;
  /** Whether a level, a layer or a shift would be left with nobody. */
  readonly leavesEmpty?: boolean;
}

const placeWords = { policy: 'escalation policy', schedule: 'schedule', team: 'team', alert: 'alert' } as const;
/** So many are named in the message; all stand in its details. */
const placesInMessage = 5;

/** A person cannot become unreachable by the way: alerts look for them in these places. */
export class StillNamedError extends ConflictError {
  readonly field: string;
  readonly places: readonly PlaceName[];

  /** `remedy` is what the query can say to do it all the same. */
  constructor(field: string, userId: number, places: readonly PlaceName[], remedy = '?force=true') {
    const shown = places
      .slice(0, placesInMessage)
      .map(({ kind, id, name }) => `${placeWords[kind]} ${id}${name === undefined ? '' : ` "${name.slice(0, 60)}"`}`);
    const more = places.length > shown.length ? ` and ${places.length - shown.length} more` : '';
    super(
      `${field === '' ? '' : `${field}: `}user ${userId} is named by ${shown.join(', ')}${more}: take them out there first, or repeat this with ${remedy}`,
    );
    this.field = field;
    this.places = places;
  }
}

/** The last change of something, as far as the actor may know of it. */
export interface LastChange {
  readonly changedAt: Instant;
  readonly changedBy?: { readonly kind: string; readonly id?: number | undefined; readonly name: string };
}

/** What the caller has read is not what is there any more. */
export class PreconditionError extends DomainError {
  readonly lastChange: LastChange | undefined;

  constructor(message: string, lastChange?: LastChange) {
    super('CHANGED', message);
    this.lastChange = lastChange;
  }
}

/** Somebody else changed the entity between the read and the write; load it again and decide again. */
export class VersionConflictError extends DomainError {
  constructor(what: string) {
    super('BUSY', `${what} changed meanwhile`);
  }
}

/** An id drawn for a new entity is taken already; draw another. */
export class IdCollisionError extends DomainError {
  constructor(what: string) {
    super('BUSY', `${what} exists already`);
  }
}

/** This event was processed before; nothing was changed. */
export class AlreadyRecordedError extends DomainError {
  constructor(eventId: string) {
    super('CONFLICT', `event ${eventId} was processed before`);
  }
}

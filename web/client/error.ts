interface ErrorBody {
  readonly message?: unknown;
  readonly code?: unknown;
  readonly details?: { readonly field?: unknown; readonly position?: unknown } & Readonly<Record<string, unknown>>;
}

/** Why the API refused something, or that it could not be reached (status 0). */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  /** What the API says besides: the wrong member, the places where somebody is still named … */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(status: number, message: string, code: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }

  /** The first wrong member as a path, `escalationRules[0].users`. */
  get field(): string | undefined {
    return typeof this.details.field === 'string' ? this.details.field : undefined;
  }

  /** Of a body as the API answers it, or of whatever stood in its place. */
  static of(status: number, body: unknown): ApiError {
    const { message, code, details } = (typeof body === 'object' && body !== null ? body : {}) as ErrorBody;
    const text = typeof message === 'string' && message !== '' ? message : `HTTP ${status}`;
    return new ApiError(status, text, typeof code === 'string' ? code : 'UNKNOWN', details ?? {});
  }
}

/** A call that got no answer. */
export const unreachable = (reason: unknown): ApiError =>
  new ApiError(0, reason instanceof Error ? reason.message : 'no answer', 'UNREACHABLE');

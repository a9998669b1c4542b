import { IdCollisionError, VersionConflictError } from '../domain/errors.ts';

/** Of several who write one thing at once somebody wins every round: this many may do so side by side. */
const maxAttempts = 25;

/**
 * Runs load, decide and save again when somebody else saved in between, or drew the same id; after a few attempts the
 * error goes to the caller.
 */
export async function retryOnConflict<T>(attempt: () => Promise<T>, attempts = maxAttempts): Promise<T> {
  for (let count = 1; ; count++) {
    try {
      return await attempt();
    } catch (error) {
      const mayPass = error instanceof VersionConflictError || error instanceof IdCollisionError;
      if (!mayPass || count >= attempts) throw error;
    }
  }
}

import { messageOf, troubleOf } from '../../aws/trouble.ts';
import type { Read } from '../facts.ts';

/** How each client of a doctor's visit is made: what does not answer soon is not known. */
export const clientSettings = (region: string) => ({
  region,
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 5_000, requestTimeout: 15_000 },
});

/** Reads one fact. Whatever goes wrong becomes a part of the answer, with the permission that reading takes. */
export async function reading<T>(permission: string, read: () => Promise<T>): Promise<Read<T>> {
  try {
    return { known: true, value: await read() };
  } catch (error) {
    const said = messageOf(error).split('\n')[0] ?? '';
    return { known: false, permission, said, denied: troubleOf(error) === 'DENIED' };
  }
}

/** What a call answers, or undefined when AWS says that there is no such thing. */
export async function orNone<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (/NotFound|NonExistent|DoesNotExist/.test((error as Error).name)) return undefined;
    throw error;
  }
}

import { InvalidInputError } from '../../domain/errors.ts';
import { namesSecret } from '../../domain/secret-names.ts';

type Params = Readonly<Record<string, unknown>>;

/** They stand in one stored item with all else. */
const mostBytes = 100_000;

/** Throws InvalidInputError for params that are too large to be kept. */
export function checkSize(params: Params): void {
  if (Buffer.byteLength(JSON.stringify(params)) > mostBytes)
    throw new InvalidInputError('params', `must be smaller than ${mostBytes} bytes`);
}

/**
 * Params with the secrets that there were, where the new ones do not mention them or have asterisks in their place; an empty text
 * takes a secret away.
 */
export function withSecretsKept(params: Params, current: Params = {}): Params {
  const kept = Object.entries(current).filter(
    ([name, value]) => namesSecret(name) && typeof value === 'string' && isLeftOut(params[name]),
  );
  return { ...params, ...Object.fromEntries(kept) };
}

const isLeftOut = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && /^[*•]+$/.test(value));

import { useCallback, useRef, useState } from 'preact/hooks';
import { ApiError } from './error.ts';

export interface Action<Args extends readonly unknown[], Result> {
  /** Does it, once at a time; undefined when it failed or is under way. */
  readonly run: (...args: Args) => Promise<Result | undefined>;
  readonly isRunning: boolean;
  readonly error: ApiError | undefined;
  readonly forget: () => void;
}

/** Something that a person sets in motion: while it runs a second press does nothing, and its refusal is kept to be shown. */
export function useAction<Args extends readonly unknown[], Result>(
  act: (...args: Args) => Promise<Result>,
): Action<Args, Result> {
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<ApiError>();
  const latest = useRef(act);
  latest.current = act;
  const isBusy = useRef(false);
  const run = useCallback(async (...args: Args) => {
    if (isBusy.current) return undefined;
    isBusy.current = true;
    setRunning(true);
    setError(undefined);
    try {
      return await latest.current(...args);
    } catch (reason) {
      if (!(reason instanceof ApiError)) throw reason;
      setError(reason);
      return undefined;
    } finally {
      isBusy.current = false;
      setRunning(false);
    }
  }, []);
  return { run, isRunning, error, forget: () => setError(undefined) };
}

import { useEffect, useState } from 'preact/hooks';

/** Since when the screen shows what the worker had stored, because the network does not answer. */
let keptAt: string | undefined;
const listeners = new Set<() => void>();

/** Each answer says whether it came from the API (undefined) or from what was kept: of several, the oldest counts. */
export function noteAnswer(at: string | undefined): void {
  const next = at === undefined ? undefined : keptAt === undefined || at < keptAt ? at : keptAt;
  if (next === keptAt) return;
  keptAt = next;
  for (const listener of listeners) listener();
}

/** When what is shown was the truth; undefined while the API answers. */
export function useKeptAt(): string | undefined {
  const [shown, show] = useState(keptAt);
  useEffect(() => {
    const listener = () => show(keptAt);
    listeners.add(listener);
    listener();
    return () => {
      listeners.delete(listener);
    };
  }, []);
  return shown;
}

import { millisecondsOf } from '../../domain/instants.ts';
import type { Keyed, KeyedSources } from '../../ports/alert-source-store.ts';
import type { Context } from '../../ports/context.ts';

const keptMilliseconds = 60_000;
/** Enough for every source of a large organisation; a flood of keys cannot fill the memory. */
const mostKept = 5_000;

/**
 * Remembers which source or flow a key belongs to for at most 60 seconds, and looks once in that time whether a source's item keeps up.
 * A key that belongs to none is asked for every time, so that a new source takes events at once.
 */
export function rememberSources(sources: KeyedSources, { clock, log }: Pick<Context, 'clock' | 'log'>): KeyedSources {
  const known = new Map<string, { readonly source: Keyed; readonly readAt: number; keepsUp: boolean }>();
  return {
    async byIntegrationKey(key) {
      const now = millisecondsOf(clock.now());
      const remembered = known.get(key);
      if (remembered !== undefined && Math.abs(now - remembered.readAt) < keptMilliseconds) return remembered.source;
      known.delete(key);
      const source = await sources.byIntegrationKey(key);
      if (source === undefined) return undefined;
      if (known.size >= mostKept) known.clear();
      known.set(key, { source, readAt: now, keepsUp: false });
      return source;
    },

    /** Never rejects: the event does not depend on it. */
    async keepUp(key, source) {
      const remembered = known.get(key);
      if (remembered === undefined || remembered.keepsUp) return;
      remembered.keepsUp = true;
      try {
        await sources.keepUp(key, source);
      } catch (error) {
        log.warn('whether the key keeps up with its source was not seen', { sourceId: source.id, error });
      }
    },
  };
}

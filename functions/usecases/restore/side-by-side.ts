import type { Instant } from '../../domain/time.ts';
import type { Clock } from '../../ports/clock.ts';

/** Step Functions answers a few questions a second; more at once would only wait. */
const atOnce = 5;

/** Works through the pieces, a few at once, until `deadline`. Returns how many of them were begun. */
export async function sideBySide<T>(
  pieces: readonly T[],
  { clock, deadline }: { readonly clock: Clock; readonly deadline: Instant },
  work: (piece: T) => Promise<void>,
): Promise<number> {
  let next = 0;
  const worker = async () => {
    while (next < pieces.length && clock.now() < deadline) {
      const piece = pieces[next] as T;
      next += 1;
      await work(piece);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return next;
}

/** Who may work now on the machine's few processors. */
export interface Turns {
  /** Resolves with what ends the turn, when it is the caller's. The smaller rank goes first, and in a rank who came first. */
  take(rank: number): Promise<() => void>;
}

interface Waiting {
  readonly rank: number;
  readonly begin: () => void;
}

/**
 * Gives out at most so many turns at once. Those whose rank is below `lastRank` leave one of them to the others, who would
 * starve otherwise.
 */
export function shareTurns(atOnce: number, lastRank: number): Turns {
  const waiting: Waiting[] = [];
  let taken = 0;
  let takenFirst = 0;

  const isFirst = (rank: number) => rank < lastRank;
  const isFree = ({ rank }: Waiting) => taken < atOnce && !(isFirst(rank) && takenFirst >= Math.max(1, atOnce - 1));

  function next() {
    for (;;) {
      const chosen = firstOf(waiting.filter(isFree));
      if (!chosen) return;
      waiting.splice(waiting.indexOf(chosen), 1);
      taken += 1;
      if (isFirst(chosen.rank)) takenFirst += 1;
      chosen.begin();
    }
  }

  return {
    async take(rank) {
      await new Promise<void>((begin) => {
        waiting.push({ rank, begin });
        next();
      });
      return () => {
        taken -= 1;
        if (isFirst(rank)) takenFirst -= 1;
        next();
      };
    },
  };
}

const firstOf = (waiting: readonly Waiting[]): Waiting | undefined =>
  waiting.reduce<Waiting | undefined>((best, each) => (best && best.rank <= each.rank ? best : each), undefined);

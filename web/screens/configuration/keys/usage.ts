/** A row of the report: the owner, what was asked for, the day, and how often. */
export type UsageRow = readonly [user: number, scope: string, day: string, calls: number];

export interface Usage {
  readonly user: number;
  readonly scope: string;
  readonly calls: number;
  readonly lastDay: string;
}

const dayLength = 24 * 3_600_000;

/** The last 31 days of UTC, today among them: as much as one report may be about. */
export const usedLately = (now: number): { readonly from: string; readonly until: string } => {
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  return { from: day(now - 30 * dayLength), until: day(now) };
};

/** The days of each owner and thing taken together, the most used first. */
export function usageOf(rows: readonly UsageRow[]): readonly Usage[] {
  const sums = new Map<string, Usage>();
  for (const [user, scope, day, calls] of rows) {
    const key = `${user} ${scope}`;
    const before = sums.get(key);
    const lastDay = before && before.lastDay > day ? before.lastDay : day;
    sums.set(key, { user, scope, calls: (before?.calls ?? 0) + calls, lastDay });
  }
  return [...sums.values()].sort((a, b) => b.calls - a.calls || a.scope.localeCompare(b.scope));
}

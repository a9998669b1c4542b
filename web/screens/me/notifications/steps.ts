/** What rules of any kind have in common. */
export interface TimedRule {
  readonly id: number;
  readonly method: string;
  readonly delayMin: number;
  readonly contact: { readonly id: number } | null;
}

/** What happens at one time after an alert came. */
export interface Step<Rule> {
  readonly at: number;
  readonly rules: readonly Rule[];
}

/** At the same time: what rings comes last, because it is answered last. */
const order = ['PUSH', 'SMS', 'EMAIL', 'VOICE'];

/** Rules as a line of time, first to last. */
export function stepsOf<Rule extends TimedRule>(rules: readonly Rule[]): Step<Rule>[] {
  const byTime = new Map<number, Rule[]>();
  for (const rule of rules) byTime.set(rule.delayMin, [...(byTime.get(rule.delayMin) ?? []), rule]);
  return [...byTime]
    .map(([at, own]) => ({
      at,
      rules: own.toSorted((a, b) => order.indexOf(a.method) - order.indexOf(b.method) || a.id - b.id),
    }))
    .toSorted((a, b) => a.at - b.at);
}

/** What is worth a word about how somebody is woken; nothing when all is well. */
export type Advice = 'NONE' | 'LATE' | 'QUIET';

/**
 * Whether high-priority alerts wake somebody: there is a rule, the first one within five minutes, and one that makes a noise (a call, a
 * text, a push) and not only a mail.
 */
export function adviceFor(rules: readonly TimedRule[]): Advice | undefined {
  if (rules.length === 0) return 'NONE';
  const loud = rules.filter(({ method }) => method !== 'EMAIL');
  if (loud.length === 0) return 'QUIET';
  return Math.min(...loud.map(({ delayMin }) => delayMin)) > 5 ? 'LATE' : undefined;
}

/** How planned work comes again, as a form has it; what it does not know stays a rule as it was written. */
export type Repeat =
  | { readonly kind: 'never' }
  | { readonly kind: 'daily'; readonly interval: number; readonly until: string }
  | { readonly kind: 'weekly'; readonly interval: number; readonly days: readonly RuleDay[]; readonly until: string }
  | { readonly kind: 'monthly'; readonly interval: number; readonly until: string }
  | { readonly kind: 'rule'; readonly rule: string };

export const ruleDays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type RuleDay = (typeof ruleDays)[number];

const isRuleDay = (text: string): text is RuleDay => (ruleDays as readonly string[]).includes(text);

/** `20261231T235959` and `20261231` as a field has the day. */
const dayOf = (until: string | undefined): string =>
  until === undefined ? '' : `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`;

const kinds = { DAILY: 'daily', WEEKLY: 'weekly', MONTHLY: 'monthly' } as const;

/** Reads an RFC 5545 rule. */
export function readRepeat(rule: string | null | undefined): Repeat {
  if (!rule) return { kind: 'never' };
  const parts = new Map(
    rule
      .replace(/^RRULE:/, '')
      .split(';')
      .map((part) => part.split('=', 2) as [string, string]),
  );
  const kind = kinds[parts.get('FREQ') as keyof typeof kinds];
  const known = ['FREQ', 'INTERVAL', 'UNTIL', ...(kind === 'weekly' ? ['BYDAY'] : [])];
  const days = (parts.get('BYDAY') ?? '').split(',').filter((day) => day !== '');
  if (kind === undefined || [...parts.keys()].some((name) => !known.includes(name)) || !days.every(isRuleDay))
    return { kind: 'rule', rule };
  const common = { interval: Number(parts.get('INTERVAL') ?? 1), until: dayOf(parts.get('UNTIL')) };
  return kind === 'weekly' ? { kind, ...common, days: days as RuleDay[] } : { kind, ...common };
}

/** The rule of what was entered; undefined where it never comes again. A last day is meant to its end. */
export function writeRepeat(repeat: Repeat): string | undefined {
  if (repeat.kind === 'never') return undefined;
  if (repeat.kind === 'rule') return repeat.rule;
  const days = repeat.kind === 'weekly' ? ruleDays.filter((day) => repeat.days.includes(day)) : [];
  return [
    `FREQ=${repeat.kind.toUpperCase()}`,
    repeat.interval > 1 && `INTERVAL=${repeat.interval}`,
    days.length > 0 && `BYDAY=${days.join(',')}`,
    repeat.until !== '' && `UNTIL=${repeat.until.replaceAll('-', '')}`,
  ]
    .filter(Boolean)
    .join(';');
}

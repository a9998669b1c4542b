import { byName } from '../../words/order.ts';

/** Somebody on call, as the API tells it. */
export interface OnCallEntry {
  readonly user: { readonly id: number; readonly firstName?: string; readonly lastName?: string };
  readonly escalationPolicy: { readonly id: number; readonly name?: string };
  readonly schedule?: { readonly id: number; readonly name?: string };
  readonly start: string | null;
  readonly end: string | null;
  readonly escalationLevel: number;
}

export interface PolicyOnCall {
  readonly id: number;
  readonly name: string;
  readonly levels: readonly { readonly level: number; readonly entries: readonly OnCallEntry[] }[];
}

/** Who is on call, policy by policy in the order of their names, and within each level by level. */
export function byPolicy(entries: readonly OnCallEntry[]): readonly PolicyOnCall[] {
  const policies = Map.groupBy(entries, ({ escalationPolicy }) => escalationPolicy.id);
  return [...policies]
    .map(([id, own]) => ({
      id,
      name: own[0]?.escalationPolicy.name ?? `#${id}`,
      levels: [...Map.groupBy(own, ({ escalationLevel }) => escalationLevel)]
        .map(([level, people]) => ({ level, entries: people }))
        .sort((a, b) => a.level - b.level),
    }))
    .sort((a, b) => byName()(a.name, b.name));
}

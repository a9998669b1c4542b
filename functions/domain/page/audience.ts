import { createHmac } from 'node:crypto';
import type { Audience } from './view-of.ts';

/** Something that a page shows, with the teams that own it. */
export interface Owned {
  readonly id: number;
  readonly teams: readonly number[];
}

/** All that an audience-specific page shows somebody. */
export interface Shown {
  readonly services: readonly Owned[];
  readonly metrics: readonly Owned[];
}

interface Members {
  readonly id: number;
  readonly members: readonly { readonly userId: number }[];
}

/** The teams that own something of it. */
export const ownersOf = ({ services, metrics }: Shown): number[] => [
  ...new Set([...services, ...metrics].flatMap(({ teams }) => teams)),
];

const idsOf = (all: readonly Owned[]): ReadonlySet<number> => new Set(all.map(({ id }) => id));

/** What administrators see: everything, what belongs to no team, too. */
export const everythingOf = ({ services, metrics }: Shown): Audience => ({
  services: idsOf(services),
  metrics: idsOf(metrics),
});

/** What the members of these teams see, whoever else may: exactly what one of the teams owns. */
export function seenByTeams({ services, metrics }: Shown, teams: ReadonlySet<number>): Audience {
  const seen = (all: readonly Owned[]) => idsOf(all.filter((one) => one.teams.some((id) => teams.has(id))));
  return { services: seen(services), metrics: seen(metrics) };
}

/** Whether two people see the same: what they see, in one text. */
const textOf = ({ services, metrics }: Audience): string =>
  JSON.stringify([services, metrics].map((ids) => [...ids].sort((a, b) => a - b)));

/**
 * The name of what an audience sees, the same for all who see the same. It can be neither guessed nor read without the page's salt,
 * and does not tell how much it stands for.
 */
export const variantName = (salt: string, audience: Audience): string =>
  createHmac('sha256', salt).update(textOf(audience)).digest('base64url').slice(0, 24);

/** Every set that somebody can see of a page: that of administrators, of each member of an owning team, and of who sees nothing. */
export function audiencesOf(shown: Shown, owners: readonly Members[]): Audience[] {
  const teamsOf = new Map<number, Set<number>>();
  for (const { id, members } of owners)
    for (const { userId } of members) teamsOf.set(userId, (teamsOf.get(userId) ?? new Set()).add(id));
  const kinds = new Map([...teamsOf.values()].map((teams) => [[...teams].sort((a, b) => a - b).join(), teams]));
  const sets = [
    everythingOf(shown),
    ...[...kinds.values(), new Set<number>()].map((teams) => seenByTeams(shown, teams)),
  ];
  return [...new Map(sets.map((audience) => [textOf(audience), audience])).values()];
}

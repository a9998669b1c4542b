import type { Api } from '../../client/api.ts';

export type AlertPlan = Api<'AlertPlan'>;
type Level = AlertPlan['levels'][number];

/** Something that is going to happen unless somebody answers. */
export interface Coming {
  readonly at: string;
  readonly kind: 'page' | 'level';
  /** From one. */
  readonly level?: number;
  readonly skipped?: NonNullable<Level['skipped']>;
  readonly people: readonly {
    readonly user: Api<'AlertPlan'>['pending'][number]['user'];
    /** By which ways, each with its time. */
    readonly pages: readonly { readonly method: string; readonly at: string }[];
    /** Why nothing reaches them. */
    readonly left: readonly string[];
  }[];
}

/** What is planned of an alert, in the order of time: messages that are on their way, then its levels. */
export function coming({ pending, levels }: AlertPlan): readonly Coming[] {
  const pages = Map.groupBy(pending, ({ at }) => at);
  return [
    ...[...pages].map(
      ([at, all]): Coming => ({
        at,
        kind: 'page',
        people: [...Map.groupBy(all, ({ user }) => user.id).values()].map((own) => ({
          user: (own[0] as (typeof all)[number]).user,
          pages: own.map(({ method }) => ({ method, at })),
          left: [],
        })),
      }),
    ),
    ...levels.map(
      ({ at, level, skipped, people }): Coming => ({
        at,
        kind: 'level',
        level: level + 1,
        ...(skipped && { skipped }),
        people: people.map(({ user, notifications, left }) => ({
          user,
          pages: notifications.map(({ method, at: when }) => ({ method, at: when })),
          left: notifications.length > 0 ? [] : [...new Set(left.map(({ reason }) => reason))],
        })),
      }),
    ),
  ].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

import type { Api } from '../../../client/api.ts';
import { byName } from '../../../words/order.ts';

export type Audience = Api<'Audience'>;
export type Kind = 'services' | 'metrics';

export interface Item {
  readonly kind: Kind;
  readonly id: number;
  readonly name: string;
}

/** What a page shows, as the columns of a matrix: each team is told of the same. */
export const itemsOf = ([first]: readonly Audience[]): readonly Item[] =>
  first === undefined
    ? []
    : (['services', 'metrics'] as const).flatMap((kind) => first[kind].map(({ id, name }) => ({ kind, id, name })));

export const isVisible = (audience: Audience, { kind, id }: Pick<Item, 'kind' | 'id'>): boolean =>
  audience[kind].some((one) => one.id === id && one.visible);

/** How much of a page an audience sees. */
export const seenBy = (audience: Audience): number =>
  [...audience.services, ...audience.metrics].filter(({ visible }) => visible).length;

/** The audience with some items seen, or not seen, by it. */
export const withVisible = (
  audience: Audience,
  items: readonly Pick<Item, 'kind' | 'id'>[],
  visible: boolean,
): Audience => {
  const changed = (kind: Kind) =>
    audience[kind].map((one) =>
      items.some((item) => item.kind === kind && item.id === one.id) ? { ...one, visible } : one,
    );
  return { ...audience, services: changed('services'), metrics: changed('metrics') };
};

/** The audiences with one of them in another state. */
export const withAudience = (all: readonly Audience[], next: Audience): readonly Audience[] =>
  all.map((one) => (one.team.id === next.team.id ? next : one));

/** What an audience sees, as the API takes it. */
export const audienceBody = ({ services, metrics }: Audience) => {
  const seen = (things: Audience['services']) => things.filter(({ visible }) => visible).map(({ id }) => id);
  return { services: seen(services), metrics: seen(metrics) };
};

/** Whether two states of an audience are the same: what things are called is nothing to it. */
export const seesSame = (one: Audience, other: Audience): boolean =>
  JSON.stringify(audienceBody(one)) === JSON.stringify(audienceBody(other));

/** Teams that see something come first, then by name. */
export const inOrder = (all: readonly Audience[], locale: string): readonly Audience[] =>
  [...all].sort((a, b) => Number(seenBy(b) > 0) - Number(seenBy(a) > 0) || byName(locale)(a.team.name, b.team.name));

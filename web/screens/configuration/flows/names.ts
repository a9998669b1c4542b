import { useAll } from '../../../client/all.ts';

/** How what a flow names is called. */
export interface Names {
  readonly source: (id: unknown) => string;
  readonly hours: (id: unknown) => string;
  readonly policy: (id: unknown) => string;
}

const by = (items: readonly { id: number; name: string }[] | undefined) => {
  const names = new Map(items?.map(({ id, name }) => [id, name]));
  return (id: unknown) => (typeof id === 'number' ? (names.get(id) ?? `#${id}`) : '–');
};

export function useNames(): Names {
  return {
    source: by(useAll('/alert-sources').items),
    hours: by(useAll('/support-hours').items),
    policy: by(useAll('/escalation-policies').items),
  };
}

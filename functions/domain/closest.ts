import leven from 'leven';

/** Letters and digits in small letters: what is left when people write a name their own way. */
const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

const longestName = 50;

/**
 * Which of some names somebody probably meant: the one written otherwise (`Prometheus` for PROMETHEUS), else the nearest
 * of those that differ in few letters; undefined when none is near.
 */
export function closest<Name extends string>(text: string, names: readonly Name[]): Name | undefined {
  const wanted = plain(text.slice(0, longestName));
  if (wanted === '') return undefined;
  const most = Math.min(2, Math.floor(wanted.length / 3));
  const [nearest] = names
    .map((name) => ({ name, away: leven(wanted, plain(name), { maxDistance: most + 1 }) }))
    .filter(({ away }) => away <= most)
    .toSorted((a, b) => a.away - b.away);
  return nearest?.name;
}

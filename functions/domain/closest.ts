/** Letters and digits in small letters: what is left when people write a name their own way. */
const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** How many letters must be added, taken away or changed to make one text the other, up to `most`. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const changed = (before[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      line.push(Math.min(changed, (before[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1));
    }
    before = line;
  }
  return Math.min(before[b.length] ?? most + 1, most + 1);
}

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
    .map((name) => ({ name, away: distance(wanted, plain(name), most) }))
    .filter(({ away }) => away <= most)
    .toSorted((a, b) => a.away - b.away);
  return nearest?.name;
}

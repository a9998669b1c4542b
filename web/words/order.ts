const collators = new Map<string, Intl.Collator>();

/** Compares names as people of a language put them in order: `Shop 2` comes before `Shop 10`. */
export function byName(language = 'en'): (a: string, b: string) => number {
  const known = collators.get(language) ?? new Intl.Collator(language, { numeric: true });
  collators.set(language, known);
  return known.compare;
}

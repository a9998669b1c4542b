import { costPage } from './cost-page.ts';
import type { Counted } from './counts.ts';
import { scaleTables } from './scale-tables.ts';

interface Page {
  readonly file: URL;
  /** The page as it should be, given what it is. */
  readonly write: (before: string, counted: Counted) => string;
}

const docs = new URL('../../docs/', import.meta.url);

/** The pages that `npm run cost` writes: one whole, one between its markers. */
export const pages: readonly Page[] = [
  { file: new URL('cost.md', docs), write: (_before, counted) => costPage(counted) },
  { file: new URL('scale.md', docs), write: (before, counted) => filled(before, scaleTables(counted)) },
];

/** Puts each text between the markers of its name, `<!-- counted: name -->` and `<!-- end -->`. */
export function filled(page: string, texts: Readonly<Record<string, string>>): string {
  return Object.entries(texts).reduce((text, [name, content]) => {
    const start = `<!-- counted: ${name} -->\n`;
    const from = text.indexOf(start);
    const to = text.indexOf('<!-- end -->', from);
    if (from < 0 || to < 0) throw new Error(`the page has no place for ${name}`);
    return `${text.slice(0, from + start.length)}\n${content}\n\n${text.slice(to)}`;
  }, page);
}

/** One table of a part: `head` names the columns. */
export interface ReportTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What a part has measured, and what of it breaks a promise. */
export interface Section {
  readonly tables: readonly ReportTable[];
  readonly violations: readonly string[];
}

/** A part of the load command: its word, and what it measures. */
export interface Part {
  readonly name: string;
  readonly run: () => Promise<Section>;
}

/** Counts short and readable: whole numbers with thousands, small ones with a digit or two. */
export function figure(value: number): string {
  if (Number.isInteger(value) || value >= 1000) return Math.round(value).toLocaleString('en');
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** Milliseconds as people read them. */
export const duration = (milliseconds: number): string =>
  milliseconds >= 10_000 ? `${(milliseconds / 1000).toFixed(1)} s` : `${figure(milliseconds)} ms`;

/** The value below which so much of the sorted values lies; 0.5 is the median. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** A table in Markdown. */
export const markdownOf = ({ title, head, rows }: ReportTable): string =>
  [
    `**${title}**`,
    '',
    `| ${head.join(' | ')} |`,
    `| ${head.map((_cell, column) => (column === 0 ? '---' : '---:')).join(' | ')} |`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');

/** The text with what stands between the part's markers replaced; throws when they are missing. */
export function replaceSection(text: string, name: string, content: string): string {
  const [start, end] = [`<!-- load:${name} -->`, `<!-- /load:${name} -->`];
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`no markers ${start} … ${end}`);
  return `${text.slice(0, from + start.length)}\n${content}\n${text.slice(to)}`;
}

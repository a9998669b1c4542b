import type { Line } from './bill.ts';
/** Dollars with as many digits as matter. */
export function dollars(amount: number): string {
  if (amount === 0) return '0';
  if (Math.abs(amount) < 0.005) return '< 0.01';
  return Math.abs(amount) < 1000 ? amount.toFixed(2) : withThousands(Math.round(amount));
}

/** A quantity with at most three digits that matter: `43,800`, `1.84 M`, `0.31`. */
export function quantity(amount: number): string {
  if (amount >= 1e9) return `${threeDigits(amount / 1e9)} G`;
  if (amount >= 1e6) return `${threeDigits(amount / 1e6)} M`;
  if (amount >= 1000) return withThousands(Math.round(amount));
  return threeDigits(amount);
}

const threeDigits = (amount: number): string => String(Number(amount.toPrecision(3)));
const withThousands = (amount: number): string => String(amount).replace(/\B(?=(\d{3})+$)/g, ',');

/** A table of Markdown; columns named with a leading `>` are aligned to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const names = head.map((name) => name.replace(/^>/, ''));
  const rule = head.map((name) => (name.startsWith('>') ? '---:' : '---'));
  return [names, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** The three largest lines of a bill, with what each costs. */
export const largest = (lines: readonly Line[]): string =>
  [...lines]
    .sort((a, b) => b.list - a.list)
    .slice(0, 3)
    .map(({ name, list }) => `${name} ${dollars(list)}`)
    .join(', ');

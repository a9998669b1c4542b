import { type PriceName, priceOf, prices } from './prices.ts';
import { messagePrices, type Usage } from './usage.ts';

export interface Line {
  readonly name: PriceName;
  readonly quantity: number;
  readonly unit: string;
  /** Dollars without free quantities. */
  readonly list: number;
  /** Dollars after them. */
  readonly afterFree: number;
}

/** The bill of a month, line by line in the order of the price table. Free quantities that several share go to the first. */
export function billOf(usage: Usage): readonly Line[] {
  const left = new Map<string, number>();
  return (Object.keys(prices) as PriceName[]).flatMap((name) => {
    const quantity = usage[name] ?? 0;
    if (quantity <= 0) return [];
    const { usd, per, unit, free } = priceOf(name);
    const allowance = free?.allowance ?? name;
    const available = left.get(allowance) ?? free?.quantity ?? 0;
    left.set(allowance, Math.max(0, available - quantity));
    const dollars = (amount: number) => (amount * usd) / per;
    return [{ name, quantity, unit, list: dollars(quantity), afterFree: dollars(Math.max(0, quantity - available)) }];
  });
}

export const listTotal = (lines: readonly Line[]): number => lines.reduce((sum, { list }) => sum + list, 0);
export const totalAfterFree = (lines: readonly Line[]): number =>
  lines.reduce((sum, { afterFree }) => sum + afterFree, 0);

const isMessage = ({ name }: Line): boolean => messagePrices.includes(name);

/** What the platform costs, without the messages to people. */
export const platformOf = (lines: readonly Line[]): readonly Line[] => lines.filter((line) => !isMessage(line));
/** What the messages cost. */
export const messagesOf = (lines: readonly Line[]): readonly Line[] => lines.filter(isMessage);

import { type Line, listTotal, totalAfterFree } from './bill.ts';
import { dollars, quantity, table } from './words.ts';

/** A bill as a table, with its sums. */
export function billTable(lines: readonly Line[]): string {
  const rows = lines.map(({ name, quantity: amount, unit, list, afterFree }) => [
    name,
    `${quantity(amount)} ${unit}`,
    dollars(list),
    dollars(afterFree),
  ]);
  const sum = ['**in all**', '', `**${dollars(listTotal(lines))}**`, `**${dollars(totalAfterFree(lines))}**`];
  return table(['Item', 'Quantity', '>USD', '>after free quantities'], [...rows, sum]);
}

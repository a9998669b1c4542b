import { billOf, listTotal } from './bill.ts';
import { dollars, largest, quantity, table } from './words.ts';

/** What one look at what is open takes of the table when nothing is: eight queries of half a unit (test/cost/console.test.ts). */
export const unitsOfALook = 4;
const memoryGb = 1;
/** A warm function reads, compares the tag and answers 304. */
const seconds = 0.02;
const everySeconds = 5;
const workdays = 22;

/** The section on the console: what it costs that somebody has it open. */
export function consoleSection(): string {
  const rows = (
    [
      ['on a wall, eight hours on 22 days', 8 * 3600 * workdays],
      ['an hour on 22 days', 3600 * workdays],
      ['ten minutes on 22 days', 600 * workdays],
    ] as const
  ).map(([who, visible]) => {
    const looks = visible / everySeconds;
    const lines = billOf({
      'HTTP API': looks,
      'Lambda requests': looks,
      'Lambda time (arm64)': looks * seconds * memoryGb,
      'DynamoDB reads': looks * unitsOfALook,
    });
    return [who, quantity(looks), dollars(listTotal(lines)), largest(lines)];
  });
  return `## The console

A month of *Now* in one window, without free quantities: it asks every ${everySeconds} seconds while it is visible, and what is as before is answered without a body. Nothing while nobody looks
(ADR 20). Each open alert adds a read unit or two to each look. CloudFront's first ten million requests are free.

${table(['Visible', '>looks', '>USD', 'most of it'], rows)}`;
}

import { billOf, listTotal, platformOf } from './bill.ts';
import type { Counted } from './counts.ts';
import { usageOfMany } from './month.ts';
import { dollars, largest, quantity, table } from './words.ts';
import { looksInAMinute, openAlerts } from './workloads.ts';

/** What one look at what is open takes of the table when nothing is: eight queries of half a unit (test/cost/console.test.ts). */
export const unitsOfALook = 4;
const everySeconds = 60 / looksInAMinute;
const workdays = 22;
const million = 1e6;

/** The section on the console: what it costs that somebody has it open, asks for more, and gets pushes in a browser. */
export function consoleSection(counted: Counted): string {
  const billOfMany = (path: string, times: number) => platformOf(billOf(usageOfMany(counted, { [path]: 1 }, times)));
  const rows = (
    [
      ['on a wall, eight hours on 22 days', 8 * 3600 * workdays],
      ['an hour on 22 days', 3600 * workdays],
      ['ten minutes on 22 days', 600 * workdays],
    ] as const
  ).map(([who, visible]) => {
    const looks = visible / everySeconds;
    const [quiet, busy] = ['look at what is open, nothing', `look at what is open, ${openAlerts} alerts`].map((path) =>
      billOfMany(path, looks),
    );
    return [
      who,
      quantity(looks),
      dollars(listTotal(quiet ?? [])),
      dollars(listTotal(busy ?? [])),
      largest(quiet ?? []),
    ];
  });
  const questions = (
    [
      ["an alert's plan: who is told next", "an alert's plan"],
      ['*System*: how Tocsin itself is doing', 'look at the system'],
      ["a metric's series", "a metric's series"],
      ['the simulation of a policy', 'simulation of a policy'],
      ['a push to a browser, besides a text', 'one more message by push to a browser'],
      ['a push to an app, besides a text', 'one more message by PUSH'],
    ] as const
  ).map(([what, path]) => {
    const lines = billOfMany(path, million);
    return [what, dollars(listTotal(lines)), largest(lines)];
  });
  return `## The console

A month of *Now* in one window, without free quantities: it asks every ${everySeconds} seconds while it is visible, and what is as before is answered without a body. Nothing while nobody looks
(ADR 20). Each open alert adds a read unit or two to each look. CloudFront's first ten million requests are free.

${table(['Visible', '>looks', '>USD, nothing open', `>USD, ${openAlerts} alerts open`, 'most of it'], rows)}

What somebody asks for besides, and what pushes come to: push services take them for nothing. *System* asks AWS once in half a minute, however many look.

${table(['A million times', '>platform', 'most of it'], questions)}`;
}

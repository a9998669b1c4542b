import { allDrivers } from '../../functions/actions/catalogue.ts';
import type { ActionAnswer } from '../../functions/actions/driver.ts';
import { factsFor } from '../actions/facts.ts';
import { printTable } from './table.ts';

/** So many attempts a second at least, from the facts to the request and from a refusal to its words: 10 ms of a call that takes hundreds. */
const budgetPerSecond = 100;
const measuredMs = 150;
const refusal: ActionAnswer = {
  kind: 'http',
  status: 400,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ message: 'no '.repeat(5_000) }),
};

function perSecond(work: () => unknown): number {
  for (let times = 0; times < 20; times++) work();
  const started = performance.now();
  let times = 0;
  for (; performance.now() - started < measuredMs; times++) work();
  return Math.round((times * 1_000) / (performance.now() - started));
}

/** Requests of alert actions built, and refusals read, a second on one core: the slowest types. */
export async function benchActions(): Promise<string[]> {
  const facts = { details: 'x'.repeat(40_000) };
  const measured = (await allDrivers()).map((driver) => {
    const usual = factsFor(driver.type);
    const large = { ...usual, alert: { ...usual.alert, ...facts } };
    return {
      type: driver.type,
      usual: perSecond(() => driver.next(usual, [])),
      large: perSecond(() => driver.next(large, [])),
      refused: perSecond(() => driver.next(usual, [refusal])),
    };
  });
  const slowest = measured.sort((a, b) => a.large - b.large).slice(0, 5);
  printTable(
    'Alert actions a second, on one core: the five slowest of all types',
    ['type', 'request', 'request for 40 KB of details', 'refusal read'],
    slowest.map(({ type, usual, large, refused }) => [type, ...[usual, large, refused].map(String)]),
  );
  return measured
    .filter((one) => Math.min(one.usual, one.large, one.refused) < budgetPerSecond)
    .map(({ type }) => `action ${type}`);
}

if (import.meta.main) console.log(await benchActions());

import { billOf, listTotal } from './bill.ts';
import type { Counted, Counts } from './counts.ts';
import { leases } from './price-pages.ts';
import { type PriceName, priceOf } from './prices.ts';
import { timesUsage, usageOf } from './usage.ts';
import { dollars, quantity, table } from './words.ts';

/** How much gets through: the throttles of the API and the threshold of `requests-many`. A test compares them with the templates. */
export const flood = {
  throttledRoutes: 20,
  eachPerSecond: 1000,
  signInRoutes: 6,
  signInsPerSecond: 50,
  othersPerSecond: 200,
  alarmInFiveMinutes: 100_000,
};

/** A request with a key that nobody has: it is looked up each time, and refused. */
const strangersRequest: Counts = {
  http: 1,
  invocations: { ingest: 1 },
  calls: {},
  tableCalls: { ingest: { GetItem: 1 } },
  table: { ingest: { 'table UNIQUE#INTEGRATION_KEY#*': { reads: 1 } } },
  logs: {},
  transitions: 0,
  metrics: [],
  messages: {},
};

/** The section on requests of strangers, which cost money though they are refused. */
export function floodSection({ resources }: Counted): string {
  const costOf = (requests: number) =>
    dollars(listTotal(billOf(timesUsage(usageOf(strangersRequest, resources), requests))));
  const all =
    flood.throttledRoutes * flood.eachPerSecond + flood.signInRoutes * flood.signInsPerSecond + flood.othersPerSecond;
  const perSecond = flood.alarmInFiveMinutes / 300;
  const hour = 3600;
  return `## A flood

Whoever knows the address can send requests without a key. They are refused, but API Gateway, Lambda, one read and the log are paid:

${table(
  ['Requests without a valid key', '>requests', '>USD'],
  [
    ['a million', quantity(1e6), costOf(1e6)],
    [
      `an hour at the rate at which \`requests-many\` rings (${Math.round(perSecond)} a second)`,
      quantity(perSecond * hour),
      costOf(perSecond * hour),
    ],
    [`an hour with all throttles full (${quantity(all)} a second)`, quantity(all * hour), costOf(all * hour)],
  ],
)}

API Gateway's throttles (${quantity(flood.eachPerSecond)} a second for each of the ${flood.throttledRoutes} addresses of events and pings, ${flood.signInsPerSecond} for each of the ${flood.signInRoutes} of signing in, subscribing and calls of other tools, ${flood.othersPerSecond} for the rest)
and the
account's Lambda concurrency are the limit; the alarm \`requests-many\` (docs/runbook.md) rings within minutes. An AWS budget with an
alert is worth the minute it takes.`;
}

/** The section on what is rented, and what stays when a deployment is gone. */
export function restSection({ resources }: Counted): string {
  const price = (name: PriceName) => priceOf(name).usd / priceOf(name).per;
  const perGigabyte = price('DynamoDB storage') + price('DynamoDB point-in-time recovery');
  return `## Numbers

Rented by the month, whether anything is sent or not; not in the figures above:

${table(
  ['What', '>USD a month', '', 'Source'],
  leases.map(({ what, usd, note, page }) => [what, dollars(usd), note, `general knowledge; ${page}`]),
)}

## What stays when a deployment is gone

\`npx cdk destroy\` keeps what must not go by accident (docs/runbook.md, *Remove a deployment*); until it is deleted by hand it costs:

${table(
  ['What is left', '>USD a month'],
  [
    [`the ${resources.secrets} secrets`, dollars(resources.secrets * price('Secrets Manager'))],
    ['the table, a GB with its recovery (the first 25 GB of storage are free)', dollars(perGigabyte)],
    ['an old table after a restore, a GB, the same', dollars(perGigabyte)],
    ['the buckets, a GB; empty after 90 days', dollars(price('S3 storage'))],
    ["the API's address and the state machine", '0'],
    ['numbers, until they are released', 'as above'],
  ],
)}

A first deploy that fails leaves nothing. Log groups, queues, alarms and functions go with the stacks.`;
}

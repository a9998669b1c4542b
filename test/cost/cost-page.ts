import { assumptions } from './assumptions.ts';
import { billOf, type Line, listTotal, messagesOf, platformOf, totalAfterFree } from './bill.ts';
import type { Counted } from './counts.ts';
import { type PriceName, priceOf, prices, region } from './prices.ts';
import {
  addUsage,
  timesUsage,
  type Usage,
  usageOfMonth,
  usageOfResources,
  type Variation,
  type Workload,
} from './usage.ts';
import { dollars, quantity, table } from './words.ts';
import {
  aMonitor,
  anAlertAccepted,
  anAlertExhausted,
  anAlertOnFourChannels,
  type Customer,
  customers,
  idle,
  idleWith,
  monthOf,
} from './workloads.ts';

const thousand = 1000;
const million = 1e6;

/** The bill of a month in which nothing happens. */
export const idleBill = (counted: Counted, variation?: Variation): readonly Line[] =>
  billOf(addUsage(usageOfResources(counted.resources), usageOfMonth(counted, idle, variation)));

const inTheUs: Readonly<Partial<Record<PriceName, PriceName>>> = {
  'SMS to Germany': 'SMS to the US',
  'Telephony to Germany': 'Telephony to the US',
};

const movedToTheUs = (usage: Usage): Usage =>
  Object.fromEntries(Object.entries(usage).map(([name, amount]) => [inTheUs[name as PriceName] ?? name, amount]));

/** So many of a workload, without what a month costs anyway: metrics are billed by the hour and stay out. */
function usageOfMany(counted: Counted, workload: Workload, times: number, variation?: Variation): Usage {
  const { 'CloudWatch custom metrics': _byTheHour, ...usage } = usageOfMonth(counted, workload, variation);
  return timesUsage(usage, times);
}

/** docs/cost.md, from what was counted. */
export function costPage(counted: Counted): string {
  return [
    intro(counted),
    idleSection(counted),
    alertSection(counted),
    eventSection(counted),
    customerSection(counted),
    advice(counted),
    doubts(counted),
    priceSection(),
  ].join('\n\n');
}

function intro(counted: Counted): string {
  const lines = idleBill(counted);
  const withoutCalls = { ...counted, resources: counted.withoutCalls };
  const perAlert = billOf(usageOfMany(counted, anAlertAccepted, thousand));
  return `# What it costs

This page is written by \`npm run cost\` from two files: \`test/cost/counts.json\`, the AWS calls, units, transitions and log
lines of each path as counted on the local cloud (\`npm run cost -- --count\` counts anew), and \`test/cost/prices.ts\`, AWS's
list prices in ${region} with their dates. Do not edit it; a test compares. All amounts are US dollars without tax.

${table(
  ['In short', '>USD'],
  [
    ['an idle month, after the free quantities that every account has', `**${dollars(totalAfterFree(lines))}**`],
    ['the same where nobody is called (`voice=off`)', dollars(totalAfterFree(idleBill(withoutCalls)))],
    ['an idle month in an account that has used up its free quantities', dollars(listTotal(lines))],
    ['1,000 alerts, the platform alone', dollars(listTotal(platformOf(perAlert)))],
    ['1,000 alerts, one SMS and one answer by SMS each, in Germany', dollars(listTotal(perAlert))],
    ['1 M repeated events', dollars(listTotal(billOf(usageOfMany(counted, { 'repeat within a minute': 1 }, million))))],
    [
      '1,000 heartbeat monitors, each pinged every minute, a month',
      dollars(listTotal(billOf(usageOfMany(counted, aMonitor, thousand)))),
    ],
  ],
)}

Messages to people are nearly all of what an alert costs; what a month costs anyway is nearly all of what the platform
costs, until there are thousands of alerts.`;
}

function idleSection(counted: Counted): string {
  const { resources } = counted;
  const lines = idleBill(counted);
  const parts: readonly (readonly [string, Usage])[] = [
    [
      `alarms (${resources.alarms} that read ${resources.alarmMetrics} metrics)`,
      { 'CloudWatch alarms': resources.alarmMetrics },
    ],
    ['the canary, every five minutes', usageOfMonth(counted, { canary: idle.canary ?? 0 })],
    ['the tick, every minute', usageOfMonth(counted, { tick: idle.tick ?? 0 })],
    ['secrets', { 'Secrets Manager': resources.secrets }],
    ['polling of queues', pollingOf(resources)],
  ];
  return `## An idle month

Nothing happens; what runs all the same:

${table(
  ['What', '>USD, no free quantities'],
  parts.map(([what, usage]) => [what, dollars(listTotal(billOf(usage)))]),
)}

The same by item, after a year of such months (the canary's alerts stay in the table):

${billTable(lines)}

${aimOf(lines)}

What one may choose is how often the canary goes through everything (\`canaryMinutes\`), against how soon one
hears that it no longer can:

${canaryTable(counted)}`;
}

const aim = 3;

/** How far the month is from what it should cost, and what would have to go. */
function aimOf(lines: readonly Line[]): string {
  const total = totalAfterFree(lines);
  const of = (name: PriceName) => dollars(lines.find((line) => line.name === name)?.afterFree ?? 0);
  if (total <= aim) return `The aim of ${aim} dollars a month after free quantities is met.`;
  return `The aim of ${aim} dollars a month after free quantities is missed by ${dollars(total - aim)}. Alarms (${of('CloudWatch alarms')}), secrets
(${of('Secrets Manager')}) and the canary's state transitions (${of('Step Functions')}) make most of it; each of them would take something away
that somebody relies on.`;
}

/** What an idle month costs at each pace of the canary, with calls and without. */
function canaryTable(counted: Counted): string {
  const totalOf = (resources: Counted['resources'], minutes: number) =>
    dollars(totalAfterFree(billOf(addUsage(usageOfResources(resources), usageOfMonth(counted, idleWith(minutes))))));
  const rows = [5, 10, 15, 30, 60].map((minutes) => [
    String(minutes),
    `${3 * minutes} minutes`,
    totalOf(counted.resources, minutes),
    totalOf(counted.withoutCalls, minutes),
  ]);
  return table(
    [
      '>`canaryMinutes`',
      '>`canary-silent` rings after',
      '>idle month, after free quantities',
      '>the same, `voice=off`',
    ],
    rows,
  );
}

function pollingOf(resources: Counted['resources']): Usage {
  const { 'SQS, FIFO': fifo = 0, 'SQS, standard': standard = 0 } = usageOfResources(resources);
  return { 'SQS, FIFO': fifo, 'SQS, standard': standard };
}

function billTable(lines: readonly Line[]): string {
  const rows = lines.map(({ name, quantity: amount, unit, list, afterFree }) => [
    name,
    `${quantity(amount)} ${unit}`,
    dollars(list),
    dollars(afterFree),
  ]);
  const sum = ['**in all**', '', `**${dollars(listTotal(lines))}**`, `**${dollars(totalAfterFree(lines))}**`];
  return table(['Item', 'Quantity', '>USD', '>after free quantities'], [...rows, sum]);
}

const stories: readonly (readonly [string, Workload])[] = [
  ['one SMS, accepted by SMS, resolved by its source', anAlertAccepted],
  ['SMS, push, e-mail and call at once, accepted by SMS, resolved', anAlertOnFourChannels],
  ['three levels, an SMS each, nobody answers, resolved', anAlertExhausted],
];

function alertSection(counted: Counted): string {
  const usages = stories.map(([story, workload]) => [story, usageOfMany(counted, workload, thousand)] as const);
  const rows = usages.map(([story, usage]) => {
    const german = billOf(usage);
    return [
      story,
      dollars(listTotal(platformOf(german))),
      dollars(listTotal(messagesOf(german))),
      dollars(listTotal(messagesOf(billOf(movedToTheUs(usage))))),
    ];
  });
  const [first] = usages;
  return `## 1,000 alerts

Without free quantities. An alert is an event of about a kilobyte, handled alone: nothing is cached, no batch is shared.

${table(['Each alert', '>platform', '>messages, Germany', '>messages, US'], rows)}

The platform's part of the first row:

${billTable(platformOf(billOf(first?.[1] ?? {})))}`;
}

function eventSection(counted: Counted): string {
  const rows: readonly (readonly [string, Workload, number])[] = [
    ['1 M events that repeat an open alert, in a storm', { 'repeat within a minute': 1 }, million],
    ['1 M events that repeat an open alert, minutes apart', { repeat: 1 }, million],
    ['1 M events that each open an alert (one SMS, not counted here)', { 'alert, one SMS': 1 }, million],
    ['1 M RESOLVE events that each end one', { 'resolve by its source': 1 }, million],
    ['1,000 heartbeat monitors, each pinged every minute, a month', aMonitor, thousand],
    ['1 M pages of 10 alerts over the API', { 'list of 10 alerts': 1 }, million],
  ];
  const largest = (lines: readonly Line[]) =>
    [...lines]
      .sort((a, b) => b.list - a.list)
      .slice(0, 3)
      .map(({ name, list }) => `${name} ${dollars(list)}`)
      .join(', ');
  return `## Events, pings, pages

Without free quantities and messages. Each event comes in a request of its own and is processed alone; tools that send many
alerts in a request, and queues that hand out ten events at once, make it cheaper.

${table(
  ['What', '>USD', 'most of it'],
  rows.map(([what, workload, times]) => {
    const lines = platformOf(billOf(usageOfMany(counted, workload, times)));
    return [what, dollars(listTotal(lines)), largest(lines)];
  }),
)}`;
}

function customerSection(counted: Counted): string {
  const rows = customers.map((customer) => {
    const usage = addUsage(usageOfResources(counted.resources), usageOfMonth(counted, monthOf(customer)));
    const german = billOf(usage);
    const american = billOf(movedToTheUs(usage));
    return [
      ...describe(customer),
      dollars(totalAfterFree(platformOf(german))),
      dollars(totalAfterFree(messagesOf(german))),
      dollars(totalAfterFree(messagesOf(american))),
      dollars(totalAfterFree(platformOf(german)) / customer.responders),
    ];
  });
  return `## Three customers

A month, after free quantities. Each person is told by SMS, push and e-mail at once, for every fifth alert also by a call of
a minute; four of five alerts are accepted by SMS on level 1, the others go over three levels.

${table(
  [
    'Customer',
    '>responders',
    '>alerts',
    '>repeats',
    '>monitors',
    '>pages read',
    '>platform',
    '>messages, Germany',
    '>messages, US',
    '>platform per responder',
  ],
  rows,
)}

Numbers to send from, Amazon Connect's numbers and support plans come on top.`;
}

const describe = ({ name, responders, alerts, repeats, monitors, looks }: Customer): string[] => [
  name,
  ...[responders, alerts, repeats, monitors, looks].map((value) => quantity(value)),
];

function advice(counted: Counted): string {
  const canary = listTotal(billOf(usageOfMonth(counted, { canary: idle.canary ?? 0 })));
  const ping = listTotal(billOf(usageOfMany(counted, aMonitor, 1)));
  return `## What dominates, and how to lower it

- **Messages.** A text is billed by the part, per country; a call by the minute. Push and e-mail cost next to nothing: put
  them first in people's rules and the text a minute later, and most alerts are accepted before it. Grouping in the
  monitoring tool saves whole alerts. Set spend limits in End User Messaging.
- **Alarms and secrets** cost the same in a large company and in an idle account. The owner's key may be kept elsewhere and
  its secret deleted (0.40 a month) once nobody deploys \`Account\` anew.
- **The canary** costs ${dollars(canary)} a month where nothing is free, most of it its metrics and state transitions; it proves every
  five minutes that an alert gets through, and is the only reason for the dead-man service to be quiet. In a deployment with
  real alerts all day, \`canaryMinutes=15\` loses little.
- **Traces** (X-Ray) of every function would cost five dollars per million invocations, more than all that most of them do to the
  table, so functions are not traced; executions are.
- **Monitors**: one pinged every minute costs ${dollars(ping)} a month, every five minutes a fifth of it. Give each the longest
  interval that is early enough.
- **Repeats**: let tools send changes, not states (Alertmanager's \`repeat_interval\`), and group in the tool.
- **Metrics** are billed by name and dimensions, for the hours in which they have values: few alerts touch few of them.`;
}

function doubts(counted: Counted): string {
  const factors = [0.5, 1, 2, 5];
  const rows: readonly (readonly [string, (variation: Variation) => number])[] = [
    ['an idle month, after free quantities', (variation) => totalAfterFree(idleBill(counted, variation))],
    ['an idle month, none free', (variation) => listTotal(idleBill(counted, variation))],
    [
      '1,000 alerts, the platform',
      (variation) => listTotal(platformOf(billOf(usageOfMany(counted, anAlertAccepted, thousand, variation)))),
    ],
    [
      '1 M repeats in a storm',
      (variation) => listTotal(billOf(usageOfMany(counted, { 'repeat within a minute': 1 }, million, variation))),
    ],
  ];
  const named = Object.entries(assumptions).map(([name, value]) => [
    `\`${name}\``,
    typeof value === 'object'
      ? Object.entries(value)
          .map(([of, each]) => `${of} ${each}`)
          .join(', ')
      : String(value),
  ]);
  return `## How sure this is

**Counted** on the local cloud, which runs the same handlers, state machine and templates: calls, invocations, transitions,
write and read units from the sizes of the items (rounded up, doubled in transactions, each index entry that changes once),
what stays stored, log lines, own metrics, alarms' metrics. Not counted: transfer out of AWS (100 GB a month are free), blobs of
events over 200 KB, retries.

**Assumed**, in \`test/cost/assumptions.ts\`:

${table(['Name', 'Value'], named)}

How long functions run is assumed, from what they call. If it is wrong by a factor:

${table(
  ['USD', ...factors.map((factor) => `>× ${factor}`)],
  rows.map(([what, total]) => [what, ...factors.map((slowness) => dollars(total({ slowness })))]),
)}

AWS polls an idle standard queue with as few as two pollers, and promises no more than five: all queues with five would add
${dollars(worstPolling(counted))} a month.`;
}

function worstPolling({ resources }: Counted): number {
  const { standard } = resources.polledQueues;
  const { five, two } = { five: assumptions.pollers.limited, two: assumptions.pollers.standard };
  const more = standard * (five - two) * assumptions.pollsPerPollerAndMonth;
  return listTotal(billOf({ 'SQS, standard': more }));
}

function priceSection(): string {
  const rows = (Object.keys(prices) as PriceName[]).map((name) => {
    const { usd, per, unit, asOf, source, free } = priceOf(name);
    const amount = per === 1 ? String(usd) : `${usd} per ${quantity(per)}`;
    const allowance =
      free && `${quantity(free.quantity)}${free.allowance === undefined ? '' : `, together (${free.allowance})`}`;
    return [name, amount, unit, allowance ?? '', asOf, source];
  });
  return `## Prices

${region}; other Regions usually cost up to a quarter more. "General knowledge" means the list price as commonly known:
look it up before you promise it to anybody.

${table(['Item', '>USD', 'Unit', '>Free a month', 'As of', 'Source'], rows)}
`;
}

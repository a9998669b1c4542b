import { billOf, listTotal, messagesOf, platformOf, totalAfterFree } from './bill.ts';
import { billTable } from './bill-table.ts';
import { floodSection, restSection } from './cost-besides.ts';
import { consoleSection } from './cost-console.ts';
import { doubtsSection, priceSection } from './cost-doubts.ts';
import { featureSection } from './cost-features.ts';
import { idleSection } from './cost-idle.ts';
import { pagesSection } from './cost-pages.ts';
import type { Counted } from './counts.ts';
import { readFeatures } from './features.ts';
import { idleBill, movedToTheUs, usageOfMany } from './month.ts';
import { region } from './prices.ts';
import { addUsage, usageOfMonth, usageOfResources, type Workload } from './usage.ts';
import { dollars, largest, quantity, table } from './words.ts';
import {
  aMonitor,
  anAlertAccepted,
  anAlertExhausted,
  anAlertOnFourChannels,
  type Customer,
  customers,
  idle,
  monthOf,
} from './workloads.ts';

const thousand = 1000;
const million = 1e6;

/** docs/cost.md, from what was counted. */
export function costPage(counted: Counted): string {
  return [
    intro(counted),
    idleSection(counted),
    alertSection(counted),
    eventSection(counted),
    featureSection(readFeatures()),
    pagesSection(counted),
    consoleSection(counted),
    customerSection(counted),
    floodSection(counted),
    restSection(counted),
    advice(counted),
    doubtsSection(counted),
    priceSection(),
  ].join('\n\n');
}

function intro(counted: Counted): string {
  const lines = idleBill(counted);
  const withoutCalls = { ...counted, resources: counted.withoutCalls };
  const perAlert = billOf(usageOfMany(counted, anAlertAccepted, thousand));
  return `# What it costs

This page is written by \`npm run cost\` from \`test/cost/counts.json\` and \`features.json\`, the AWS calls, units, transitions and
log lines of each path as counted on the local cloud (\`npm run cost -- --count\` counts anew), and \`test/cost/prices.ts\`, AWS's
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

Numbers (below) and support plans come on top.`;
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
  ten minutes that an alert gets through, and is the only reason for the dead-man service to be quiet. \`canaryMinutes=5\` hears of
  trouble earlier; in a deployment with real alerts all day, \`canaryMinutes=15\` loses little.
- **Traces** (X-Ray) of every function would cost five dollars per million invocations, more than all that most of them do to the
  table, so functions are not traced; executions are.
- **Monitors**: one pinged every minute costs ${dollars(ping)} a month, every five minutes a fifth of it. Give each the longest
  interval that is early enough.
- **Repeats**: let tools send changes, not states (Alertmanager's \`repeat_interval\`), and group in the tool.
- **Metrics** are billed by name and dimensions, for the hours in which they have values: few alerts touch few of them.`;
}

import { checkActions } from './check-actions.ts';
import { checkAlerts } from './check-alerts.ts';
import { checkAutoResolution } from './check-auto-resolution.ts';
import { checkAutomation } from './check-automation.ts';
import { checkBrowsers } from './check-browsers.ts';
import { checkCallers } from './check-callers.ts';
import { checkCounters } from './check-counters.ts';
import { checkEscalations } from './check-escalations.ts';
import { checkEvents } from './check-events.ts';
import { checkExecutions } from './check-executions.ts';
import { checkGrouping } from './check-grouping.ts';
import { checkGuards } from './check-guards.ts';
import { checkItems } from './check-items.ts';
import { checkMessages } from './check-messages.ts';
import { checkMetrics } from './check-metrics.ts';
import { checkNews } from './check-news.ts';
import { checkPages } from './check-pages.ts';
import { checkPagesShown } from './check-pages-shown.ts';
import { checkSubscribers } from './check-subscribers.ts';
import type { AnyOperation, Capability } from './operations/capability.ts';
import { capabilities } from './operations/table.ts';
import type { RunRecord } from './record.ts';
import { isUnfinished } from './watch.ts';

/** Every promise of docs/architecture.md that the run broke, one line each; none when all were kept. */
export function brokenPromises(run: RunRecord): string[] {
  const atRest = run.isAtRest
    ? [
        ...checkEvents(run),
        ...checkNews(run),
        ...checkAlerts(run),
        ...checkExecutions(run),
        ...checkItems(run),
        ...checkGrouping(run),
        ...checkGuards(run),
        ...checkBrowsers(run),
        ...checkAutomation(run),
        ...checkAutoResolution(run),
        ...checkActions(run),
        ...checkCounters(run),
        ...checkPagesShown(run),
        ...checkSubscribers(run),
        ...checkMetrics(run),
        ...checkCapabilities(run),
      ]
    : [`not at rest at ${run.endedAt}: ${unfinished(run)}`];
  return [
    ...run.sightings,
    ...checkEscalations(run),
    ...checkMessages(run),
    ...checkPages(run),
    ...checkCallers(run),
    ...atRest,
  ];
}

/** What kinds of operation promise by themselves. */
const checkCapabilities = (run: RunRecord): string[] =>
  capabilities.flatMap((capability: Capability<AnyOperation>) => capability.check?.(run) ?? []);

function unfinished({ items, executions, endedAt, plan }: RunRecord): string {
  const due = items
    .filter((item) => isUnfinished(item, endedAt, plan))
    .map(({ PK, SK, dueAt }) => `${PK} ${SK} due ${dueAt}`);
  const running = executions.filter(({ status }) => status === 'RUNNING').map(({ name }) => name);
  return [...due, ...running].join(', ');
}

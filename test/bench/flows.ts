import { evaluate } from '../../functions/domain/condition/evaluate.ts';
import type { NormalisedEvent } from '../../functions/domain/event/event.ts';
import type { FlowBranch, FlowNode } from '../../functions/domain/event-flow/event-flow.ts';
import { walkFlow } from '../../functions/domain/event-flow/walk.ts';
import type { Instant } from '../../functions/domain/time.ts';
import { boundedEvent } from '../../functions/integrations/bounds.ts';
import { printTable } from './table.ts';

const event: NormalisedEvent = {
  eventType: 'ALERT',
  summary: '[FIRING:1] DiskFull (db1 critical)',
  labels: { team: 'shop', severity: 'critical' },
  customDetails: { location: 'CH', tags: ['prod', 'db'], text: 'x'.repeat(2_000) },
};
const now = '2026-11-30T12:00:00.000Z' as Instant;
const day = { start: '09:00', end: '17:00' };
const office = { name: 'Office', timezone: 'Europe/Berlin', supportDays: { MONDAY: day }, exceptions: [] };

let ids = 0;
const node = (nodeType: FlowNode['nodeType'], metadata: object, ...branches: FlowBranch[]): FlowNode => ({
  id: ++ids,
  nodeType,
  metadata: { ...metadata },
  branches,
});
const branch = (condition: string, target: FlowNode): FlowBranch => ({
  id: ++ids,
  branchType: 'BRANCH',
  condition,
  target,
});
const always = (target: FlowNode): FlowBranch => ({ id: ++ids, branchType: 'CATCH_ALL', target });
const route = () => node('ROUTE_EVENT', { alertSourceId: 1 });

const rules = [
  {
    name: 'a',
    target: 'context.event.alertKey',
    operator: 'TEMPLATE',
    value: '{{ event.labels.team }}/{{ event.summary }}',
  },
  {
    name: 'b',
    target: 'context.event.priority',
    operator: 'MAP',
    source: 'context.event.labels.severity',
    mapping: { critical: 'HIGH' },
  },
  { name: 'c', target: 'context.event.labels', operator: 'MERGE', properties: { tier: 'gold' } },
];

/** Each with so many events a second at least. */
const flows: readonly (readonly [name: string, target: FlowNode, budget: number])[] = [
  ['a route', route(), 20_000],
  ['support hours', node('SUPPORT_HOURS', { supportHoursId: 1 }, branch('DURING', route()), always(route())), 2_000],
  ['three rules', node('TRANSFORM', { rules }, always(route())), 1_000],
  [
    'a hundred branches',
    node(
      'PLAIN',
      {},
      ...Array.from({ length: 100 }, (_, index) => branch(`event.labels.team == 'team${index}'`, route())),
      always(route()),
    ),
    100,
  ],
];
const measuredMs = 400;

function perSecond(work: () => unknown): number {
  for (let warmed = performance.now() + measuredMs / 4; performance.now() < warmed; ) work();
  const started = performance.now();
  let times = 0;
  for (; performance.now() - started < measuredMs; times++) work();
  return Math.round((times * 1_000) / (performance.now() - started));
}

/** Events a second that are taken through a flow, on one core; conditions and templates are read anew for each. */
export function benchFlows(): string[] {
  const facts = { supportHours: new Map([[1, office]]), bounded: boundedEvent };
  const rows = flows.map(([name, target, budget]) => {
    const flow = { id: 7, root: node('ROOT', {}, { id: ++ids, branchType: 'ACCEPTED', target }) };
    const count = perSecond(() => {
      const walk = walkFlow(flow, { event, context: { integrationType: 'API' }, at: now }, facts);
      let next = walk.next();
      while (next.done !== true) next = walk.next(evaluate(next.value.condition, { roots: next.value.roots, now }));
      if (next.value.kind !== 'routed') throw new Error(`${name}: the event is ${next.value.kind}`);
    });
    return { name, count, budget };
  });
  printTable(
    'Events a second through an event flow, on one core',
    ['flow', 'events', 'at least'],
    rows.map(({ name, count, budget }) => [name, String(count), String(budget)]),
  );
  return rows.filter(({ count, budget }) => count < budget).map(({ name }) => `flow with ${name}`);
}

if (import.meta.main) console.log(benchFlows());

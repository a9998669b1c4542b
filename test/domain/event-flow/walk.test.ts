import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../functions/domain/condition/evaluate.ts';
import type { NormalisedEvent } from '../../../functions/domain/event/event.ts';
import type { FlowBranch, FlowNode } from '../../../functions/domain/event-flow/event-flow.ts';
import type { FlowEntry, FlowFacts, FlowResult } from '../../../functions/domain/event-flow/journey.ts';
import type { Hours } from '../../../functions/domain/event-flow/wait.ts';
import { walkFlow } from '../../../functions/domain/event-flow/walk.ts';
import type { Instant } from '../../../functions/domain/time.ts';
import { boundedEvent } from '../../../functions/integrations/bounds.ts';

let ids = 100;
const node = (nodeType: FlowNode['nodeType'], metadata: FlowNode['metadata'], ...branches: FlowBranch[]): FlowNode => ({
  id: ids++,
  nodeType,
  ...(metadata && { metadata }),
  branches,
});
const branch = (condition: string, target?: FlowNode): FlowBranch => ({
  id: ids++,
  branchType: 'BRANCH',
  condition,
  ...(target && { target }),
});
const onward = (branchType: 'CATCH_ALL' | 'ACCEPTED', target?: FlowNode): FlowBranch => ({
  id: ids++,
  branchType,
  ...(target && { target }),
});
const always = (target?: FlowNode) => onward('CATCH_ALL', target);
const routeTo = (alertSourceId: number, more = {}) => node('ROUTE_EVENT', { alertSourceId, ...more });
const rooted = (target: FlowNode) => ({ id: 7, root: node('ROOT', undefined, onward('ACCEPTED', target)) });

/** Weekdays from nine to five in Berlin. */
const office: Hours = {
  name: 'Office',
  timezone: 'Europe/Berlin',
  supportDays: Object.fromEntries(
    ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'].map((day) => [day, { start: '09:00', end: '17:00' }]),
  ),
  exceptions: [],
};
const monday = '2026-11-30T10:00:00.000Z' as Instant;
const sunday = '2026-11-29T10:00:00.000Z' as Instant;

const event: NormalisedEvent = { eventType: 'ALERT', summary: 'Disk full', customDetails: { team: 'db', sev: '2' } };

function walked(
  flow: { id: number; root: FlowNode },
  entry: Partial<FlowEntry> = {},
  facts: Partial<FlowFacts> = {},
): FlowResult {
  const at = entry.at ?? monday;
  const walk = walkFlow(
    flow,
    { event, context: { integrationType: 'API' }, ...entry, at },
    { supportHours: new Map([[1, office]]), bounded: boundedEvent, ...facts },
  );
  let next = walk.next();
  while (next.done !== true) next = walk.next(evaluate(next.value.condition, { roots: next.value.roots, now: at }));
  return next.value;
}
const sourceOf = (result: FlowResult) => (result.kind === 'routed' ? result.sourceId : result.kind);

describe('an event on its way through a flow', () => {
  it('is routed, with the priority and the policy that the node names', () => {
    const result = walked(rooted(routeTo(5, { overwritePriority: 'LOW', escalationPolicyId: 9 })));
    expect(result).toMatchObject({ kind: 'routed', sourceId: 5, priority: 'LOW', policyId: 9, event });
    expect(result.path.map(({ nodeType, branch: way }) => [nodeType, way?.branchType ?? null])).toEqual([
      ['ROOT', 'ACCEPTED'],
      ['ROUTE_EVENT', null],
    ]);
  });

  it('keeps the priority of its source where the node names none, and its own policy where that is gone', () => {
    const result = walked(rooted(routeTo(5, { escalationPolicyId: 9 })), {}, { isGone: (kind) => kind === 'policy' });
    expect(result).not.toHaveProperty('policyId');
    expect(result).not.toHaveProperty('priority');
    expect(result.path.at(-1)?.why).toContain('9 is gone');
  });

  it('goes on behind a route whose source is gone, and is dropped with a reason where nothing follows', () => {
    const gone = { isGone: (kind: string, id: number) => kind === 'source' && id === 5 };
    const route = { ...routeTo(5), branches: [always(routeTo(6))] };
    expect(sourceOf(walked(rooted(route), {}, gone))).toBe(6);
    expect(walked(rooted(routeTo(5)), {}, gone)).toMatchObject({ kind: 'dropped' });
    expect(walked(rooted(routeTo(5)), {}, gone).path.at(-1)?.why).toContain('alert source 5 is gone');
  });

  it.each([
    ['a root without branches', node('ROOT', undefined)],
    ['a branch without a target', node('ROOT', undefined, onward('ACCEPTED'))],
    ['a node of which no branch is true', rooted(node('PLAIN', undefined, branch('context.event.summary == 1'))).root],
    ['a node that is the last one', rooted(node('TRANSFORM', { rules: [] })).root],
  ])('is dropped at %s', (_case, root) => {
    const result = walked({ id: 7, root });
    expect(result).toMatchObject({ kind: 'dropped', why: expect.any(String) });
    expect(result.path.length).toBeGreaterThan(0);
  });

  it('takes the first branch that is true, and CATCH_ALL only when there is none, wherever that stands', () => {
    const tried = (condition: string) =>
      node('PLAIN', undefined, always(routeTo(3)), branch(condition, routeTo(1)), branch('true', routeTo(2)));
    expect(sourceOf(walked(rooted(tried("event.customDetails.team == 'db'"))))).toBe(1);
    expect(sourceOf(walked(rooted(tried("context.event.customDetails.team == 'web'"))))).toBe(2);
    const none = node('PLAIN', undefined, always(routeTo(3)), branch('false', routeTo(1)));
    expect(sourceOf(walked(rooted(none)))).toBe(3);
  });

  it('sees by which tool it came', () => {
    const flow = rooted(node('PLAIN', undefined, branch("context.integrationType == 'API'", routeTo(1))));
    expect(sourceOf(walked(flow))).toBe(1);
    expect(sourceOf(walked(flow, { context: { integrationType: 'GRAFANA' } }))).toBe('dropped');
  });

  it('carries what a PLAIN node sets', () => {
    const condition = branch("context.tier == 'gold'", routeTo(1));
    expect(sourceOf(walked(rooted(node('PLAIN', { varKey: 'tier', varValue: 'gold' }, condition))))).toBe(1);
    const event = node('PLAIN', { varKey: 'event', varValue: 'x' }, branch("event.summary == 'Disk full'", routeTo(1)));
    expect(sourceOf(walked(rooted(event)))).toBe(1);
  });
});

describe('DEFINE_BRANCHES', () => {
  const definitions = [
    { branchName: 'database', conditions: "event.customDetails.team == 'db'" },
    { branchName: 'any', conditions: 'true' },
    { branchName: 'nobody', conditions: '' },
  ];
  const define = (...branches: FlowBranch[]) => rooted(node('DEFINE_BRANCHES', { definitions }, ...branches));

  it.each([
    ['by its name', 'database'],
    ['by its name in quotes', "'database'"],
    ['by a condition', "context.branchName == 'database'"],
  ])('names the branch of the first true definition, which is found %s', (_case, condition) => {
    const result = walked(define(branch('any', routeTo(2)), branch(condition, routeTo(1)), always(routeTo(3))));
    expect(sourceOf(result)).toBe(1);
    expect(result.context.branchName).toBe('database');
    expect(result.path[1]?.branch?.condition).toBe(condition);
  });

  it('goes on by CATCH_ALL where no branch has the name, and is dropped without one', () => {
    expect(sourceOf(walked(define(branch('any', routeTo(2)), always(routeTo(3)))))).toBe(3);
    expect(sourceOf(walked(define(branch('any', routeTo(2)))))).toBe('dropped');
  });

  it('forgets the name of a node before it', () => {
    const second = node('DEFINE_BRANCHES', { definitions: [{ branchName: 'x', conditions: 'false' }] });
    const inner = { ...second, branches: [branch("context.branchName == 'database'", routeTo(1)), always(routeTo(2))] };
    expect(sourceOf(walked(define(branch('database', inner))))).toBe(2);
  });
});

describe('SUPPORT_HOURS', () => {
  const byHours = (supportHoursId: number, ...branches: FlowBranch[]) =>
    rooted(node('SUPPORT_HOURS', { supportHoursId }, ...branches));

  it.each([
    ['during', monday, 1],
    ['outside', sunday, 2],
    ['before the clocks go back', '2026-10-23T07:30:00.000Z', 1],
    ['after the clocks went back', '2026-10-26T07:30:00.000Z', 2],
  ])('sets the state by the time the event came: %s', (_case, at, source) => {
    const flow = byHours(1, branch("context.supportHoursState == 'DURING'", routeTo(1)), always(routeTo(2)));
    expect(sourceOf(walked(flow, { at: at as Instant }))).toBe(source);
    const named = byHours(1, branch('OUTSIDE', routeTo(2)), branch('DURING', routeTo(1)));
    expect(sourceOf(walked(named, { at: at as Instant }))).toBe(source);
  });

  it('goes on by CATCH_ALL where the hours are gone, else by the first branch: the event is not lost', () => {
    const during = branch("context.supportHoursState == 'DURING'", routeTo(1));
    const both = walked(byHours(99, during, always(routeTo(2))));
    expect(sourceOf(both)).toBe(2);
    expect(both.path[1]?.why).toContain('support hours 99 are gone');
    expect(sourceOf(walked(byHours(99, during)))).toBe(1);
  });
});

describe('WAIT', () => {
  const waiting = (metadata: object) => rooted(node('WAIT', { ...metadata }, always(routeTo(1))));

  it.each([
    ['for a time', { waitForDuration: 'PT10M' }, monday, '2026-11-30T10:10:00.000Z'],
    ['until support hours begin', { waitStartSupportHoursId: 1 }, sunday, '2026-11-30T08:00:00.000Z'],
    ['until they end', { waitEndSupportHoursId: 1 }, monday, '2026-11-30T16:00:00.000Z'],
    [
      'for the later of two',
      { waitForDuration: 'PT1H', waitStartSupportHoursId: 1 },
      sunday,
      '2026-11-30T08:00:00.000Z',
    ],
    [
      'for the later of two',
      { waitForDuration: 'P2D', waitStartSupportHoursId: 1 },
      sunday,
      '2026-12-01T10:00:00.000Z',
    ],
    [
      'over the change of the clocks',
      { waitStartSupportHoursId: 1 },
      '2026-10-24T12:00:00.000Z',
      '2026-10-26T08:00:00.000Z',
    ],
    ['for thirty days at most', { waitForDuration: 'P999D' }, monday, '2026-12-30T10:00:00.000Z'],
  ])('holds an alert %s', (_case, metadata, at, until) => {
    const flow = waiting(metadata);
    const result = walked(flow, { at: at as Instant });
    expect(result).toMatchObject({ kind: 'waiting', until, nodeId: flow.root.branches[0]?.target?.id });
    expect(result.path.at(-1)?.why).toContain(until);
  });

  it.each([
    ['hours that have begun', { waitStartSupportHoursId: 1 }, monday],
    ['hours that are over', { waitEndSupportHoursId: 1 }, sunday],
    ['hours that are gone', { waitStartSupportHoursId: 99 }, sunday],
    ['nothing', {}, sunday],
    ['what is no duration', { waitForDuration: 'soon' }, sunday],
  ])('does not hold for %s', (_case, metadata, at) => {
    expect(sourceOf(walked(waiting(metadata), { at }))).toBe(1);
  });

  it.each(['RESOLVE', 'ACCEPT', 'COMMENT'] as const)('never holds a %s', (eventType) => {
    const result = walked(waiting({ waitForDuration: 'PT1H' }), { event: { ...event, eventType } });
    expect(sourceOf(result)).toBe(1);
    expect(result.path[1]?.why).toContain(`${eventType} is not held back`);
  });

  it('is gone on behind, with what stood in the context and at the time of its end', () => {
    const hours = node('SUPPORT_HOURS', { supportHoursId: 1 }, branch('DURING', routeTo(1)), always(routeTo(2)));
    const flow = rooted(node('WAIT', { waitStartSupportHoursId: 1 }, branch("context.tier == 'gold'", hours)));
    const held = walked(flow, { at: sunday, context: { integrationType: 'API', tier: 'gold' } });
    if (held.kind !== 'waiting') throw new Error('it does not wait');
    const { event: kept, context, until, nodeId } = held;
    const after = walked(flow, { event: kept, context, at: until, after: nodeId });
    expect(sourceOf(after)).toBe(1);
    expect(after.path.map(({ nodeType }) => nodeType)).toEqual(['WAIT', 'SUPPORT_HOURS', 'ROUTE_EVENT']);
  });
});

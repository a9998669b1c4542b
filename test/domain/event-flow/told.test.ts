import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../functions/domain/condition/evaluate.ts';
import type { FlowBranch, FlowNode } from '../../../functions/domain/event-flow/event-flow.ts';
import type { FlowEntry, FlowFacts } from '../../../functions/domain/event-flow/journey.ts';
import type { Hours } from '../../../functions/domain/event-flow/wait.ts';
import { waitingUntil } from '../../../functions/domain/event-flow/wait.ts';
import { durationIn } from '../../../functions/domain/event-flow/wait-duration.ts';
import { walkFlow } from '../../../functions/domain/event-flow/walk.ts';
import { boundedEvent } from '../../../functions/integrations/bounds.ts';
import { at } from '../../support/factories.ts';

const branch = (condition?: string, target?: FlowNode): FlowBranch => ({
  id: 20,
  branchType: 'BRANCH',
  ...(condition !== undefined && { condition }),
  ...(target && { target }),
});
const onward = (branchType: 'CATCH_ALL' | 'ACCEPTED', target?: FlowNode): FlowBranch => ({
  id: 30,
  branchType,
  ...(target && { target }),
});
const node = (nodeType: FlowNode['nodeType'], metadata: FlowNode['metadata'], ...branches: FlowBranch[]): FlowNode => ({
  id: 10,
  nodeType,
  ...(metadata && { metadata }),
  branches,
});
const routeTo = (alertSourceId: number, more = {}) => node('ROUTE_EVENT', { alertSourceId, ...more });
const office: Hours = {
  name: 'Office',
  timezone: 'Europe/Berlin',
  supportDays: { MONDAY: { start: '09:00', end: '17:00' } },
  exceptions: [],
};
const never: Hours = { ...office, name: 'Never', supportDays: {} };
const always: Hours = {
  ...office,
  name: 'Always',
  supportDays: Object.fromEntries(
    ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'].map((day) => [
      day,
      { start: '00:00', end: '24:00' },
    ]),
  ),
};
const hours = new Map([
  [1, office],
  [2, never],
  [3, always],
]);
const monday = at('2026-11-30T10:00Z');
const sunday = at('2026-11-29T10:00Z');

function walked(root: FlowNode, entry: Partial<FlowEntry> = {}, facts: Partial<FlowFacts> = {}) {
  const walk = walkFlow(
    { id: 7, root },
    { event: { eventType: 'ALERT', summary: 'Disk full' }, context: { integrationType: 'API' }, at: monday, ...entry },
    { supportHours: hours, bounded: boundedEvent, ...facts },
  );
  let next = walk.next();
  const places: string[] = [];
  while (next.done !== true) {
    places.push(next.value.place);
    next = walk.next(evaluate(next.value.condition, { roots: next.value.roots, now: entry.at ?? monday }));
  }
  return { ...next.value, places };
}
/** What is told of the first node, which is the only one unless it leads on. */
const told = (root: FlowNode, entry: Partial<FlowEntry> = {}, facts: Partial<FlowFacts> = {}) =>
  walked(root, entry, facts).path[0]?.why;

describe('what is told of a node', () => {
  it.each<[string, string, FlowNode]>([
    ['a root', 'enters the flow', node('ROOT', undefined, onward('ACCEPTED'))],
    ['a root without branches', 'enters the flow; no branch leads on', node('ROOT', undefined)],
    ['a node that does nothing', '', node('PLAIN', undefined, onward('CATCH_ALL'))],
    [
      'a variable',
      "context.tier is 'gold'",
      node('PLAIN', { varKey: ' tier ', varValue: 'gold' }, onward('CATCH_ALL')),
    ],
    ['a variable of no value', "context.tier is ''", node('PLAIN', { varKey: 'tier' }, onward('CATCH_ALL'))],
    ['a name that is fixed', '', node('PLAIN', { varKey: ' event', varValue: 'x' }, onward('CATCH_ALL'))],
    ['hours that are on', "DURING 'Office'", node('SUPPORT_HOURS', { supportHoursId: 1 }, branch('DURING'))],
    [
      'hours that are off',
      "OUTSIDE 'Never'; no other branch is true",
      node('SUPPORT_HOURS', { supportHoursId: 2 }, branch('DURING'), onward('CATCH_ALL')),
    ],
    [
      'hours that are gone',
      'support hours 9 are gone; the first branch, so that the event is not lost',
      node('SUPPORT_HOURS', { supportHoursId: 9 }, branch('DURING', routeTo(1)), branch('OUTSIDE', routeTo(2))),
    ],
    [
      'hours that were never named',
      'names no support hours; the first branch, so that the event is not lost',
      node('SUPPORT_HOURS', { supportHoursId: 0 }, branch('DURING', routeTo(1))),
    ],
    ['no rules', 'has no rules', node('TRANSFORM', {}, onward('CATCH_ALL'))],
    [
      'rules, by their names or numbers',
      "'Calm' SET context.event.priority; rule 2 left out: context.event.nothing is not there",
      node(
        'TRANSFORM',
        {
          rules: [
            { name: 'Calm', target: 'context.event.priority', operator: 'SET', value: 'LOW' },
            { target: 'context.event.summary', operator: 'COPY', source: 'context.event.nothing' },
          ],
        },
        onward('CATCH_ALL'),
      ),
    ],
    [
      'rules that do not apply',
      'unchanged: its condition is not true',
      node('TRANSFORM', { condition: 'false' }, onward('CATCH_ALL')),
    ],
    [
      'rules whose condition nobody understands',
      'unchanged: and cannot be read',
      node('TRANSFORM', { condition: 'and' }, onward('CATCH_ALL')),
    ],
    [
      'definitions, blank ones left out',
      "it is 'b'",
      node(
        'DEFINE_BRANCHES',
        {
          definitions: [
            { branchName: 'a' },
            { branchName: ' ', conditions: 'true' },
            { branchName: ' b ', conditions: 'true' },
          ],
        },
        branch('b'),
      ),
    ],
    [
      'definitions of which none is true',
      'no definition is true; no branch leads on',
      node('DEFINE_BRANCHES', { definitions: [{ branchName: 'a', conditions: 'false' }] }, branch('a')),
    ],
    [
      'a definition that nobody understands',
      "and cannot be read; it is 'b'",
      node(
        'DEFINE_BRANCHES',
        {
          definitions: [
            { branchName: 'a', conditions: 'and' },
            { branchName: 'b', conditions: 'true' },
          ],
        },
        branch('b'),
      ),
    ],
    ['a route', 'goes to alert source 5', routeTo(5)],
    [
      'definitions of which none is true and one is understood by nobody',
      'and cannot be read; no definition is true; no branch leads on',
      node('DEFINE_BRANCHES', { definitions: [{ branchName: 'a', conditions: 'and' }] }, branch('a')),
    ],
    [
      'a route to what is no number',
      'names no alert source; no branch leads on',
      node('ROUTE_EVENT', { alertSourceId: '5' }),
    ],
    ['a route to nowhere', 'names no alert source; no branch leads on', routeTo(0)],
    [
      'a route with high priority',
      'goes to alert source 5, with priority HIGH',
      routeTo(5, { overwritePriority: 'HIGH' }),
    ],
    ['a route with an odd priority', 'goes to alert source 5', routeTo(5, { overwritePriority: 'MEDIUM' })],
    [
      'a route with all that it may have',
      'goes to alert source 5, with priority LOW, to escalation policy 9',
      routeTo(5, { overwritePriority: 'LOW', escalationPolicyId: 9 }),
    ],
    ['a wait for nothing', 'waits for nothing', node('WAIT', {}, onward('CATCH_ALL'))],
    [
      'a wait',
      'waits until 2026-11-30T11:00:00.000Z: for PT1H',
      node('WAIT', { waitForDuration: 'PT1H' }, onward('CATCH_ALL')),
    ],
    [
      'a wait that is none',
      "does not wait: soon is no duration, 'Office' have begun, 'Never' are over",
      node(
        'WAIT',
        { waitForDuration: 'soon', waitStartSupportHoursId: 1, waitEndSupportHoursId: 2 },
        onward('CATCH_ALL'),
      ),
    ],
    [
      'a wait for what never comes',
      "does not wait: 'Never' never begin, 'Always' never end",
      node('WAIT', { waitStartSupportHoursId: 2, waitEndSupportHoursId: 3 }, onward('CATCH_ALL')),
    ],
    [
      'a condition',
      "event.summary == 'Disk full' is true",
      node('PLAIN', undefined, branch("event.summary == 'Disk full'")),
    ],
    [
      'branches before the one that is true',
      'a branch has no condition; true is true',
      node('PLAIN', undefined, branch(), branch(' true ')),
    ],
    [
      'branches of which none is true',
      'a branch has no condition; no other branch is true',
      node('PLAIN', undefined, branch(), onward('CATCH_ALL')),
    ],
  ])('%s: %s', (_what, why, root) => {
    expect(told(root)?.replace(/ cannot be read: [^;]*/, ' cannot be read')).toBe(why);
  });

  it('is which policy or source is gone', () => {
    const isGone = (kind: string) => kind === 'policy';
    const result = walked(routeTo(5, { escalationPolicyId: 9 }), {}, { isGone });
    expect(result.path[0]?.why).toBe('goes to alert source 5, to escalation policy its own: 9 is gone');
    expect(result).not.toHaveProperty('policyId');
    expect(told(routeTo(5), {}, { isGone: () => true })).toBe('alert source 5 is gone; no branch leads on');
  });

  it('is cut after two hundred letters of a condition', () => {
    const text = (length: number) => `true or event.summary == '${'x'.repeat(length - 27)}'`;
    expect(told(node('PLAIN', undefined, branch(text(200))))).toBe(`${text(200)} is true`);
    expect(told(node('PLAIN', undefined, branch(text(201))))).toBe(`${text(201).slice(0, 200)}… is true`);
  });

  it('is that an event has waited, and it waits once only', () => {
    const wait = node('WAIT', { waitForDuration: 'PT1H' }, onward('CATCH_ALL'));
    expect(told(wait, { after: wait.id })).toBe('has waited');
    expect(walked(wait, { after: wait.id })).toMatchObject({ kind: 'dropped', why: 'nothing follows' });
  });
});

describe('an event on its way', () => {
  it('goes by the first CATCH_ALL of several, and by the first branch that leads on where nobody can say which', () => {
    expect(
      walked(node('PLAIN', undefined, onward('CATCH_ALL', routeTo(1)), onward('CATCH_ALL', routeTo(2)))),
    ).toMatchObject({ sourceId: 1 });
    const hoursAreGone = { supportHoursId: 9 };
    const unsure = node(
      'SUPPORT_HOURS',
      hoursAreGone,
      branch('x'),
      branch('DURING', routeTo(1)),
      branch('OUTSIDE', routeTo(2)),
    );
    expect(walked(unsure)).toMatchObject({ sourceId: 1 });
    expect(walked(routeTo(5))).not.toHaveProperty('policyId');
    expect(walked(node('ROOT', undefined))).toMatchObject({ kind: 'dropped', why: 'no branch leads on' });
  });

  it('takes CATCH_ALL by none of its conditions, and branches by their names as they are written', () => {
    const both = node(
      'PLAIN',
      undefined,
      { ...onward('CATCH_ALL', routeTo(3)), condition: 'true' },
      branch('true', routeTo(1)),
    );
    expect(walked(both)).toMatchObject({ kind: 'routed', sourceId: 1 });
    const definitions = [{ branchName: 'a', conditions: 'true' }];
    const named = (...conditions: string[]) =>
      walked(
        node('DEFINE_BRANCHES', { definitions }, ...conditions.map((one, index) => branch(one, routeTo(index + 1)))),
      );
    expect(named("'a'x", ' a ')).toMatchObject({ sourceId: 2 });
    expect(named("x'a'", "'a'")).toMatchObject({ sourceId: 2 });
  });

  it('counts the conditions of each branch and definition by itself', () => {
    const definitions = [{ branchName: 'a', conditions: 'false' }];
    expect(walked(node('DEFINE_BRANCHES', { definitions }, branch('false'))).places).toEqual([
      'FLOW#7#node 10 a',
      'FLOW#7#branch 20',
    ]);
    expect(walked(node('TRANSFORM', { condition: 'true' }, onward('CATCH_ALL'))).places).toEqual(['FLOW#7#node 10']);
  });

  it('forgets what an earlier node said of hours or branches, and not by which tool it came', () => {
    const context = {
      integrationType: 'API',
      supportHoursState: 'DURING',
      branchName: 'former',
      tier: 'gold',
    } as const;
    expect(walked(node('SUPPORT_HOURS', { supportHoursId: 9 }), { context }).context).toEqual({
      integrationType: 'API',
      branchName: 'former',
      tier: 'gold',
    });
    expect(walked(node('SUPPORT_HOURS', { supportHoursId: 2 }), { context }).context).toEqual({
      ...context,
      supportHoursState: 'OUTSIDE',
    });
    expect(walked(node('DEFINE_BRANCHES', {}), { context }).context).toEqual({
      integrationType: 'API',
      supportHoursState: 'DURING',
      tier: 'gold',
    });
  });

  it('goes on as a rule has changed it', () => {
    const rules = [
      { target: 'context.event.summary', operator: 'SET', value: 'Other' },
      { target: 'context.tier', operator: 'SET', value: 'gold' },
    ];
    for (const metadata of [{ rules }, { rules, condition: 'true' }, { rules, condition: ' ' }])
      expect(walked(node('TRANSFORM', metadata, onward('CATCH_ALL')))).toMatchObject({
        event: { eventType: 'ALERT', summary: 'Other' },
        context: { integrationType: 'API', tier: 'gold' },
      });
  });

  it('has each step with the branch it went on by', () => {
    const { path } = walked({ ...node('ROOT', undefined, onward('ACCEPTED', routeTo(1))), name: 'Start' });
    expect(path).toEqual([
      {
        nodeId: 10,
        nodeType: 'ROOT',
        name: 'Start',
        branch: { id: 30, branchType: 'ACCEPTED', condition: null },
        why: 'enters the flow',
      },
      { nodeId: 10, nodeType: 'ROUTE_EVENT', name: null, branch: null, why: 'goes to alert source 1' },
    ]);
  });

  it('does not lose itself in conditions: those that come after two million steps are left out', () => {
    const walk = walkFlow(
      {
        id: 7,
        root: node('PLAIN', undefined, branch('false'), branch('false'), branch('true', routeTo(1)), branch('true')),
      },
      { event: { eventType: 'ALERT', summary: 'x' }, context: { integrationType: 'API' }, at: monday },
      { supportHours: hours, bounded: boundedEvent },
    );
    walk.next();
    const costly = { result: false, isUnfinished: false, counters: [], steps: 1_000_000 } as never;
    expect(walk.next(costly).done).toBe(false);
    expect(walk.next(costly).done).toBe(false);
    const unfinished = { result: true, isUnfinished: true, counters: [], steps: 1 } as never;
    expect(walk.next(unfinished).value).toMatchObject({
      kind: 'dropped',
      path: [
        {
          why: 'true takes too long with this event; the conditions of this flow take too long: left out; no branch leads on',
        },
      ],
    });
  });
});

describe('a wait', () => {
  const until = (metadata: Partial<Parameters<typeof waitingUntil>[0]>, from = sunday) =>
    waitingUntil({ duration: undefined, startOf: undefined, endOf: undefined, ...metadata }, from, (id) =>
      hours.get(id),
    );

  it('of exactly thirty days is not cut, and one to later hours is', () => {
    expect(until({ duration: 'P30D' })).toEqual({ until: at('2026-12-29T10:00Z'), whys: ['for P30D'] });
    const far: Hours = {
      ...never,
      exceptions: [{ name: 'Night', start: '2027-02-01', end: '2027-02-02', supportStatus: 'DURING' }],
    };
    expect(waitingUntil({ duration: undefined, startOf: 5, endOf: undefined }, sunday, () => far)).toEqual({
      until: at('2026-12-29T10:00Z'),
      whys: ["until 'Never' begin", 'at most 30 days'],
    });
  });

  it('of no time is none', () => {
    expect(until({ duration: 'PT0S' })).toEqual({ until: undefined, whys: ['for PT0S'] });
    expect(until({ startOf: 1 })).toEqual({ until: at('2026-11-30T08:00Z'), whys: ["until 'Office' begin"] });
    expect(until({ endOf: 1 }, monday)).toEqual({ until: at('2026-11-30T16:00Z'), whys: ["until 'Office' end"] });
    expect(until({ startOf: 9, endOf: 8 })).toEqual({
      until: undefined,
      whys: ['support hours 9 are gone', 'support hours 8 are gone'],
    });
  });

  it.each([
    ['P1W', 7 * 86_400],
    ['P1D', 86_400],
    ['PT1H', 3600],
    ['PT1M', 60],
    ['pt1s', 1],
    ['P2W3DT4H5M6S', 17 * 86_400 + 4 * 3600 + 5 * 60 + 6],
    ['P', undefined],
    ['PT', undefined],
    ['P1M', undefined],
    ['P1DT', undefined],
    ['xP1D', undefined],
    ['P1Dx', undefined],
  ])('is as long as it says: %s', (text, seconds) => {
    expect(durationIn(text)).toBe(seconds === undefined ? undefined : seconds * 1000);
  });
});

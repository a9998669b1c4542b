import { describe, expect, it } from 'vitest';
import type { SentNode } from '../../../functions/domain/event-flow/identify.ts';
import { examineFlow } from '../../../functions/domain/event-flow/problems.ts';

const rooted = (target: SentNode): SentNode => ({ nodeType: 'ROOT', branches: [{ branchType: 'ACCEPTED', target }] });
const node = (nodeType: SentNode['nodeType'], metadata: object, ...branches: SentNode['branches']): SentNode => ({
  nodeType,
  metadata: { ...metadata },
  branches,
});
const rule = (facts: object) =>
  node('TRANSFORM', { rules: [{ name: 'R', target: 'context.event.summary', operator: 'SET', value: 'x', ...facts }] });
const at = 'root.branches[0].target';
const messagesOf = (root: SentNode) => examineFlow(root).problems.map(({ message }) => message);
const deep = (depth: number): SentNode =>
  depth === 1 ? node('PLAIN', {}) : node('PLAIN', {}, { branchType: 'CATCH_ALL', target: deep(depth - 1) });
const several = (count: number, make: () => SentNode): SentNode => ({
  nodeType: 'ROOT',
  branches: Array.from({ length: count }, () => ({ branchType: 'CATCH_ALL' as const, target: make() })),
});

describe('a flow is right', () => {
  it.each<[string, SentNode]>([
    ['with optional ids that are null or 0', node('ROUTE_EVENT', { alertSourceId: 5, escalationPolicyId: 0 })],
    ['with a priority that is empty', node('ROUTE_EVENT', { alertSourceId: 5, overwritePriority: '' })],
    ['with a priority that is null', node('ROUTE_EVENT', { alertSourceId: 5, overwritePriority: null })],
    ['with high priority', node('ROUTE_EVENT', { alertSourceId: 5, overwritePriority: 'HIGH' })],
    ['with low priority', node('ROUTE_EVENT', { alertSourceId: 5, overwritePriority: 'LOW' })],
    ['that waits for thirty days', node('WAIT', { waitForDuration: 'P30D' })],
    ['that waits for the end of hours only', node('WAIT', { waitEndSupportHoursId: 7, waitForDuration: '' })],
    ['that waits for the start of hours only', node('WAIT', { waitStartSupportHoursId: 7, waitForDuration: null })],
    ['with a variable of its own', node('PLAIN', { varKey: 'team' })],
    ['with a variable that is null', node('PLAIN', { varKey: null })],
    ['with a blank condition', node('TRANSFORM', { condition: '  ' })],
    [
      'with branches that are called by the hours',
      node(
        'SUPPORT_HOURS',
        { supportHoursId: 7 },
        { branchType: 'BRANCH', condition: 'DURING' },
        { branchType: 'BRANCH', condition: ' OUTSIDE ' },
      ),
    ],
    [
      'with branches that are called by their quoted or spaced names',
      node(
        'DEFINE_BRANCHES',
        { definitions: [{ branchName: ' Team A (night) ', conditions: null }] },
        { branchType: 'BRANCH', condition: "'Team A (night)'" },
        { branchType: 'BRANCH', condition: '  Team A (night)' },
      ),
    ],
    ['that maps with a table', rule({ operator: 'MAP', source: 'event.a', mapping: { a: 'b' } })],
    ['that maps with a default only', rule({ operator: 'MAP', source: 'event.a', mapping: null, default: 'x' })],
    ['that merges', rule({ operator: 'MERGE', properties: { a: 1 } })],
    ['that appends', rule({ operator: 'APPEND_ARRAY', items: [1] })],
    ['that sets what is false', rule({ value: false })],
    ['that copies', rule({ operator: 'COPY', source: 'event.a' })],
    ['with a template', rule({ operator: 'TEMPLATE', value: 'Hello {{ a }}' })],
  ])('%s', (_what, target) => {
    expect(examineFlow(rooted(target)).problems).toEqual([]);
  });

  it('up to its bounds', () => {
    const rules = (count: number) => () =>
      node('TRANSFORM', {
        rules: Array.from({ length: count }, () => ({ name: 'R', target: 'context.a', operator: 'SET', value: 1 })),
      });
    expect(messagesOf(several(199, () => node('PLAIN', {})))).toEqual([]);
    expect(messagesOf(several(6, rules(50)))).toEqual([]);
    expect(messagesOf(several(1, rules(51)))).toEqual(['must have at most 50 entries']);
    expect(messagesOf(rooted(deep(59)))).toEqual([]);
    expect(messagesOf(rooted(deep(60)))).toEqual(['must be at most 60 nodes deep']);
    expect(messagesOf(rooted(deep(70)))).toEqual(['must be at most 60 nodes deep']);
    const definitions = (count: number) =>
      node('DEFINE_BRANCHES', { definitions: Array.from({ length: count }, () => ({ branchName: 'a' })) });
    expect(messagesOf(rooted(definitions(50)))).toEqual([]);
    expect(messagesOf(rooted(definitions(51)))).toEqual(['must have at most 50 entries']);
  });

  it('up to sixty thousand bytes of JSON, however many letters that is', () => {
    const sized = (letter: string, count: number) => rooted(node('PLAIN', { varValue: letter.repeat(count) }));
    const around = JSON.stringify(sized('x', 0)).length;
    expect(messagesOf(sized('x', 60_000 - around))).toEqual([]);
    expect(messagesOf(sized('x', 60_001 - around))).toEqual(['must have at most 60000 bytes of JSON']);
    expect(messagesOf(sized('ü', 30_001 - Math.floor(around / 2)))).toEqual(['must have at most 60000 bytes of JSON']);
  });
});

describe('what is wrong with a flow', () => {
  it.each<[string, string, SentNode]>([
    [`${at}.metadata.alertSourceId`, 'is required', node('ROUTE_EVENT', {})],
    [`${at}.metadata.alertSourceId`, 'is required', node('ROUTE_EVENT', { alertSourceId: 0 })],
    [`${at}.metadata.alertSourceId`, 'must be a whole number', node('ROUTE_EVENT', { alertSourceId: '5' })],
    [`${at}.metadata.alertSourceId`, 'must be a whole number', node('ROUTE_EVENT', { alertSourceId: -5 })],
    [`${at}.metadata.alertSourceId`, 'must be a whole number', node('ROUTE_EVENT', { alertSourceId: 1.5 })],
    [
      `${at}.metadata.escalationPolicyId`,
      'must be a whole number',
      node('ROUTE_EVENT', { alertSourceId: 5, escalationPolicyId: 'x' }),
    ],
    [
      `${at}.metadata.waitForDuration`,
      'must be at most 30 days',
      node('WAIT', { waitForDuration: 'P30DT1S', waitEndSupportHoursId: 7 }),
    ],
    [
      `${at}.metadata.waitForDuration`,
      'must be an ISO-8601 duration of weeks, days, hours, minutes and seconds, such as PT10M',
      node('WAIT', { waitForDuration: ['PT10M'] }),
    ],
    [
      `${at}.metadata`,
      'needs waitForDuration, waitStartSupportHoursId or waitEndSupportHoursId',
      node('WAIT', { waitForDuration: '', waitStartSupportHoursId: 0, waitEndSupportHoursId: null }),
    ],
    [`${at}.metadata.varKey`, 'context.event cannot be written', node('PLAIN', { varKey: ' event ' })],
    [`${at}.metadata.varKey`, 'must be a text', node('PLAIN', { varKey: 5 })],
    [`${at}.metadata.condition`, 'must be a text', node('TRANSFORM', { condition: 5 })],
    [`${at}.metadata.definitions[0]`, 'must be an object', node('DEFINE_BRANCHES', { definitions: ['a'] })],
    [`${at}.metadata.definitions[0].branchName`, 'is required', node('DEFINE_BRANCHES', { definitions: [{}] })],
    [
      `${at}.metadata.definitions[0].branchName`,
      'must be a text that says something',
      node('DEFINE_BRANCHES', { definitions: [{ branchName: ' ' }] }),
    ],
    [
      `${at}.metadata.definitions[0].branchName`,
      'must be a text that says something',
      node('DEFINE_BRANCHES', { definitions: [{ branchName: 5 }] }),
    ],
    [`${at}.metadata.rules[0]`, 'must be an object', node('TRANSFORM', { rules: ['x'] })],
    [`${at}.metadata.rules`, 'must be a list', node('TRANSFORM', { rules: {} })],
    [`${at}.metadata.rules[0].name`, 'is required', rule({ name: ' ' })],
    [`${at}.metadata.rules[0].name`, 'is required', rule({ name: null })],
    [`${at}.metadata.rules[0].name`, 'must be a text', rule({ name: 5 })],
    [`${at}.metadata.rules[0].operator`, 'is required', rule({ operator: '' })],
    [`${at}.metadata.rules[0].value`, 'is required with SET', rule({ value: null })],
    [`${at}.metadata.rules[0].source`, 'is required', rule({ operator: 'COPY', source: '' })],
    [
      `${at}.metadata.rules[0].mapping`,
      'must be an object',
      rule({ operator: 'MAP', source: 'event.a', mapping: 'x', default: 'y' }),
    ],
    [`${at}.metadata.rules[0].mapping`, 'is required with MAP', rule({ operator: 'MAP', source: 'event.a' })],
    [`${at}.metadata.rules[0].source`, 'is required', rule({ operator: 'MAP', mapping: {} })],
    [`${at}.metadata.rules[0].value`, 'is required with TEMPLATE', rule({ operator: 'TEMPLATE', value: undefined })],
    [`${at}.metadata.rules[0].value`, 'must be a template', rule({ operator: 'TEMPLATE', value: 5 })],
    [`${at}.metadata.rules[0].properties`, 'is required with MERGE', rule({ operator: 'MERGE' })],
    [`${at}.metadata.rules[0].properties`, 'must be an object', rule({ operator: 'MERGE', properties: [1] })],
    [`${at}.metadata.rules[0].items`, 'is required with APPEND_ARRAY', rule({ operator: 'APPEND_ARRAY' })],
    [`${at}.metadata.rules[0].items`, 'must be a list', rule({ operator: 'APPEND_ARRAY', items: { a: 1 } })],
  ])('at %s: %s', (field, message, target) => {
    expect(examineFlow(rooted(target)).problems).toEqual([{ field, message }]);
  });

  it('is told with what was meant where that is clear', () => {
    const [near] = messagesOf(rooted(rule({ operator: 'APEND_ARRAY' })));
    const [far] = messagesOf(rooted(rule({ operator: 'XYZXYZXYZXYZ' })));
    expect(near).toMatch(/: did you mean APPEND_ARRAY\?$/);
    expect(far).toMatch(/^must be one of SET, .*[A-Z]$/);
  });

  it('is that it does not begin with its root, and that only', () => {
    expect(examineFlow(node('PLAIN', {})).problems).toEqual([{ field: 'root.nodeType', message: 'must be ROOT' }]);
    expect(examineFlow({ nodeType: 'ROOT', branches: [] }).problems).toEqual([]);
  });

  it('is all of it, in order', () => {
    const rules = [5, { operator: 'SET' }];
    expect(examineFlow(rooted(node('TRANSFORM', { rules }))).problems.map(({ field }) => field)).toEqual([
      `${at}.metadata.rules[0]`,
      `${at}.metadata.rules[1].name`,
      `${at}.metadata.rules[1].target`,
      `${at}.metadata.rules[1].value`,
    ]);
  });
});

describe('what a flow names', () => {
  it('is found in its order, with what it is and where it stands', () => {
    const root: SentNode = {
      nodeType: 'ROOT',
      branches: [
        { branchType: 'ACCEPTED', target: node('ROUTE_EVENT', { alertSourceId: 5, escalationPolicyId: 6 }) },
        { branchType: 'ACCEPTED', target: node('SUPPORT_HOURS', { supportHoursId: 7 }) },
        {
          branchType: 'ACCEPTED',
          target: node('WAIT', { waitStartSupportHoursId: 8, waitEndSupportHoursId: 1 }),
        },
      ],
    };
    const path = (index: number, member: string) => `root.branches[${index}].target.metadata.${member}`;
    expect(examineFlow(root).references).toEqual([
      { kind: 'source', id: 5, field: path(0, 'alertSourceId') },
      { kind: 'policy', id: 6, field: path(0, 'escalationPolicyId') },
      { kind: 'support-hours', id: 7, field: path(1, 'supportHoursId') },
      { kind: 'support-hours', id: 8, field: path(2, 'waitStartSupportHoursId') },
      { kind: 'support-hours', id: 1, field: path(2, 'waitEndSupportHoursId') },
    ]);
    const asking = (type: string) => ({
      branchType: 'BRANCH' as const,
      condition: `now is_in {"id":3,"type":"${type}"}`,
    });
    const field = (index: number) => `root.branches[${index}].condition`;
    expect(
      examineFlow({ nodeType: 'ROOT', branches: [asking('SUPPORT_HOUR'), asking('ON_CALL_SCHEDULE')] }),
    ).toMatchObject({
      problems: [],
      references: [
        { kind: 'support-hours', id: 3, field: field(0), position: 10 },
        { kind: 'schedule', id: 3, field: field(1), position: 10 },
      ],
    });
  });
});

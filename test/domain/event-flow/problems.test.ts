import { describe, expect, it } from 'vitest';
import type { SentNode } from '../../../functions/domain/event-flow/identify.ts';
import { examineFlow } from '../../../functions/domain/event-flow/problems.ts';

const rooted = (target: SentNode): SentNode => ({
  nodeType: 'ROOT',
  branches: [{ branchType: 'ACCEPTED', target }],
});
const node = (nodeType: SentNode['nodeType'], metadata: object, ...branches: SentNode['branches']): SentNode => ({
  nodeType,
  metadata: { ...metadata },
  branches,
});
const rule = (facts: object) =>
  node('TRANSFORM', { rules: [{ name: 'R', target: 'context.event.summary', operator: 'SET', value: 'x', ...facts }] });
const at = 'root.branches[0].target';

describe('what is wrong with a flow', () => {
  it.each<[string, SentNode, number?]>([
    [`${at}.metadata.alertSourceId`, node('ROUTE_EVENT', {})],
    [`${at}.metadata.alertSourceId`, node('ROUTE_EVENT', { alertSourceId: '5' })],
    [`${at}.metadata.overwritePriority`, node('ROUTE_EVENT', { alertSourceId: 5, overwritePriority: 'MEDIUM' })],
    [`${at}.metadata.supportHoursId`, node('SUPPORT_HOURS', {})],
    [`${at}.metadata`, node('WAIT', {})],
    [`${at}.metadata.waitForDuration`, node('WAIT', { waitForDuration: '10 minutes' })],
    [`${at}.metadata.waitForDuration`, node('WAIT', { waitForDuration: 'P1M' })],
    [`${at}.metadata.waitForDuration`, node('WAIT', { waitForDuration: 'P31D' })],
    [`${at}.metadata.waitForDuration`, node('WAIT', { waitForDuration: 600 })],
    [`${at}.metadata.varKey`, node('PLAIN', { varKey: 'event' })],
    [`${at}.nodeType`, node('ROOT', {})],
    [`${at}.metadata.definitions`, node('DEFINE_BRANCHES', { definitions: {} })],
    [`${at}.metadata.definitions[0].branchName`, node('DEFINE_BRANCHES', { definitions: [{ conditions: 'true' }] })],
    [
      `${at}.metadata.definitions[0].conditions`,
      node('DEFINE_BRANCHES', { definitions: [{ branchName: 'a', conditions: 'event.a ==' }] }),
      10,
    ],
    [`${at}.branches[0].condition`, node('PLAIN', {}, { branchType: 'BRANCH', condition: 'event.a = 1' }), 8],
    [`${at}.metadata.condition`, node('TRANSFORM', { condition: 'and' }), 0],
    [`${at}.metadata.rules`, node('TRANSFORM', { rules: 'x' })],
    [`${at}.metadata.rules[0].name`, rule({ name: '' })],
    [`${at}.metadata.rules[0].target`, rule({ target: undefined })],
    [`${at}.metadata.rules[0].target`, rule({ target: 'context.event.__proto__.x' })],
    [`${at}.metadata.rules[0].target`, rule({ target: 'context.event.sumary' })],
    [`${at}.metadata.rules[0].target`, rule({ target: 'context.event[' }), 14],
    [`${at}.metadata.rules[0].operator`, rule({ operator: 'APPEND' })],
    [`${at}.metadata.rules[0].value`, rule({ value: undefined })],
    [`${at}.metadata.rules[0].source`, rule({ operator: 'COPY' })],
    [`${at}.metadata.rules[0].source`, rule({ operator: 'COPY', source: 'x' }), 0],
    [`${at}.metadata.rules[0].mapping`, rule({ operator: 'MAP', source: 'event.a' })],
    [`${at}.metadata.rules[0].value`, rule({ operator: 'TEMPLATE', value: '{{ a' }), 4],
    [`${at}.metadata.rules[0].properties`, rule({ operator: 'MERGE' })],
    [`${at}.metadata.rules[0].items`, rule({ operator: 'APPEND_ARRAY', items: {} })],
  ])('is told by its field: %s', (field, target, position) => {
    expect(examineFlow(rooted(target)).problems).toEqual([
      { field, message: expect.any(String), ...(position !== undefined && { position }) },
    ]);
  });

  it('is that it has too many nodes, rules or bytes, or is too deep', () => {
    const many = Array.from({ length: 200 }, () => ({ branchType: 'CATCH_ALL' as const, target: node('PLAIN', {}) }));
    const rules = Array.from({ length: 50 }, () => ({ name: 'R', target: 'context.a', operator: 'SET', value: 1 }));
    const transforms = Array.from({ length: 7 }, () => ({
      branchType: 'CATCH_ALL' as const,
      target: node('TRANSFORM', { rules }),
    }));
    const messagesOf = (root: SentNode) => examineFlow(root).problems.map(({ message }) => message);
    expect(messagesOf({ nodeType: 'ROOT', branches: many })).toEqual(['must have at most 200 nodes']);
    expect(messagesOf({ nodeType: 'ROOT', branches: transforms })).toEqual(['must have at most 300 rules']);
    expect(messagesOf(rooted(node('PLAIN', { varKey: 'a', varValue: 'x'.repeat(60_000) })))).toEqual([
      'must have at most 60000 bytes of JSON',
    ]);
  });

  it('is nothing where the names of branches are no conditions, and those without one', () => {
    const definitions = [
      { branchName: 'Team A (night)', conditions: 'true' },
      { branchName: 'b', conditions: '' },
    ];
    const flow = rooted(
      node(
        'DEFINE_BRANCHES',
        { definitions },
        { branchType: 'BRANCH', condition: 'Team A (night)' },
        { branchType: 'BRANCH' },
        { branchType: 'CATCH_ALL', condition: '' },
      ),
    );
    expect(examineFlow(flow)).toMatchObject({ problems: [], references: [] });
  });
});

import { describe, expect, it } from 'vitest';
import { wayOf } from '../../../functions/domain/event/flow-way.ts';
import { decidedBy, eventAsRouted, noteOfWay, sourceAsRouted } from '../../../functions/domain/event/routed.ts';
import type { NodeType } from '../../../functions/domain/event-flow/event-flow.ts';
import type { FlowStep } from '../../../functions/domain/event-flow/journey.ts';
import { aSource } from '../../support/factories.ts';

const step = (nodeType: NodeType, why = '', name?: string): FlowStep =>
  ({ nodeId: 1, nodeType, why, ...(name !== undefined && { name }) }) as FlowStep;

describe('the way of an event through a flow, in words', () => {
  const root = step('ROOT', 'ignored');
  it.each([
    ['PLAIN', 'Set variable'],
    ['SUPPORT_HOURS', 'Support hours'],
    ['ROUTE_EVENT', 'Route'],
    ['DEFINE_BRANCHES', 'Branches'],
    ['WAIT', 'Wait'],
    ['TRANSFORM', 'Transform'],
  ] as const)('calls %s %s, unless it has a name', (nodeType, label) => {
    expect(wayOf({ name: 'Night' }, { path: [root, step(nodeType)] })).toBe(`by flow Night: ${label}`);
    expect(wayOf({ name: 'Night' }, { path: [step(nodeType, '', 'Mine')] })).toBe('by flow Night: Mine');
  });

  it('says why each turn was taken, and how it ended', () => {
    const path = [root, step('SUPPORT_HOURS', 'outside'), step('WAIT', '1 hour', 'Hold')];
    expect(wayOf({ name: 'Night' }, { path, why: 'led nowhere' })).toBe(
      'by flow Night: Support hours (outside) → Hold (1 hour) → led nowhere',
    );
    expect(wayOf({ name: 'Night' }, { path: [root] })).toBe('by flow Night: ');
  });

  it('goes on behind where it has waited', () => {
    const path = [step('WAIT', 'over'), step('ROUTE_EVENT', 'to 7')];
    expect(wayOf({ name: 'Night', before: 'by flow Night: Wait' }, { path })).toBe(
      'by flow Night: Wait → Route (to 7)',
    );
  });

  it('tells at most 160 characters of one node', () => {
    const long = wayOf({ name: 'N' }, { path: [step('WAIT', 'x'.repeat(500)), step('WAIT')] });
    expect(long).toBe(`by flow N: ${`Wait (${'x'.repeat(200)}`.slice(0, 160)} → Wait`);
  });
});

describe('what a flow decides in place of a source', () => {
  it('is its priority, and its policy while that is there', () => {
    expect(decidedBy({ priority: 'LOW', policyId: 7 }, { id: 7 })).toEqual({ priority: 'LOW', policyId: 7 });
    expect(decidedBy({ priority: 'LOW', policyId: 7 }, { id: 8 })).toEqual({ priority: 'LOW' });
    expect(decidedBy({ policyId: 7 }, undefined)).toEqual({});
    expect(decidedBy(undefined, undefined)).toStrictEqual({});
    expect(decidedBy({}, { id: 8 })).toEqual({});
    expect(decidedBy({}, undefined)).toEqual({});
    expect(decidedBy(undefined, { id: 8 })).toStrictEqual({});
  });

  it('counts before what the source says', () => {
    const source = aSource({ alertPriorityRule: 'HIGH', policyId: 900 });
    expect(sourceAsRouted(source, {})).toEqual(source);
    expect(sourceAsRouted(source, { priority: 'LOW' })).toEqual({ ...source, alertPriorityRule: 'LOW' });
    expect(sourceAsRouted(source, { policyId: 7 })).toEqual({ ...source, policyId: 7 });
  });

  it('counts before what the event says', () => {
    const event = { eventType: 'ALERT' as const, priority: 'HIGH' as const, routingKey: 'db' };
    expect(eventAsRouted(event, {})).toEqual(event);
    expect(eventAsRouted(event, { priority: 'LOW' })).toEqual({ ...event, priority: 'LOW' });
    expect(eventAsRouted(event, { policyId: 7 })).toEqual({ eventType: 'ALERT', priority: 'HIGH' });
    expect(eventAsRouted(event, { policyId: 7, priority: 'LOW' })).toEqual({ eventType: 'ALERT', priority: 'LOW' });
  });
});

describe('what the explorer says of a way', () => {
  it.each([
    [undefined, undefined, undefined],
    [{ why: '' }, '', undefined],
    [{ why: 'by flow Night' }, undefined, 'by flow Night'],
    [undefined, 'key db-1', 'key db-1'],
    [{ why: '' }, 'key db-1', 'key db-1'],
    [{ why: 'by flow Night' }, 'key db-1', 'by flow Night; key db-1'],
    [{ why: 'x'.repeat(601) }, 'y'.repeat(256), `${'x'.repeat(600)}; ${'y'.repeat(255)}`],
    [{ why: `${'x'.repeat(599)}😀` }, undefined, `${'x'.repeat(599)}�`],
  ])('%j and %j: %j', (flow, why, note) => {
    expect(noteOfWay(flow, why)).toBe(note);
  });
});

import { describe, expect, it } from 'vitest';
import {
  type PriorityFacts,
  type PrioritySettings,
  priorityOf,
  saysHigh,
} from '../../../functions/domain/alert-source/priority.ts';
import type { Priority } from '../../../functions/domain/event/event.ts';

const source = (changes: Partial<PrioritySettings> = {}): PrioritySettings => ({
  alertPriorityRule: 'HIGH',
  integrationType: 'API',
  extras: {},
  ...changes,
});

describe('the priority of an alert', () => {
  it.each<[string, Partial<PrioritySettings>, Priority | undefined, PriorityFacts, Priority]>([
    ["is the rule's when the event says nothing", { alertPriorityRule: 'LOW' }, undefined, {}, 'LOW'],
    ["is the event's when the rule is HIGH", {}, 'LOW', {}, 'LOW'],
    ["is the rule's when that is LOW, whatever the event says", { alertPriorityRule: 'LOW' }, 'HIGH', {}, 'LOW'],
    [
      "is the event's when the tool carries priorities",
      { alertPriorityRule: 'LOW', integrationType: 'GRAFANA' },
      'HIGH',
      {},
      'HIGH',
    ],
    [
      "is the event's when another tool carries priorities",
      { alertPriorityRule: 'LOW_DURING_SUPPORT_HOURS', integrationType: 'SERVICENOW' },
      'LOW',
      { inSupportHours: false },
      'LOW',
    ],
    [
      'is HIGH while there are none of these',
      { alertPriorityRule: 'HIGH_DURING_SUPPORT_HOURS' },
      undefined,
      {},
      'HIGH',
    ],
    [
      "is the event's when there is a priority template",
      { alertPriorityRule: 'LOW', extras: { priorityTemplate: {} } },
      'HIGH',
      {},
      'HIGH',
    ],
    [
      "is the rule's when the priority template is null",
      { alertPriorityRule: 'LOW', extras: { priorityTemplate: null } },
      'HIGH',
      {},
      'LOW',
    ],
    [
      'is HIGH during support hours',
      { alertPriorityRule: 'HIGH_DURING_SUPPORT_HOURS' },
      'LOW',
      { inSupportHours: true },
      'HIGH',
    ],
    [
      'is LOW outside of them',
      { alertPriorityRule: 'HIGH_DURING_SUPPORT_HOURS' },
      'HIGH',
      { inSupportHours: false },
      'LOW',
    ],
    [
      'is LOW during support hours',
      { alertPriorityRule: 'LOW_DURING_SUPPORT_HOURS' },
      undefined,
      { inSupportHours: true },
      'LOW',
    ],
    [
      'is HIGH outside of these',
      { alertPriorityRule: 'LOW_DURING_SUPPORT_HOURS' },
      undefined,
      { inSupportHours: false },
      'HIGH',
    ],
    [
      'is HIGH while there are no support hours to ask',
      { alertPriorityRule: 'LOW_DURING_SUPPORT_HOURS' },
      undefined,
      {},
      'HIGH',
    ],
  ])('%s', (_case, settings, priority, facts, expected) => {
    expect(priorityOf(source(settings), { priority }, facts)).toBe(expected);
  });
});

describe('what an event itself says of its urgency', () => {
  it.each<[Partial<PrioritySettings>, Priority | undefined, boolean]>([
    [{}, 'HIGH', true],
    [{}, 'LOW', false],
    [{}, undefined, false],
    [{ alertPriorityRule: 'LOW' }, 'HIGH', false],
    [{ alertPriorityRule: 'LOW', extras: { priorityTemplate: null } }, 'HIGH', false],
    [{ alertPriorityRule: 'LOW', extras: { priorityTemplate: {} } }, 'HIGH', true],
    [{ alertPriorityRule: 'LOW', integrationType: 'SERVICENOW' }, 'HIGH', true],
  ])('to a source with %j, as %s, is that it is urgent: %s', (settings, priority, expected) => {
    expect(saysHigh(source(settings), { priority })).toBe(expected);
  });
});

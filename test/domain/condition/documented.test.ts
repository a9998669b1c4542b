import { describe, expect, it } from 'vitest';
import { counterNamed, nameOfCounter } from '../../../functions/domain/condition/counter.ts';
import { conditionOf, evaluated } from './read.ts';

/** The samples of ilert's own documents: the language's page, its Terraform provider and its blog. */
const payload = {
  summary: 'An alert summary',
  customDetails: {
    locationX: 0.54,
    'key wi:th spaces': { some_field: 'Hello there' },
    location: 'CH',
    alerts: [{ severity: 'critical' }],
  },
  links: [{ href: 'https://awebsite.de/some/page', text: 'A title' }],
  car: ['left', 'u-turn'],
  x: 2,
  y: 1,
  z: 4,
};

describe('samples of the language', () => {
  it.each<[text: string, expected: boolean]>([
    ["event.summary == 'An alert summary'", true],
    ['event.customDetails.locationX == 0.54', true],
    ["event.customDetails[key\\ wi:th\\ spaces].some_field == 'Hello there'", true],
    ["event.customDetails['key wi:th spaces'].some_field == 'Hello there'", true],
    ["event.links[0].href == 'https://awebsite.de/some/page'", true],
    ['event.customDetails.dontExist == nil', true],
    ['event.customDetails.alerts[0].severity == critical', true],
    ["'1' == 1", true],
    ['event.x > 1 and (event.y < 2 or event.z == 3)', true],
    ['(event.x > 1) and ((event.y < 2) or (event.z == 3))', true],
    ["'u-turn' in event.car", true],
    ["3 > 'three'", false],
    ["3 >= 'three' or 3 < 9", true],
    ["3 <= 'three' and 3 < 9", false],
    ['9007199254740992 == 9007199254740992.0', true],
    ['9007199254740992 == 9007199254740993.0', true],
    ['9007199254740992 == 9007199254740994.0', false],
    ['event.summary starts_with_any ["an", "hi"]', true],
    ["event.summary not matches 'x'", true],
    ["event.summary not_matches 'x'", true],
    ["'hey a string' contains hey", true],
    ['Platin == platin', true],
    ["'the system\\'s up' contains system", true],
    ["'an escaped \\\\ backslash' contains '\\\\'", true],
  ])('%s is %s', (text, expected) => {
    expect(evaluated(text, payload).result).toBe(expected);
  });

  it('counts until a hundred, or takes those of three places', () => {
    const text = `event.summary not contains 'dev stage' and (
    event.customDetails.location in ["DE", "CH", "AT"]
        or resetting_trigger_count.10m >= 100
)`;
    const elsewhere = { ...payload, customDetails: { location: 'FR' } };
    const counter = counterNamed('resetting_trigger_count.10m');
    const counters = new Map([[counter ? nameOfCounter(counter) : '', 100]]);
    expect(evaluated(text, payload).result).toBe(true);
    expect(evaluated(text, elsewhere).result).toBe(false);
    expect(evaluated(text, elsewhere, { counters }).result).toBe(true);
    expect(evaluated(text, { ...elsewhere, summary: 'Dev Stage down' }, { counters }).result).toBe(false);
  });
});

describe('samples of flows and filters', () => {
  it.each<[text: string, roots: object, expected: boolean]>([
    ["context.integrationType == 'PRTG'", { context: { integrationType: 'prtg' } }, true],
    ['context.event != null', { context: { event: {} } }, true],
    ['context.event != null', {}, false],
    ['context.recordedMessageUrl != null', { context: {} }, false],
    ["context.supportHoursState == 'DURING'", { context: { supportHoursState: 'DURING' } }, true],
    [
      'context.event.customDetails.tags contains prod',
      { context: { event: { customDetails: { tags: 'prod,db' } } } },
      true,
    ],
    ['event.customDetails.subject in ["resolve"]', { event: { customDetails: { subject: 'please resolve' } } }, false],
    ['event.customDetails.subject in ["resolve"]', { event: { customDetails: { subject: 'Resolve' } } }, true],
    ["alert.priority == 'HIGH'", { alert: { priority: 'HIGH' } }, true],
  ])('%s', (text, roots, expected) => {
    expect(evaluated(text, undefined, { roots }).result).toBe(expected);
    expect(conditionOf(text)).toBeDefined();
  });
});

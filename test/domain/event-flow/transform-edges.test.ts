import { describe, expect, it } from 'vitest';
import type { NormalisedEvent } from '../../../functions/domain/event/event.ts';
import { rulesOf } from '../../../functions/domain/event-flow/metadata.ts';
import { readSource, readTarget, writtenAt } from '../../../functions/domain/event-flow/target.ts';
import { applyRule } from '../../../functions/domain/event-flow/transform.ts';
import { newBudget } from '../../../functions/domain/template/render.ts';

const event: NormalisedEvent = {
  eventType: 'ALERT',
  summary: 'Disk full',
  labels: { team: 'db' },
  customDetails: { sev: ' Critical ', none: null, tags: ['a'], flag: true, zero: 0, long: 'x'.repeat(101) },
};
const applied = (rule: object, from: NormalisedEvent = event) => {
  const [read] = rulesOf({ metadata: { rules: [{ name: 'Rule', ...rule }] } });
  if (read === undefined) throw new Error('there is no rule');
  const way = { event: from, context: { integrationType: 'API', tier: 'gold' } };
  return applyRule(read, way, { budget: newBudget(), bounded: (one) => one });
};
const details = (name: string) => `context.event.customDetails.${name}`;
const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) });

describe('what a rule of a flow makes', () => {
  const set = (member: string, value: unknown) => ({ target: `context.event.${member}`, operator: 'SET', value });
  const map = (source: string, mapping: object, more = {}) => ({
    ...set('details', undefined),
    operator: 'MAP',
    source,
    mapping,
    ...more,
  });
  const { labels: _labels, ...unlabelled } = event;

  it.each<[string, object, NormalisedEvent]>([
    ['a truth of it, in words', set('summary', true), { ...event, summary: 'true' }],
    ['a number of it, in words', set('alertKey', 0), { ...event, alertKey: '0' }],
    ['labels in words', set('labels', { a: true, b: 2, c: 'x' }), { ...event, labels: { a: 'true', b: '2', c: 'x' } }],
    ['nothing of what is null', set('labels', null), unlabelled],
    ['a word of its own out of a spaced one', set('priority', ' low '), { ...event, priority: 'LOW' }],
    ['a number out of a spaced one', set('severity', ' 2 '), { ...event, severity: 2 }],
    [
      'the exact name before one of another case',
      map('event.customDetails.sev', { critical: 'no', Critical: 'yes' }),
      { ...event, details: 'yes' },
    ],
    [
      'the first of two same names',
      map('event.customDetails.sev', { ' Critical': 'yes', Critical: 'no' }),
      { ...event, details: 'yes' },
    ],
    [
      'the first of two names of another case',
      map('event.customDetails.sev', { ' CRITICAL': 'yes', critical: 'no' }),
      { ...event, details: 'yes' },
    ],
    ['the name of a number', map('event.customDetails.zero', { 0: 'none' }), { ...event, details: 'none' }],
    [
      'the default of what is mapped to nothing',
      map('event.customDetails.sev', { Critical: null }, { default: 'x' }),
      { ...event, details: 'x' },
    ],
    [
      'an object where nothing was',
      { target: details('none'), operator: 'MERGE', properties: { a: 1 } },
      { ...event, customDetails: { ...event.customDetails, none: { a: 1 } } },
    ],
    [
      'an object where there was no such member',
      { target: details('other'), operator: 'MERGE', properties: { a: 1 } },
      { ...event, customDetails: { ...event.customDetails, other: { a: 1 } } },
    ],
    [
      'a list where nothing was',
      { target: details('none'), operator: 'APPEND_ARRAY', items: ['b'] },
      { ...event, customDetails: { ...event.customDetails, none: ['b'] } },
    ],
    [
      'a member of what was null',
      { target: details('none.a'), operator: 'SET', value: 1 },
      { ...event, customDetails: { ...event.customDetails, none: { a: 1 } } },
    ],
    ['nothing more where it appends nothing', { target: details('tags'), operator: 'APPEND_ARRAY' }, event],
    [
      'nothing more where it merges nothing',
      { target: details('other'), operator: 'MERGE' },
      { ...event, customDetails: { ...event.customDetails, other: {} } },
    ],
    [
      'a text by a template in a form',
      { ...set('details', { textTemplate: '{{ event.summary }}!' }), operator: 'TEMPLATE' },
      { ...event, details: 'Disk full!' },
    ],
  ])('is %s', (_what, rule, expected) => {
    const result = applied(rule);
    expect(result).toStrictEqual({ ok: true, event: expected, context: { integrationType: 'API', tier: 'gold' } });
  });

  it.each<[string, object, string]>([
    [
      'a list member by a name',
      { target: details('tags.a'), operator: 'SET', value: 1 },
      `${details('tags.a')} cannot be reached`,
    ],
    [
      'an object by a number',
      { target: details('none[0]'), operator: 'SET', value: 1 },
      `${details('none[0]')} cannot be reached`,
    ],
    ['a list as a text', set('labels', ['a']), 'labels: '],
    ['a number with more behind it', set('severity', '2x'), 'severity: '],
    ['a number of sixteens', set('severity', '0x2'), 'severity: '],
    ['a number with a fraction', set('severity', '1.0'), 'severity: '],
    ['a number with a power', set('severity', '2e0'), 'severity: '],
    ['a number with more before it', set('severity', 'x2'), 'severity: '],
    ['what is in a list and wrong', set('links', [{ href: 5 }]), 'links.0.href: '],
    ['a list as the event', { target: 'context.event', operator: 'SET', value: [] }, 'an event is an object'],
    ['another type', set('eventType', 'FIRE'), 'eventType must be one of ALERT, ACCEPT, RESOLVE, COMMENT'],
    ['another priority', set('priority', 'MEDIUM'), 'priority must be one of HIGH, LOW'],
    ['what no name is mapped to', map('event.customDetails.long', {}), `nothing is mapped to '${'x'.repeat(100)}'`],
    ['what no list maps', map('event.customDetails.zero', ['none']), "nothing is mapped to '0'"],
    ['what is mapped to nothing', map('event.customDetails.zero', {}, { default: null }), "nothing is mapped to '0'"],
    ['what is not there, whatever is mapped', map('event.details', { undefined: 'x' }), 'event.details is not there'],
    [
      'an object that is mapped',
      map('event.labels', { '[object Object]': 'x' }),
      "nothing is mapped to 'event.labels'",
    ],
    ['what is not there', map('event.details', {}), 'event.details is not there'],
    [
      'what is null',
      { ...set('details', 1), operator: 'COPY', source: details('none') },
      `${details('none')} is not there`,
    ],
    ['what nobody named', { ...set('details', 1), operator: 'COPY' }, 'has no source'],
    [
      'what is no path',
      { ...set('details', 1), operator: 'COPY', source: '1' },
      '1: must be a path such as context.event.summary',
    ],
    ['a number as a template', { ...set('details', 5), operator: 'TEMPLATE' }, 'has no template'],
    ['no template', { ...set('details', undefined), operator: 'TEMPLATE' }, 'has no template'],
    ['an empty form', { ...set('details', {}), operator: 'TEMPLATE' }, 'its template says nothing'],
    ['a template of blanks', { ...set('details', ' {{ x }} '), operator: 'TEMPLATE' }, 'its template says nothing'],
    ['nobody knows what', { ...set('details', 5), operator: 'DROP' }, 'DROP is no operator'],
    [
      'a list into an object',
      { target: details('tags'), operator: 'MERGE', properties: { a: 1 } },
      'there is no object to merge into',
    ],
    [
      'items into a text',
      { target: details('sev'), operator: 'APPEND_ARRAY', items: [1] },
      'there is no list to append to',
    ],
    [
      'to no such member',
      set('sumary', 'x'),
      "context.event.sumary: an event has no member 'sumary': did you mean summary?",
    ],
  ])('is nothing, with a reason, of %s', (_what, rule, why) => {
    const result = applied(rule);
    expect(result.ok).toBe(false);
    // What zod says of a member is its own words.
    if (!result.ok) expect(why.endsWith(': ') ? result.why.slice(0, why.length) : result.why).toBe(why);
  });

  it('is nested at most 64 levels deep', () => {
    // The context, the event, its customDetails and the member are four of them.
    expect(applied({ target: details('deep'), operator: 'SET', value: nested(61) }).ok).toBe(true);
    expect(applied({ target: details('deep'), operator: 'SET', value: nested(62) })).toEqual({
      ok: false,
      why: 'the event would be nested deeper than 64 levels',
    });
  });

  it('is at most four thousand letters of variables', () => {
    const around = JSON.stringify({ integrationType: 'API', tier: 'gold', x: '' }).length;
    const setting = (length: number) => applied({ target: 'context.x', operator: 'SET', value: 'x'.repeat(length) });
    expect(setting(4000 - around).ok).toBe(true);
    expect(setting(4001 - around)).toEqual({ ok: false, why: 'the variables would be too large' });
  });

  it('keeps which problems the event told of, as no rule may', () => {
    const group = { firing: [{ id: 'a' }], total: 1 };
    const rule = { target: 'context.event', operator: 'SET', value: { eventType: 'resolve', group: {} } };
    expect(applied(rule, { ...event, group })).toMatchObject({ event: { eventType: 'RESOLVE', group } });
    expect(applied(rule)).toStrictEqual({
      ok: true,
      event: { eventType: 'RESOLVE' },
      context: { integrationType: 'API', tier: 'gold' },
    });
  });
});

describe('a path of a rule', () => {
  const source = 'must be a path such as context.event.summary';
  const long = (steps: number) => `context.event.customDetails${'.a'.repeat(steps - 2)}`;

  it.each<[string, unknown]>([
    [' event.summary ', { ok: true, steps: ['event', 'summary'] }],
    ['context.event.labels', { ok: true, steps: ['event', 'labels'] }],
    ['context.tier', { ok: true, steps: ['tier'] }],
    ['alert.summary', { ok: false, problem: { message: source, position: 0 } }],
    ["'text'", { ok: false, problem: { message: source, position: 0 } }],
    ['event.a is_in {"id":1,"type":"SUPPORT_HOUR"}', { ok: false, problem: { message: source, position: 0 } }],
    ['not event.a', { ok: false, problem: { message: source, position: 0 } }],
    ['event.a == 1', { ok: false, problem: { message: source, position: 0 } }],
    [long(20), { ok: true, steps: ['event', 'customDetails', ...Array.from({ length: 18 }, () => 'a')] }],
    [long(21), { ok: false, problem: { message: 'must have at most 20 members' } }],
  ])('is read from: %s', (text, read) => {
    expect(readSource(text)).toStrictEqual(read);
  });

  it.each<[string, string | undefined]>([
    ['context.event', undefined],
    ['context.tier.name', undefined],
    ['context.event.labels.a', undefined],
    ['context[0]', source],
    ['context.event[0]', "an event has no member '0'"],
    ['context.event.zzzzzzzzz', "an event has no member 'zzzzzzzzz'"],
    ['context.event.labels.__proto__', '__proto__ is no member of anything'],
    ['context.integrationType', 'context.integrationType cannot be written'],
  ])('is written to: %s', (text, message) => {
    const read = readTarget(text);
    expect(read.ok ? undefined : read.problem.message).toBe(message);
  });

  it('is refused where it cannot be read, with the place', () => {
    expect(readSource('event.')).toMatchObject({ ok: false, problem: { position: expect.any(Number) } });
  });

  it('leads nowhere but to members and items that may be there', () => {
    expect(writtenAt({ a: 1 }, ['__proto__', 'b'], 2)).toBeUndefined();
    expect(writtenAt(undefined, [0], 2)).toBeUndefined();
    expect(writtenAt({ a: 1 }, [], 2)).toBe(2);
    expect(writtenAt([[1], 2], [0, 0], 3)).toEqual([[3], 2]);
    expect(writtenAt([[1], 2], [0, 1], 3)).toBeUndefined();
    expect(writtenAt([1], ['length'], 3)).toBeUndefined();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NormalisedEvent } from '../../../functions/domain/event/event.ts';
import type { TransformRule } from '../../../functions/domain/event-flow/metadata.ts';
import { rulesOf } from '../../../functions/domain/event-flow/metadata.ts';
import { applyRule } from '../../../functions/domain/event-flow/transform.ts';
import { newBudget } from '../../../functions/domain/template/render.ts';
import { boundedEvent } from '../../../functions/integrations/bounds.ts';

const event: NormalisedEvent = {
  eventType: 'ALERT',
  summary: 'Disk full',
  labels: { team: 'db' },
  links: [{ href: 'https://a.example' }],
  customDetails: { sev: 'Critical', tags: ['a', 'b'], nested: { one: 1 } },
  group: { firing: [{ id: 'a' }], total: 1 },
};
const ruleOf = (rule: object): TransformRule =>
  rulesOf({ metadata: { rules: [{ name: 'Rule', ...rule }] } })[0] as TransformRule;
const applied = (rule: object, from: NormalisedEvent = event) =>
  applyRule(
    ruleOf(rule),
    { event: from, context: { integrationType: 'API' } },
    { budget: newBudget(), bounded: boundedEvent },
  );
const changed = (rule: object): NormalisedEvent => {
  const result = applied(rule);
  if (!result.ok) throw new Error(result.why);
  return result.event;
};
const details = (name: string) => `context.event.customDetails.${name}`;

describe('a rule of a TRANSFORM node', () => {
  it.each<[string, object, Partial<NormalisedEvent>]>([
    ['SET', { target: 'context.event.summary', operator: 'SET', value: 'Other' }, { summary: 'Other' }],
    ['SET where nothing was', { target: 'context.event.details', operator: 'SET', value: 'x' }, { details: 'x' }],
    ['SET by a short path', { target: 'event.details', operator: 'SET', value: 'x' }, { details: 'x' }],
    ['SET of a number in words', { target: 'context.event.severity', operator: 'SET', value: '2' }, { severity: 2 }],
    ['SET of a priority', { target: 'context.event.priority', operator: 'SET', value: 'low' }, { priority: 'LOW' }],
    [
      'SET of a member with a name of its own',
      { target: "context.event.labels['a b']", operator: 'SET', value: 1 },
      { labels: { team: 'db', 'a b': '1' } },
    ],
    [
      'COPY',
      { target: 'context.event.routingKey', operator: 'COPY', source: 'context.event.labels.team' },
      { routingKey: 'db' },
    ],
    [
      'MAP, whatever the case',
      {
        target: 'context.event.priority',
        operator: 'MAP',
        source: 'event.customDetails.sev',
        mapping: { critical: 'HIGH' },
      },
      { priority: 'HIGH' },
    ],
    [
      'MAP to the default, of what is not mapped',
      { target: 'context.event.priority', operator: 'MAP', source: 'event.labels.team', mapping: {}, default: 'LOW' },
      { priority: 'LOW' },
    ],
    [
      'MAP to the default, of what is not there',
      { target: 'context.event.priority', operator: 'MAP', source: 'event.labels.x', default: 'LOW' },
      { priority: 'LOW' },
    ],
    [
      'TEMPLATE',
      {
        target: 'context.event.alertKey',
        operator: 'TEMPLATE',
        value: '{{ context.event.labels.team }}/{{ event.summary }}/{{ context.integrationType }}',
      },
      { alertKey: 'db/Disk full/API' },
    ],
    [
      'MERGE',
      { target: 'context.event.labels', operator: 'MERGE', properties: { team: 'web', a: 'b' } },
      { labels: { team: 'web', a: 'b' } },
    ],
    [
      'APPEND_ARRAY',
      { target: 'context.event.links', operator: 'APPEND_ARRAY', items: [{ href: 'https://b.example' }] },
      { links: [{ href: 'https://a.example' }, { href: 'https://b.example' }] },
    ],
    [
      'APPEND_ARRAY where nothing was',
      { target: 'context.event.comments', operator: 'APPEND_ARRAY', items: [{ content: 'x' }] },
      { comments: [{ content: 'x' }] },
    ],
  ])('%s', (_case, rule, expected) => {
    expect(changed(rule)).toEqual({ ...event, ...expected });
  });

  it('writes into objects and lists on the way, and makes objects that are missing', () => {
    const made = changed({ target: details('a.b'), operator: 'SET', value: { c: 1 } });
    expect(made.customDetails).toEqual({ ...event.customDetails, a: { b: { c: 1 } } });
    const replaced = changed({ target: details('tags[1]'), operator: 'SET', value: 'c' });
    expect(replaced.customDetails?.tags).toEqual(['a', 'c']);
  });

  it('sets variables of the flow', () => {
    const result = applied({ target: 'context.tier', operator: 'SET', value: 'gold' });
    expect(result).toMatchObject({ ok: true, event, context: { integrationType: 'API', tier: 'gold' } });
  });

  it.each<[string, object, RegExp]>([
    [
      'a type of event that is none',
      { target: 'context.event.eventType', operator: 'SET', value: 'FIRE' },
      /eventType/,
    ],
    ['no type at all', { target: 'context.event.eventType', operator: 'SET', value: null }, /eventType/],
    ['a priority that is none', { target: 'context.event.priority', operator: 'SET', value: 'MEDIUM' }, /priority/],
    ['a severity beyond 5', { target: 'context.event.severity', operator: 'SET', value: 9 }, /severity/],
    ['an object as summary', { target: 'context.event.summary', operator: 'SET', value: {} }, /summary/],
    ['a text as event', { target: 'context.event', operator: 'SET', value: 'x' }, /object/],
    [
      'a member that no event has',
      { target: 'context.event.sumary', operator: 'SET', value: 'x' },
      /did you mean summary/,
    ],
    ['nothing', { target: 'context.event.summary', operator: 'SET' }, /no value/],
    ['what is not there', { target: 'context.event.summary', operator: 'COPY', source: 'event.x' }, /not there/],
    [
      'what is not mapped',
      { target: 'context.event.priority', operator: 'MAP', source: 'event.summary', mapping: {} },
      /mapped/,
    ],
    [
      'a template that says nothing',
      { target: 'context.event.summary', operator: 'TEMPLATE', value: '{{ x }}' },
      /nothing/,
    ],
    [
      'a template that cannot be read',
      { target: 'context.event.summary', operator: 'TEMPLATE', value: '{{ x' },
      /read/,
    ],
    ['members into a text', { target: 'context.event.summary', operator: 'MERGE', properties: { a: 'b' } }, /object/],
    ['items into an object', { target: 'context.event.labels', operator: 'APPEND_ARRAY', items: ['a'] }, /list/],
    ['an item beyond the end', { target: details('tags[7]'), operator: 'SET', value: 'x' }, /reached/],
    ['within a text', { target: details('sev.a'), operator: 'SET', value: 'x' }, /reached/],
    ['where it came by', { target: 'context.integrationType', operator: 'SET', value: 'x' }, /cannot be written/],
    ['what is no operator', { target: 'context.event.summary', operator: 'DROP' }, /operator/],
    ['what is no path', { target: 'summary', operator: 'SET', value: 'x' }, /path/],
    ['too large a variable', { target: 'context.x', operator: 'SET', value: 'x'.repeat(5000) }, /large/],
  ])('is left out, with a reason, where it would write %s', (_case, rule, why) => {
    expect(applied(rule)).toEqual({ ok: false, why: expect.stringMatching(why) });
  });

  it.each(['SET', 'COPY', 'MERGE'])('pollutes no prototype by %s', (operator) => {
    const poison = JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}');
    for (const target of [
      'context.event.__proto__.polluted',
      'context.__proto__.polluted',
      details('__proto__.polluted'),
    ])
      expect(
        applied({ target, operator, value: true, source: 'event.summary', properties: { polluted: true } }).ok,
      ).toBe(false);
    for (const target of [details('constructor.prototype'), 'context.event.customDetails', 'context.x'])
      applied({ target, operator, value: poison, source: 'event.customDetails', properties: poison });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('keeps the event within its bounds, however often it is copied into itself', () => {
    let way = { event, context: { integrationType: 'API' } };
    for (let round = 0; round < 200; round += 1) {
      const rule = ruleOf({ target: details(`copy${round}`), operator: 'COPY', source: 'event.customDetails' });
      const result = applyRule(rule, way, { budget: newBudget(), bounded: boundedEvent });
      if (result.ok) way = { event: result.event, context: result.context };
    }
    expect(JSON.stringify(way.event).length).toBeLessThan(60_000);
  });

  it('never throws, and what it makes of an event is one', () => {
    const text = fc.oneof(
      fc.constantFrom(
        'context.event',
        'event.labels',
        'context.event.customDetails.tags[0]',
        'context.a',
        '__proto__',
        '',
      ),
      fc.string(),
    );
    const rule = fc.record({
      target: text,
      operator: fc.constantFrom('SET', 'COPY', 'MAP', 'TEMPLATE', 'MERGE', 'APPEND_ARRAY', 'x'),
      source: text,
      value: fc.anything({ maxDepth: 2, withBigInt: false }),
      mapping: fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 1 })),
      default: fc.jsonValue({ maxDepth: 1 }),
      properties: fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 1 })),
      items: fc.array(fc.jsonValue({ maxDepth: 1 })),
    });
    fc.assert(
      fc.property(rule, (one) => {
        const result = applied(JSON.parse(JSON.stringify(one)));
        if (result.ok) expect(['ALERT', 'ACCEPT', 'RESOLVE', 'COMMENT']).toContain(result.event.eventType);
      }),
      { numRuns: 2000, seed: 7 },
    );
  });
});

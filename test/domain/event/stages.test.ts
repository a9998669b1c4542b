import { describe, expect, it } from 'vitest';
import { templatesOf } from '../../../functions/domain/alert-source/templates.ts';
import { parseCondition } from '../../../functions/domain/condition/parse.ts';
import type { NormalisedEvent } from '../../../functions/domain/event/event.ts';
import { filterStage, filtersOf, typeFilters, typeStage } from '../../../functions/domain/event/filter.ts';
import { keyStage } from '../../../functions/domain/event/key.ts';
import { priorityStage } from '../../../functions/domain/event/priority.ts';
import { routeStage } from '../../../functions/domain/event/route.ts';
import { servicesStage } from '../../../functions/domain/event/services.ts';
import { severityStage } from '../../../functions/domain/event/severity.ts';
import { sayAbout } from '../../../functions/domain/event/stage.ts';
import { textsStage } from '../../../functions/domain/event/texts.ts';

const event: NormalisedEvent = { eventType: 'ALERT', summary: 'Disk full', details: 'db-1', alertKey: 'k' };
const payload = { name: ' db-1 ', level: ' Warn ', empty: '  ', list: 'a, b ,,a', url: 'https://example.com/1' };
const say = sayAbout({ event, payload });
const text = (textTemplate: string) => ({ textTemplate });
const on = (changed: NormalisedEvent, why?: string) => ({ kind: 'on', event: changed, why });

describe('the key, by the template of a source', () => {
  const staged = (alertKeyTemplate: unknown) => keyStage(event, templatesOf({ alertKeyTemplate }), say);
  it('is what it says, without space around it', () => {
    expect(staged(text('{{ name }}'))).toEqual(on({ ...event, alertKey: 'db-1' }, 'key db-1 by the template'));
    expect(staged(text('{{ event.eventType }}'))).toMatchObject({ event: { alertKey: event.eventType } });
    expect(staged(text('{{ summary }} {{ name }}'))).toMatchObject({ event: { alertKey: 'Disk full  db-1' } });
    expect(staged(undefined)).toEqual(on(event));
    expect(staged(text(' '))).toEqual(on(event));
    expect(staged('{{ name }}')).toEqual(on(event));
    expect(staged(text('{{ name'))).toEqual(on(event));
    expect(staged(text('{{ empty }}'))).toMatchObject({ kind: 'end', outcome: 'NO_KEY' });
  });
});

describe('what templates map', () => {
  const mappings = [
    { value: 'WARN', result: 'no', priority: 'HIGH', severity: 1 },
    { value: ' Warn', priority: 'LOW', severity: 2 },
    { value: 'Warn', priority: 'HIGH', severity: 3 },
    { value: 4, priority: 'LOW', severity: 4 },
    'x',
    null,
  ];
  const priority = (template: string, some: unknown) =>
    priorityStage(event, templatesOf({ priorityTemplate: { valueTemplate: text(template), mappings: some } }), say);
  const severity = (template: string) =>
    severityStage(event, templatesOf({ severityTemplate: { valueTemplate: text(template), mappings } }), say);

  it('is what the first mapping with the value says, else the first in another case', () => {
    expect(priority('{{ level }}', mappings)).toEqual(on({ ...event, priority: 'LOW' }, 'priority LOW for Warn'));
    expect(priority('wARN', mappings)).toEqual(on({ ...event, priority: 'HIGH' }, 'priority HIGH for wARN'));
    expect(priority('4', mappings)).toEqual(on({ ...event, priority: 'LOW' }, 'priority LOW for 4'));
    expect(severity('{{ level }}')).toEqual(on({ ...event, severity: 2 }, 'severity 2 for Warn'));
    expect(severity('warn ')).toEqual(on({ ...event, severity: 1 }, 'severity 1 for warn'));
  });

  it('leaves the event as it is where none says anything', () => {
    expect(priority('Warning', mappings)).toEqual(on(event));
    expect(priority('Warn', undefined)).toEqual(on(event));
    expect(priority('Warn', 'x')).toEqual(on(event));
    expect(severity('Warning')).toEqual(on(event));
    expect(priorityStage(event, templatesOf({}), say)).toEqual(on(event));
    expect(severityStage(event, templatesOf({ severityTemplate: { mappings } }), say)).toEqual(on(event));
    expect(severityStage(event, templatesOf({ severityTemplate: [] }), say)).toEqual(on(event));
  });
});

describe('the routing keys, by the template of a source', () => {
  const own = { ...event, routingKey: 'own' };
  it.each([
    [text('{{ name }}'), { ...own, routingKey: 'db-1' }, 'routed by db-1'],
    [text('{{ empty }}'), own, undefined],
    [undefined, own, undefined],
  ])('with %j are %j', (routingTemplate, changed, why) => {
    expect(routeStage(own, templatesOf({ routingTemplate }), say)).toEqual(on(changed, why));
  });
});

describe('services, by the templates of a source', () => {
  const staged = (one: NormalisedEvent, ...templates: readonly unknown[]) =>
    servicesStage(one, templatesOf({ servicesTemplate: templates }), say);
  const named = (...aliases: readonly string[]) => aliases.map((alias) => ({ alias }));

  it('are named between commas, each once, behind those of the event', () => {
    const services = [...named('a', 'b', 'db-1')];
    expect(staged(event, text('{{ list }}'), 'x', text('{{ name }}'))).toEqual(on({ ...event, services }));
    const before = { ...event, services: [{ id: 7 }] };
    expect(staged(before, text('{{ list }}'))).toEqual(on({ ...event, services: [{ id: 7 }, ...named('a', 'b')] }));
    expect(staged(event, text('{{ empty }}'))).toEqual(on(event));
    expect(staged(event)).toEqual(on(event));
    expect(servicesStage(event, templatesOf({ servicesTemplate: text('x') }), say)).toEqual(on(event));
  });

  it('are at most thirty, with names of at most 255 characters', () => {
    const [fits, long] = ['x'.repeat(255), 'y'.repeat(256)];
    expect(staged(event, text(`${fits},${long}`))).toEqual(on({ ...event, services: named(fits) }));
    const many = Array.from({ length: 31 }, (_, index) => `s${index}`);
    expect(staged(event, text(many.join()))).toEqual(on({ ...event, services: named(...many.slice(0, 30)) }));
  });
});

describe('what templates say of an event', () => {
  const staged = (settings: object, one = event) => textsStage(one, templatesOf({ ...settings }), say);

  it('takes the place of its texts, where they say anything', () => {
    const both = { summaryTemplate: text(' {{ level }}ing '), detailsTemplate: text(' Level{{ level }}') };
    expect(staged(both)).toEqual(on({ ...event, summary: 'Warn ing', details: 'Level Warn' }));
    const nothing = { summaryTemplate: text('{{ empty }}'), detailsTemplate: text('{{ empty }}') };
    expect(staged(nothing)).toEqual(on(event));
    expect(staged({})).toEqual(on(event));
  });

  const linked = (href: string, more: object = {}) => ({ linkTemplates: [{ hrefTemplate: text(href), ...more }] });
  it.each([
    ['{{ url }}', { linkTextTemplate: text('{{ level }}') }, [{ href: payload.url, text: 'Warn' }]],
    ['{{ url }}', { text: 'Plain' }, [{ href: payload.url, text: 'Plain' }]],
    ['{{ url }}', { text: 'Plain', linkTextTemplate: text('Made') }, [{ href: payload.url, text: 'Made' }]],
    ['{{ url }}', { text: '' }, [{ href: payload.url }]],
    ['{{ url }}', { text: 5 }, [{ href: payload.url }]],
    ['{{ url }}', { linkTextTemplate: text('{{ empty }}') }, [{ href: payload.url }]],
    [' HTTP://example.com ', {}, [{ href: 'HTTP://example.com' }]],
    ['mailto:ada@example.com', {}, [{ href: 'mailto:ada@example.com' }]],
    ['tel:+49151', {}, [{ href: 'tel:+49151' }]],
    ['javascript:alert(1)', {}, undefined],
    ['x https://example.com', {}, undefined],
    ['https://', {}, undefined],
    ['{{ empty }}', {}, undefined],
  ])('with a link %j and %j has the links %j', (href, more, links) => {
    expect(staged(linked(href, more))).toEqual(on(links === undefined ? event : { ...event, links }));
  });

  it('has its own links first, and is no link where there is no address', () => {
    const before = { ...event, links: [{ href: 'https://own.example.com' }] };
    expect(staged(linked('{{ url }}'), before)).toEqual(
      on({ ...event, links: [{ href: 'https://own.example.com' }, { href: payload.url }] }),
    );
    expect(staged({ linkTemplates: [{ text: 'x' }, 'x', null] })).toEqual(on(event));
    expect(staged({ linkTemplates: 'x' })).toEqual(on(event));
  });
});

describe('the filters of a source', () => {
  it('are those that can be read', () => {
    const settings = { eventFilter: 'true', eventTypeFilterAccept: ' ', eventTypeFilterResolve: '((', other: 'true' };
    expect(Object.keys(filtersOf(settings))).toEqual(['eventFilter']);
    const read = parseCondition('true');
    expect(filtersOf(settings).eventFilter).toEqual(read.ok && read.condition);
    expect(filtersOf({})).toEqual({});
    expect(typeFilters.map(([, eventType]) => eventType)).toEqual(['RESOLVE', 'ACCEPT', 'ALERT']);
  });

  const decided = (result: boolean, isUnfinished: boolean) =>
    filterStage(event, { result, isUnfinished } as Parameters<typeof filterStage>[1]);
  it('end what they do not want, and nothing that they could not decide', () => {
    expect(decided(true, false)).toEqual(on(event));
    expect(decided(false, false)).toMatchObject({
      kind: 'end',
      outcome: 'FILTERED',
      why: 'dropped by the event filter',
    });
    const late = 'the event filter takes too long with this event, and was left out';
    expect(decided(false, true)).toEqual(on(event, late));
    expect(decided(true, true)).toEqual(on(event, late));
  });

  it('give it the type of the first that is true', () => {
    expect(typeStage(event, 'ALERT')).toEqual(on(event));
    expect(typeStage(event, 'RESOLVE')).toEqual(
      on({ ...event, eventType: 'RESOLVE' }, 'RESOLVE instead of ALERT, says its event type filter'),
    );
    expect(typeStage(event, undefined)).toMatchObject({ kind: 'end', outcome: 'FILTERED' });
    expect(typeStage(event, 'UNDECIDED')).toEqual(
      on(event, 'an event type filter takes too long with this event, and was left out'),
    );
  });
});

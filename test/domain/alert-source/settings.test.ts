import { describe, expect, it } from 'vitest';
import { filterText, hasFilters, placeOfFilter } from '../../../functions/domain/alert-source/filters.ts';
import {
  createsServices,
  namesOfServices,
  servicesNamed,
  servicesOf,
} from '../../../functions/domain/alert-source/services.ts';
import {
  hasTemplates,
  isObject,
  mapTemplates,
  templateMembers,
} from '../../../functions/domain/alert-source/template-members.ts';
import { warningKeptFor } from '../../../functions/domain/alert-source/warning-terms.ts';
import { aService } from '../../support/factories.ts';

describe('the services that alerts of a source are about', () => {
  const ids = (...all: readonly unknown[]) => all.map((id) => ({ id }) as { id: number });
  it('are those of the source and those of the event, each once', () => {
    expect(servicesOf({ extras: { services: ids(3, 1) } }, { services: ids(1, 2) })).toEqual([3, 1, 2]);
    expect(servicesOf({ extras: {} }, {})).toEqual([]);
    const odd = [...ids(0, -1, 1.5, '7', 1), null, 'x'];
    expect(servicesOf({ extras: { services: odd } }, { services: [{ alias: 'a' }] })).toEqual([1]);
    expect(servicesOf({ extras: { services: 'x' } }, { services: ids(5) })).toEqual([5]);
    const many = Array.from({ length: 31 }, (_, index) => index + 1);
    expect(servicesOf({ extras: { services: ids(...many) } }, {})).toEqual(many.slice(0, 30));
  });

  it('are called by names, each once however it is spelled', () => {
    const aliases = (...all: readonly string[]) => ({ services: all.map((alias) => ({ alias })) });
    expect(namesOfServices(aliases(' Shop ', 'Mail', ' ', 'SHOP'))).toEqual(['SHOP', 'Mail']);
    expect(namesOfServices({ services: [{ id: 1, alias: 'a' }, { id: 0, alias: 'b' }, {}] })).toEqual([]);
    expect(namesOfServices({})).toEqual([]);
    const many = Array.from({ length: 31 }, (_, index) => `s${index}`);
    expect(namesOfServices(aliases(...many))).toEqual(many.slice(0, 30));
  });

  it('are the oldest whose alias a name is, else the oldest so named', () => {
    const services = [
      aService(1, { name: 'Shop' }),
      aService(2, { name: 'Other', alias: ' SHOP ' }),
      aService(3, { name: 'Third', alias: 'shop' }),
      aService(4, { name: ' mail' }),
      aService(5, { name: 'Mail' }),
    ];
    expect(servicesNamed(['shop', 'MAIL ', 'x', 'Shop', 'y'], services)).toEqual({ ids: [2, 4], unknown: ['x', 'y'] });
    expect(servicesNamed([], services)).toEqual({ ids: [], unknown: [] });
  });

  it('are made where the source says so', () => {
    expect(createsServices({ extras: { autoCreateServices: true } })).toBe(true);
    expect(createsServices({ extras: { autoCreateServices: 'true' } })).toBe(false);
    expect(createsServices({ extras: {} })).toBe(false);
  });
});

describe('the templates among the settings of a source', () => {
  const forms = { textTemplate: 'x' };
  const fieldsOf = (member: string, value: unknown) => {
    const fields: string[] = [];
    const replaced = mapTemplates(member, value, (one, field) => {
      expect(one).toBe(forms);
      fields.push(field);
      return 'new';
    });
    return { fields, replaced };
  };

  it.each([
    ['alertKeyTemplate', forms, ['alertKeyTemplate'], 'new'],
    ['summaryTemplate', forms, ['summaryTemplate'], 'new'],
    ['detailsTemplate', forms, ['detailsTemplate'], 'new'],
    ['routingTemplate', forms, ['routingTemplate'], 'new'],
    ['routingTemplate', 'x', [], 'x'],
    ['routingTemplate', [forms], [], [forms]],
    ['routingTemplate', null, [], null],
    ['eventFilter', forms, [], forms],
    [
      'priorityTemplate',
      { valueTemplate: forms, mappings: [1] },
      ['priorityTemplate.valueTemplate'],
      { valueTemplate: 'new', mappings: [1] },
    ],
    ['severityTemplate', { valueTemplate: forms }, ['severityTemplate.valueTemplate'], { valueTemplate: 'new' }],
    ['severityTemplate', { hrefTemplate: forms }, [], { hrefTemplate: forms }],
    ['severityTemplate', 'x', [], 'x'],
    [
      'linkTemplates',
      [null, { hrefTemplate: forms, linkTextTemplate: forms, text: 'x' }, { hrefTemplate: 5 }],
      ['linkTemplates[1].linkTextTemplate', 'linkTemplates[1].hrefTemplate'],
      [null, { hrefTemplate: 'new', linkTextTemplate: 'new', text: 'x' }, { hrefTemplate: 5 }],
    ],
    ['linkTemplates', forms, [], forms],
    ['servicesTemplate', ['x', forms], ['servicesTemplate[1]'], ['x', 'new']],
    ['servicesTemplate', forms, [], forms],
  ])('%s as %j has them at %j', (member, value, fields, replaced) => {
    expect(fieldsOf(member, value)).toEqual({ fields, replaced });
  });

  it('are there when one of the members is', () => {
    expect(templateMembers).toHaveLength(8);
    for (const member of templateMembers) expect(hasTemplates({ [member]: forms })).toBe(true);
    expect(hasTemplates({ alertKeyTemplate: null, summaryTemplate: undefined, other: forms })).toBe(false);
    expect([{}, [], null, 'x', undefined].map(isObject)).toEqual([true, false, false, false, false]);
  });
});

describe('the filters among the settings of a source', () => {
  it('are texts that say something', () => {
    expect(filterText({ eventFilter: ' a ' }, 'eventFilter')).toBe(' a ');
    for (const eventFilter of [' ', '', 5, undefined])
      expect(filterText({ eventFilter }, 'eventFilter')).toBeUndefined();
    expect(hasFilters({ eventFilter: ' ', eventTypeFilterAccept: 'true' })).toBe(true);
    expect(hasFilters({ eventFilter: ' ', other: 'true' })).toBe(false);
    expect(placeOfFilter(7, 'eventFilter')).toBe('SOURCE#7#eventFilter');
  });
});

describe('a warning about a source', () => {
  it('is kept for two weeks, and that it sent too much for two days', () => {
    expect(warningKeptFor('RATE_LIMITED')).toEqual({ days: 2 });
    expect(warningKeptFor('UNREADABLE')).toEqual({ days: 14 });
  });
});

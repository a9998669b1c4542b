import { describe, expect, it } from 'vitest';
import { newBudget } from '../../../functions/domain/template/render.ts';
import { rendered } from './read.ts';

describe('a value', () => {
  it.each([
    ['a text', '{{ title }}', { title: 'Disk full' }, 'Disk full'],
    ['without blanks', '{{title}}', { title: 'Disk full' }, 'Disk full'],
    ['across lines', 'a {{\n title\t}} b', { title: 'x' }, 'a x b'],
    ['a nested one', '{{ a.b[0].c }}', { a: { b: [{ c: 7 }] } }, '7'],
    ['lists in lists', '{{ a[1][0] }}', { a: [[1], [2]] }, '2'],
    ['missing', '[{{ a.b.c }}]', { a: 1 }, '[]'],
    ['null', '[{{ a }}]', { a: null }, '[]'],
    ['false and zero', '{{ a }} {{ b }}', { a: false, b: 0 }, 'false 0'],
    ['an object', '{{ a }}', { a: { b: [1, 'x', null] } }, '{"b":[1,"x",null]}'],
    ['a list', '{{ a }}', { a: [1, 'x'] }, '[1,"x"]'],
    ['what HTML would escape', '{{ a }}', { a: '<b>&"\'</b>' }, '<b>&"\'</b>'],
    ['what looks like a template', '{{ a }}', { a: '{{ b }}', b: 'no' }, '{{ b }}'],
    [
      'what looks like a template, made by a function',
      '{{ a.replaceAll("[", "{{") }}',
      { a: '[ b }}', b: 'no' },
      '{{ b }}',
    ],
    ['escaped blanks', '{{ a\\ b.c\\ d }}', { 'a b': { 'c d': 1 } }, '1'],
    ['other escaped signs', '{{ a\\.b\\[0\\] }}', { 'a.b[0]': 1 }, '1'],
    [
      'a published name',
      '{{ var.compl:ex\\ key-123.noproblem }}',
      { var: { 'compl:ex key-123': { noproblem: 'ok' } } },
      'ok',
    ],
    [
      'signs as they are',
      '{{ @timestamp }} {{ host-name }} {{ a\\b }} {{ ä/ö }}',
      { '@timestamp': 1, 'host-name': 2, 'a\\b': 3, 'ä/ö': 4 },
      '1 2 3 4',
    ],
    ['own members only', '[{{ a.length }}{{ constructor }}{{ __proto__ }}{{ a.constructor.name }}]', { a: 'x' }, '[]'],
    ['braces around', '{"a": "{{ a }}"} {', { a: 1 }, '{"a": "1"} {'],
    ['an end without a beginning', 'a }} b', {}, 'a }} b'],
    ['an end in quotes', '{{ a.replaceAll("}}", "\\"") }}', { a: 'x}}y' }, 'x"y'],
    ['backslashes in quotes', '{{ a.replaceAll("\\\\", "\\d") }}', { a: 'x\\y' }, 'x\\dy'],
    ['the item outside of a loop', '[{{ . }}]', { a: 1 }, '[]'],
  ])('%s', (_name, template, data, text) => {
    expect(rendered(template, data)).toBe(text);
  });

  it('is that of the first scope which has the whole name', () => {
    const payload = { title: 'from the body', event: { kind: 'the body says event, too' }, nothing: null };
    const event = { title: 'normalised', summary: 'Disk full', nothing: 1, customDetails: { sev: 2 } };
    const scopes = [payload, { event }, event];
    expect(rendered('{{ title }}', scopes)).toBe('from the body');
    expect(rendered('{{ summary }}', scopes)).toBe('Disk full');
    expect(rendered('{{ event.summary }} {{ event.customDetails.sev }}', scopes)).toBe('Disk full 2');
    expect(rendered('{{ event.kind }}', scopes)).toBe('the body says event, too');
    expect(rendered('[{{ nothing }}]', scopes)).toBe('[]');
  });
});

describe('a section', () => {
  it.each([
    ['true', true, 'yes'],
    ['a text', 'x', 'yes'],
    ['zero', 0, 'yes'],
    ['an object', {}, 'yes'],
    ['absent', undefined, 'no'],
    ['null', null, 'no'],
    ['false', false, 'no'],
    ['empty text', '', 'no'],
    ['an empty list', [], 'no'],
  ])('is rendered or not: %s', (_name, value, text) => {
    expect(rendered('{{#a}}yes{{/a}}{{^a}}no{{/a}}', { a: value })).toBe(text);
  });

  it.each([
    ['a list of texts', '{{#l}}{{.}};{{/l}}', { l: ['a', 'b'] }, 'a;b;'],
    [
      'a list of objects',
      '{{ #users }}{{ name }} {{ /users }}',
      { users: [{ name: 'Ada' }, { name: 'Grace' }] },
      'Ada Grace ',
    ],
    ['what the item lacks', '{{#l}}{{name}}{{site}} {{/l}}', { l: [{ name: 'a' }, { site: 'y' }], site: 'x' }, 'ax y '],
    [
      'a function takes the absolute name',
      '{{#l}}{{ name.upperCase() }}{{ name }} {{/l}}',
      { l: [{ name: 'a' }, { name: 'b' }], name: 'top' },
      'TOPa TOPb ',
    ],
    ['a function takes no name of the item', '{{#l}}[{{ name.upperCase() }}]{{/l}}', { l: [{ name: 'a' }] }, '[]'],
    ['an object', '{{#a}}{{b}}{{c}}{{/a}}', { a: { b: 1 }, c: 2 }, '12'],
    ['a text', '{{#a}}<{{.}}>{{/a}}', { a: 'x' }, '<x>'],
    ['lists in lists', '{{#l}}{{#.}}{{.}}{{/.}};{{/l}}', { l: [[1, 2], [3]] }, '12;3;'],
    [
      'sections in sections',
      '{{#a}}{{#b}}{{c}}{{/b}}{{^b}}-{{/b}}{{/a}}',
      { a: [{ b: [{ c: 1 }, { c: 2 }] }, {}] },
      '12-',
    ],
    ['a nested name', '{{#a.b[1]}}{{c}}{{/ a.b[1] }}', { a: { b: [0, { c: 'x' }] } }, 'x'],
    ['items without a value', '{{#l}}[{{.}}]{{/l}}', { l: [null, false, 0] }, '[][false][0]'],
  ])('repeats and opens: %s', (_name, template, data, text) => {
    expect(rendered(template, data)).toBe(text);
  });

  it.each([
    ['on a line of its own', 'a\n{{#s}}\nb\n{{/s}}\nc', 'a\nb\nc'],
    ['with blanks around', 'a\n  {{ #s }}\t\nb\n {{/s}} \nc', 'a\nb\nc'],
    ['with line ends of Windows', 'a\r\n{{#s}}\r\nb\r\n{{/s}}\r\nc', 'a\r\nb\r\nc'],
    ['at the beginning and the end', '{{#s}}\nb\n{{/s}}', 'b\n'],
    ['inverted and off', 'a\n{{^s}}\nb\n{{/s}}\nc', 'a\nc'],
    ['one line after the other', '{{#s}}\n{{#s}}\nb\n{{/s}}\n{{/s}}\n', 'b\n'],
    ['beside text', 'a {{#s}}\nb\n{{/s}} c', 'a \nb\n c'],
    ['beside another', '{{#s}}{{/s}}\nb', '\nb'],
    ['beside a value', '{{#s}} {{v}}\n{{/s}}\nc', ' x\nc'],
    ['with an empty line between', '{{#s}}\n\nb\n\n{{/s}}\nc', '\nb\n\nc'],
  ])('leaves no line when it has one to itself: %s', (_name, template, text) => {
    expect(rendered(template, { s: true, v: 'x' })).toBe(text);
  });

  it('looks as published', () => {
    const data = { isTrue: true, isFalse: false, simple: ['Pied Piper', 'Hooli', 'Raviga'] };
    expect(rendered('{{ #isTrue }}\nHello\n{{ /isTrue }}\nWorld!', data)).toBe('Hello\nWorld!');
    expect(rendered('{{ #isFalse }}\nHello\n{{ /isFalse }}\nWorld!', data)).toBe('World!');
    expect(rendered('Hello\n{{ #isFalse }}\nWorld!\n{{ /isFalse }}\n{{ ^isFalse }}\nTim!\n{{ /isFalse }}', data)).toBe(
      'Hello\nTim!\n',
    );
    expect(rendered('{{ #simple }}\n{{.}}\n{{ /simple }}', data)).toBe('Pied Piper\nHooli\nRaviga\n');
  });
});

describe('rendering is bounded', () => {
  const letters = 'x'.repeat(1_000);
  it.each([
    ['a long value', '{{ v }}{{ v }}', { v: letters.repeat(50) }, 65_536],
    ['a long list', '{{#l}}xxxxxxxxxx{{/l}}', { l: Array(100_000).fill(1) }, 65_536],
    [
      'a value that is put in for each letter',
      `{{ v.replaceAll("x", "${letters}") }}`,
      { v: letters.repeat(60) },
      65_536,
    ],
    ['again and again', `{{ v${'.replaceAll("x", "xxxxxxxxxx")'.repeat(50)} }}`, { v: 'x' }, 65_536],
    ['lists joined', '{{ l.join("yyyyyyyyyyyyyyyyyyyy") }}', { l: Array(50_000).fill(1) }, 65_536],
    ['a large object', '{{ o }}', { o: Array(50_000).fill('abc') }, 65_536],
  ])('in size: %s', (_name, template, data, length) => {
    expect(rendered(template, data)).toHaveLength(length);
  });

  it('but by a text, a number and nothing as good as not at all', () => {
    const template = '{{ text }}{{ none }}{{ number }}'.repeat(300);
    expect(rendered(template, { text: 'x', none: null, number: 7 })).toBe('x7'.repeat(300));
  });

  const depth = 8;
  const loops = `${'{{#l}}'.repeat(depth)}${'{{/l}}'.repeat(depth)}`;
  it.each([
    ['loops in loops', loops, { l: Array(1_000).fill(1) }],
    ['patterns on long texts', '{{ v.extractRegex("([a-z]{1,400}[0-9])") }}'.repeat(9), { v: letters.repeat(60) }],
    [
      'long texts searched',
      '{{ v.extractRegex("(a*)*b") }}{{ v.splitTakeAt("x", 9) }}'.repeat(250),
      { v: letters.repeat(60) },
    ],
    ['large objects', '{{ o.substring(1,1) }}'.repeat(600), { o: Array(50_000).fill('abc') }],
  ])('in steps: %s', (_name, template, data) => {
    const budget = newBudget();
    const started = performance.now();
    rendered(template, data, budget);
    expect(budget.steps).toBeLessThanOrEqual(0);
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(rendered('{{#l}}x{{/l}}{{ v }}', data, budget)).toBe('');
  });

  it('but patterns on short texts cost little, however long a text they could search', () => {
    const budget = newBudget();
    const pattern = '{{ v.extractRegex("([a-z]{1,400}[0-9])") }}';
    expect(rendered(pattern.repeat(9), { v: 'ab1 x' }, budget)).toBe('ab1'.repeat(9));
    expect(budget.steps).toBeGreaterThan(newBudget().steps / 2);
  });

  it('and cuts no character in two', () => {
    expect(rendered('{{ v }}', { v: `x${'😀'.repeat(40_000)}` }).isWellFormed()).toBe(true);
  });
});

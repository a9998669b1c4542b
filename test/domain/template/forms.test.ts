import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elementsOf, readForms, sourceOf, type TemplateElement } from '../../../functions/domain/template/forms.ts';

const both: readonly (readonly [string, readonly TemplateElement[]])[] = [
  ['Disk full', [{ type: 'TEXT', val: 'Disk full' }]],
  ['{{ title }}', [{ type: 'VAR', val: 'title' }]],
  [
    'a {{ x.y[0] }} b',
    [
      { type: 'TEXT', val: 'a ' },
      { type: 'VAR', val: 'x.y[0]' },
      { type: 'TEXT', val: ' b' },
    ],
  ],
  ['{{ a.splitTakeAt(" ", 0) }}', [{ type: 'VAR', val: 'a', func: 'splitTakeAt', args: [{ S: ' ' }, { N: 0 }] }]],
  [
    '{{ a.replaceAll("\\"", "\\\\") }}',
    [{ type: 'VAR', val: 'a', func: 'replaceAll', args: [{ S: '"' }, { S: '\\' }] }],
  ],
  ['{{ a\\ b.upperCase() }}', [{ type: 'VAR', val: 'a\\ b', func: 'upperCase', args: [] }]],
  ['{{ a.join().upperCase() }}', [{ type: 'RAW', val: '{{ a.join().upperCase() }}' }]],
  [
    'a\n{{#l}}\n{{ x }}\n{{#m}}y{{/m}}\n{{/l}}\nb',
    [
      { type: 'TEXT', val: 'a\n' },
      { type: 'RAW', val: '{{#l}}\n{{ x }}\n{{#m}}y{{/m}}\n{{/l}}' },
      { type: 'TEXT', val: '\nb' },
    ],
  ],
];

describe('text and elements are two forms of one template', () => {
  it.each(both)('%s', (text, elements) => {
    expect(elementsOf({ textTemplate: text })).toEqual(elements);
    expect(sourceOf({ elements })).toBe(text);
    expect(readForms({ elements })).toEqual(readForms({ textTemplate: text }));
  });

  it('each reads back as it was sent', () => {
    const odd = '{{title}}{{  a.join( "x" )}}';
    expect(sourceOf({ textTemplate: odd })).toBe(odd);
    const elements: TemplateElement[] = [
      { type: 'RAW', val: '{{#a}}' },
      { type: 'TEXT', val: 'x' },
      { type: 'RAW', val: '{{/a}}' },
    ];
    expect(elementsOf({ elements })).toBe(elements);
    expect(readForms({ elements }).ok).toBe(true);
    expect(elementsOf({ textTemplate: 'not {{ readable' })).toEqual([{ type: 'RAW', val: 'not {{ readable' }]);
  });

  it.each([
    ['nothing', {}],
    ['no text', { textTemplate: '' }],
    ['blanks', { textTemplate: ' \n' }],
    ['no elements', { elements: [] }],
    ['elements that say nothing', { elements: [{ type: 'TEXT', val: '' } as const, { type: 'TEXT' } as const] }],
  ])('a template that says nothing is as good as none: %s', (_name, forms) => {
    expect(readForms(forms)).toEqual({ ok: true, template: undefined });
  });

  it('takes the text where both are there, and numbers that are written as text', () => {
    const forms = { textTemplate: '{{ a }}', elements: [{ type: 'TEXT', val: 'x' } as const] };
    expect(readForms(forms)).toEqual(readForms({ textTemplate: '{{ a }}' }));
    expect(elementsOf(forms)).toEqual([{ type: 'VAR', val: 'a' }]);
    const asText = [{ type: 'VAR', val: 'a', func: 'substring', args: [{ N: '1' }, { N: 2, S: null }] } as const];
    expect(sourceOf({ elements: asText })).toBe('{{ a.substring(1, 2) }}');
    expect(sourceOf({ elements: [{ type: 'VAR', val: 'a', func: 'substring', args: [{}] }] })).toBe(
      '{{ a.substring() }}',
    );
  });

  it.each<readonly [string, TemplateElement[], number]>([
    ['a text that would be a value', [{ type: 'TEXT', val: 'ab{{ x }}' }], 2],
    [
      'texts that would be one together',
      [
        { type: 'TEXT', val: 'ab{' },
        { type: 'TEXT', val: '{ x }}' },
      ],
      2,
    ],
    ['a value that is more than one', [{ type: 'VAR', val: 'a }} {{ b' }], 7],
    [
      'a value that opens a section',
      [
        { type: 'VAR', val: '#a' },
        { type: 'VAR', val: '/a' },
      ],
      3,
    ],
    ['a value without a name', [{ type: 'VAR' }], 4],
    [
      'an unknown function',
      [
        { type: 'TEXT', val: 'ab' },
        { type: 'VAR', val: 'x', func: 'shout' },
      ],
      7,
    ],
    ['a number that is none', [{ type: 'VAR', val: 'x', func: 'substring', args: [{ N: 'x' }] }], 15],
    ['an argument that says nothing', [{ type: 'VAR', val: 'x', func: 'substring', args: [{}] }], 15],
    ['a section that does not end', [{ type: 'RAW', val: '{{#a}}' }], 6],
  ])('elements that no text can say are refused: %s', (_name, elements, position) => {
    expect(readForms({ elements })).toEqual({ ok: false, problem: { position, message: expect.any(String) } });
  });

  it('and say the same whichever template it is', () => {
    const pieces = fc.constantFrom(
      'a',
      '{',
      '\n',
      ' ',
      '{{ x }}',
      '{{ y.upperCase() }}',
      '{{ l.join("-") }}',
      '{{#l}}',
      '{{/l}}',
      '{{^l}}',
      '{{.}}',
      '}}',
    );
    let readable = 0;
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 10 }), (parts) => {
        const text = parts.join('');
        const read = readForms({ textTemplate: text });
        if (!read.ok) return;
        readable++;
        const elements = elementsOf({ textTemplate: text });
        expect(readForms({ elements })).toEqual(read);
        expect(elementsOf({ textTemplate: sourceOf({ elements }) })).toEqual(elements);
      }),
      { numRuns: 2_000 },
    );
    expect(readable).toBeGreaterThan(200);
  });
});

import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { elementsOf } from '../../../functions/domain/template/forms.ts';
import { functionNames } from '../../../functions/domain/template/functions.ts';
import { parseTemplate } from '../../../functions/domain/template/parse.ts';
import { newBudget, render } from '../../../functions/domain/template/render.ts';

/** `FUZZ_RUNS=100000 npx vitest run test/domain/template/fuzz.test.ts` tries that many. */
const numRuns = Number(process.env.FUZZ_RUNS ?? 3_000);

const signs = [
  '{{',
  '}}',
  '{{#',
  '{{^',
  '{{/',
  '{',
  '}',
  '.',
  '[',
  ']',
  '[0]',
  '(',
  ')',
  '"',
  '\\',
  ',',
  ' ',
  '\n',
  '\r\n',
  '1',
  '-1',
];
const names = [
  'a',
  'b',
  'list',
  'text',
  'deep.list',
  'event',
  '__proto__',
  'constructor',
  'length',
  'a\\ b',
  'é',
  '\u{1f600}',
  '\ud800',
];
const calls = functionNames.map((name) => `.${name}(`);
const endings = ['"x")', '"x", "y")', '1)', '1, 2)', '"x", 1)', '"(a+)b?")', ')'];
const tags = [
  ...names.flatMap((name) => [`{{ ${name} }}`, `{{#${name}}}`, `{{/${name}}}`]),
  ...calls.map((call) => `{{ text${call}"x", "y") }}`),
];
const templates = fc
  .array(fc.constantFrom(...signs, ...names, ...calls, ...endings, ...tags, ...tags), { maxLength: 16 })
  .map((all) => all.join(''));

const values: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<unknown>(
      null,
      true,
      false,
      '',
      0,
      -1.5,
      1674950737000,
      '2021-05-25T21:24:56Z',
      '{{ a }}',
      'xaab',
      '\ud800',
      'x'.repeat(500),
    ),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'list', 'text', 'deep', '__proto__', 'a b'), tie('value'), { maxKeys: 4 }),
  ),
})).value;

it('any template is read or refused at a place in it, and renders any values within its bounds', () => {
  let read = 0;
  fc.assert(
    fc.property(templates, values, values, (text, payload, event) => {
      const parsed = parseTemplate(text);
      expect(elementsOf({ textTemplate: text }).length).toBeLessThanOrEqual(Math.max(1, text.length));
      if (!parsed.ok) {
        expect(parsed.problem.position).toBeGreaterThanOrEqual(0);
        expect(parsed.problem.position).toBeLessThanOrEqual(text.length);
        expect(parsed.problem.message).not.toBe('');
        return;
      }
      read++;
      const budget = newBudget();
      const result = render(parsed.template, [payload, { event }, event], budget);
      expect(typeof result).toBe('string');
      expect(result.length).toBeLessThanOrEqual(65_536);
      expect(budget.steps).toBeGreaterThan(0);
    }),
    { numRuns },
  );
  expect(read).toBeGreaterThan(numRuns / 20);
});

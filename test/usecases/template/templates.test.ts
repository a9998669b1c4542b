import { expect, it } from 'vitest';
import { longestTemplate } from '../../../functions/domain/template/template.ts';
import { checkTemplate } from '../../../functions/usecases/template/check.ts';
import { TemplateInput, TemplatePreviewInput } from '../../../functions/usecases/template/inputs.ts';
import { presentTemplate } from '../../../functions/usecases/template/present.ts';
import { previewTemplate } from '../../../functions/usecases/template/preview.ts';
import { aWorld } from '../../support/world.ts';

const elements = (count: number, facts: object = {}) => ({
  elements: Array.from({ length: count }, () => ({ type: 'TEXT', val: 'x', ...facts })),
});
const argued = (...args: object[]) => elements(1, { type: 'VAR', func: 'f', args });
it.each<[string, object, boolean]>([
  ['its longest text', { textTemplate: 'x'.repeat(longestTemplate) }, true],
  ['a longer text', { textTemplate: 'x'.repeat(longestTemplate + 1) }, false],
  ['a thousand elements', elements(1_000), true],
  ['one more', elements(1_001), false],
  ['a type that is none', elements(1, { type: 'LINK' }), false],
  ['the longest text in an element', elements(1, { val: 'x'.repeat(longestTemplate) }), true],
  ['a longer one', elements(1, { val: 'x'.repeat(longestTemplate + 1) }), false],
  ['a function of fifty letters', elements(1, { type: 'RAW', func: 'f'.repeat(50) }), true],
  ['one of more', elements(1, { func: 'f'.repeat(51) }), false],
  ['ten arguments', argued(...Array.from({ length: 10 }, () => ({ S: 'x' }))), true],
  ['one more', argued(...Array.from({ length: 11 }, () => ({ S: 'x' }))), false],
  ['numbers', argued({ N: 5 }, { N: '5'.repeat(20) }), true],
  ['a number of 21 digits', argued({ N: '5'.repeat(21) }), false],
  ['the longest argument', argued({ S: 'x'.repeat(longestTemplate) }), true],
  ['a longer argument', argued({ S: 'x'.repeat(longestTemplate + 1) }), false],
])('a template may be sent with %s, or not', (_what, sent, isTaken) => {
  expect(TemplateInput.safeParse(sent).success).toBe(isTaken);
});

it.each([
  ['', false],
  ['e', true],
  ['e'.repeat(200), true],
  ['e'.repeat(201), false],
])('an event is named by one to 200 characters: %s', (eventId, isTaken) => {
  expect(TemplatePreviewInput.safeParse({ template: {}, eventId }).success).toBe(isTaken);
});

it('a template is shown in the form that is asked for, with all else that it says', () => {
  const text = { textTemplate: 'Disk {{ host }}', other: 1 };
  const shown = presentTemplate(text, false) as { elements: object[] };
  expect(shown).toMatchObject({
    other: 1,
    elements: [
      { type: 'TEXT', val: 'Disk ' },
      { type: 'VAR', val: 'host' },
    ],
  });
  expect(shown).not.toHaveProperty('textTemplate');
  expect(presentTemplate({ elements: shown.elements } as never, true)).toEqual({ textTemplate: 'Disk {{ host }}' });
  expect(presentTemplate(text, true)).toEqual(text);
});

it('what cannot be read of a template is told by its place', () => {
  expect(() => checkTemplate({ textTemplate: 'Disk {{ host' }, 'template')).toThrow(
    expect.objectContaining({ field: 'template', position: expect.any(Number) }),
  );
  expect(checkTemplate({}, 'template')).toBeUndefined();
});

it('a template says of a body, or of a sample, what it would of an event', async () => {
  const one = (await aWorld()).as(1);
  const ctx = { ...one, actor: { ...one.actor, role: 'ADMIN' as const } };
  const tried = (facts: object) =>
    previewTemplate(ctx, 800, { template: { textTemplate: '{{ summary }} on {{ host }}' }, ...facts } as never);
  const payload = { eventType: 'ALERT', summary: 'Disk full', host: 'db-1' };
  expect(await tried({ payload })).toEqual({ text: 'Disk full on db-1', eventId: null, payload });
  expect(await tried({ payload, template: {} })).toMatchObject({ text: '' });
  const sample = await tried({ payload: null });
  expect(sample).toMatchObject({ eventId: null, payload: { eventType: 'ALERT' } });
  expect(sample.text).toBe(`${sample.payload.summary} on `);
  await expect(tried({ template: { textTemplate: '{{ summary' } })).rejects.toMatchObject({ field: 'template' });
  await expect(previewTemplate(ctx, 7, { template: {}, payload })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

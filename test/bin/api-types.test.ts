import { describe, expect, it } from 'vitest';
import { typesOf } from '../../bin/api-types.ts';

describe('the types of a description', () => {
  const told = (schema: object) =>
    /One: (.*);\n/.exec(
      typesOf({ paths: {}, components: { schemas: { One: schema as Readonly<Record<string, unknown>> } } }),
    )?.[1];

  it.each([
    [{ type: 'string' }, 'string'],
    [{ type: ['integer', 'null'] }, '(number | null)'],
    [{ enum: ['A', 'B'] }, '"A" | "B"'],
    [{ const: 1 }, '1'],
    [{ type: 'array', items: { $ref: '#/components/schemas/Two' } }, "(components['schemas']['Two'])[]"],
    [{ type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }] }, '[string, number]'],
    [{ anyOf: [{ type: 'string' }, { type: 'string' }, { type: 'null' }] }, '(string | null)'],
    [
      { type: 'object', properties: { a: { type: 'boolean' }, 'b-c': {} }, required: ['a'] },
      "{ a: boolean; 'b-c'?: unknown }",
    ],
    [{ type: 'object', additionalProperties: { type: 'number' } }, '{ [member: string]: number }'],
    [
      { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: { type: 'number' } },
      '{ a?: string; [member: string]: unknown }',
    ],
    [{ type: 'object' }, '{}'],
  ])('%j', (schema, type) => {
    expect(told(schema)).toBe(type);
  });

  it('do not guess what they do not know', () => {
    expect(() => told({ type: 'date' })).toThrow('no type for');
  });
});

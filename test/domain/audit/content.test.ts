import { describe, expect, it } from 'vitest';
import { contentOf } from '../../../functions/domain/audit/content.ts';

interface Thing {
  readonly id: number;
  readonly name?: string | undefined;
  readonly key?: string;
  readonly parts?: readonly unknown[];
  readonly more?: unknown;
  readonly nested?: object;
}
type Members = Parameters<typeof contentOf<Thing>>[0]['members'];
const members = {
  id: 'unsaid',
  name: 'told',
  key: 'secret',
  parts: { id: 'unsaid', name: 'told' },
  more: 'told',
  nested: { on: 'told', off: 'unsaid' },
} as unknown as Members;
const content = (thing: Thing) => contentOf({ members }, thing);

describe('what somebody has set of a thing, as text', () => {
  it('is the same for the same, in whatever order and whatever is no configuration', () => {
    const thing = { id: 1, name: 'a', key: 's', more: { b: 1, a: [2, { d: 3, c: 4 }] }, nested: { on: 1, off: 2 } };
    expect(content(thing)).toBe(
      content({ nested: { off: 9, on: 1 }, more: { a: [2, { c: 4, d: 3 }], b: 1 }, key: 's', name: 'a', id: 2 }),
    );
    expect(content({ id: 1, name: undefined })).toBe(content({ id: 1 }));
    expect(content({ id: 1, ...{ unknown: 5 } })).toBe(content({ id: 1 }));
    expect(content({ id: 1, parts: [{ id: 1, name: 'a' }] })).toBe(content({ id: 1, parts: [{ name: 'a', id: 7 }] }));
  });

  it.each([
    [{ name: 'a' }, { name: 'b' }],
    [{ key: 'a' }, { key: 'b' }],
    [{ key: 'a' }, { name: 'a' }],
    [{ parts: [{ name: 'a' }] }, { parts: [{ name: 'b' }] }],
    [{ parts: ['a', 'b'] }, { parts: ['b', 'a'] }],
    [{ parts: [] }, {}],
    [{ more: { a: 1 } }, { more: { a: 2 } }],
    [{ more: null }, {}],
    [{ nested: { on: true } }, { nested: { on: false } }],
  ])('tells %j from %j', (one, other) => {
    expect(content({ id: 1, ...one })).not.toBe(content({ id: 1, ...other }));
  });

  it('is written with the members by their names', () => {
    expect(content({ id: 1, nested: { on: 1, off: 2 }, name: 'a', key: 's' })).toBe(
      '[["key","s"],["name","a"],["nested",[["on",1]]]]',
    );
  });
});

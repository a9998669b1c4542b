import { describe, expect, it } from 'vitest';
import { type Actor, system } from '../../../functions/domain/access/actor.ts';
import { AuditEntry, usualAuditDays } from '../../../functions/domain/audit/audit-entry.ts';
import { auditEntryOf, maxToldBytes } from '../../../functions/domain/audit/entry-of.ts';
import type { AuditKind } from '../../../functions/domain/audit/kind.ts';
import { changeBetween, type Telling } from '../../../functions/domain/audit/telling.ts';
import { tenOClock } from '../../support/factories.ts';

interface Thing {
  readonly id: number;
  readonly name?: string;
  readonly hidden?: boolean;
  readonly a?: unknown;
  readonly b?: unknown;
  readonly c?: unknown;
}
const kind = {
  kind: 'policy',
  idOf: ({ id }: Thing) => id,
  nameOf: ({ name = '' }: Thing) => name,
  members: { id: 'told', name: 'told', hidden: 'unsaid', a: 'told', b: 'told', c: 'told' },
} as unknown as AuditKind<Thing>;
const entry = (before: Thing | undefined, after: Thing | undefined, actor: Actor = system) =>
  auditEntryOf({ actor, at: tenOClock, id: 5 }, kind, { what: 'x', before, after });

describe('an entry of the audit log', () => {
  it('is about what there is, and about what there was where nothing is left', () => {
    expect(entry({ id: 1, name: 'old' }, { id: 1, name: 'new' })?.entity.name).toBe('new');
    expect(entry({ id: 1, name: 'old' }, undefined)?.entity).toEqual({ kind: 'policy', id: 1, name: 'old' });
    expect(entry(undefined, undefined)).toBeUndefined();
    expect(entry(undefined, { id: 1, hidden: false })).toBeDefined();
    expect(entry({ id: 1, hidden: true }, undefined)).toBeUndefined();
  });

  it('has one side where there was or is nothing', () => {
    expect(entry(undefined, { id: 1, a: 1 })).not.toHaveProperty('before');
    expect(entry({ id: 1, a: 1 }, undefined)).not.toHaveProperty('after');
    expect(entry({ id: 1, a: 1 }, { id: 1, a: 2 })).toMatchObject({ before: { a: 1 }, after: { a: 2 } });
    expect(entry({ id: 1, a: 1 }, { id: 1, a: 2 })).not.toHaveProperty('omitted');
  });

  it('says of a source which, and of Tocsin only that', () => {
    const source: Actor = { kind: 'source', sourceId: 9, name: 'Grafana', via: 'SOURCE' };
    expect(entry(undefined, { id: 1 }, source)?.actor).toEqual({ kind: 'source', name: 'Grafana', id: 9 });
    expect(Object.keys(entry(undefined, { id: 1 })?.actor ?? {})).toEqual(['kind', 'name']);
  });

  it('keeps 255 letters of a name, whole ones', () => {
    expect(entry(undefined, { id: 1, name: 'x'.repeat(300) })?.entity.name).toHaveLength(255);
    expect(entry(undefined, { id: 1, name: `${'x'.repeat(254)}😀` })?.entity.name.isWellFormed()).toBe(true);
  });

  it('says of somebody in a tool what they are called, and that they came by a ticket', () => {
    const tool: Actor = { kind: 'tool', alertId: 7, actionId: 'A', name: 'Grace', tool: 'Jira', via: 'TICKET' };
    expect(entry(undefined, { id: 1 }, tool)).toMatchObject({
      actor: { kind: 'system', name: 'Grace' },
      via: 'TICKET',
    });
  });

  it('is kept for 400 days unless said, about what has a number or a name', () => {
    expect(usualAuditDays).toBe(400);
    const one = entry(undefined, { id: 1, name: 'a' });
    for (const id of [1, 'a']) {
      const kept = { ...one, entity: { kind: 'policy', id, name: 'a' } };
      expect(AuditEntry.parse(kept)).toEqual(kept);
    }
    expect(AuditEntry.safeParse({ ...one, entity: { kind: 'policy', id: null, name: 'a' } }).success).toBe(false);
  });

  it('has 24 KB of what changed at most', () => expect(maxToldBytes).toBe(24_000));

  /* Of each member its JSON and its name count, on both sides. */
  it('has all that fits, to the byte, and leaves out the largest of what does not', () => {
    const besides = '"1"'.length - 2 + 'id'.length;
    const room = maxToldBytes - besides - 2 - 'a'.length;
    const fits = entry(undefined, { id: 1, a: 'x'.repeat(room) });
    expect(fits).not.toHaveProperty('omitted');
    expect(entry(undefined, { id: 1, a: 'x'.repeat(room + 1) })).toMatchObject({ after: { id: 1 }, omitted: ['a'] });
    const whole = 'x'.repeat(maxToldBytes - '""a'.length);
    expect(entry({ id: 1, a: whole }, { id: 1 })).not.toHaveProperty('omitted');
    const half = 'x'.repeat(room / 2);
    expect(entry({ id: 1, a: half, c: 1 }, { id: 1, a: `${half}y`, c: 2 })).toMatchObject({
      after: { c: 2 },
      omitted: ['a'],
    });
    const three = { id: 1, a: 'x'.repeat(9000), b: 'x'.repeat(20_000), c: 'x'.repeat(25_000) };
    expect(entry(undefined, three)).toMatchObject({ omitted: ['b', 'c'], after: { id: 1, a: three.a } });
    expect(entry(three, undefined)).toMatchObject({ omitted: ['b', 'c'], before: { id: 1, a: three.a } });
    const gone = { id: 1, b: 'x'.repeat(25_000), a: 'x'.repeat(26_000) };
    expect(entry(gone, { id: 1 })).toMatchObject({ omitted: ['a', 'b'] });
  });
});

describe('what is told of a change', () => {
  const between = (telling: unknown, before: unknown, after: unknown) =>
    changeBetween({ m: telling } as Telling<{ m: unknown }>, { m: before }, { m: after });

  it.each<[string, unknown, unknown, unknown, unknown]>([
    ['a list that was none', 'told', 'x', ['x'], { before: { m: 'x' }, after: { m: ['x'] } }],
    ['a list that is none any more', 'told', ['x'], 'x', { before: { m: ['x'] }, after: { m: 'x' } }],
    ['an object that was a list', 'free', [1], { a: 1 }, { before: { m: [1] }, after: { m: { a: 1 } } }],
    ['null that became something', { a: 'told' }, null, { a: 1 }, { before: { m: null }, after: { m: { a: 1 } } }],
    [
      'a member that went',
      { a: 'told', b: 'told' },
      { a: 1, b: 1 },
      { a: 1 },
      { before: { m: { b: 1 } }, after: { m: {} } },
    ],
    ['a member that nobody named', { a: 'told' }, { a: 1, z: 1 }, { a: 1, z: 2 }, undefined],
    ['a member called like what every object has', { a: 'told' }, { toString: 1 }, { toString: 2 }, undefined],
    [
      'a secret of what is free',
      'free',
      { token: 1, note: 1 },
      { token: 2, note: 1 },
      { before: { m: { token: '(secret)' } }, after: { m: { token: '(secret)' } } },
    ],
    [
      'an element that came',
      { id: 'told', n: 'told' },
      [{ id: 1, n: 1 }],
      [
        { id: 1, n: 1 },
        { id: 2, n: 2 },
      ],
      { before: { m: [] }, after: { m: [{ id: 2, n: 2 }] } },
    ],
    [
      'an element that went',
      { id: 'told', n: 'told' },
      [
        { id: 1, n: 1 },
        { id: 2, n: 2 },
      ],
      [{ id: 1, n: 1 }],
      { before: { m: [{ id: 2, n: 2 }] }, after: { m: [] } },
    ],
    [
      'an element that is other',
      { id: 'told', n: 'told' },
      [{ id: 1, n: 1 }],
      [{ id: 1, n: 2 }],
      { before: { m: [{ id: 1, n: 1 }] }, after: { m: [{ id: 1, n: 2 }] } },
    ],
    [
      'an order',
      { id: 'told' },
      [{ id: 1 }, { id: 2 }],
      [{ id: 2 }, { id: 1 }],
      { before: { m: [{ id: 1 }, { id: 2 }] }, after: { m: [{ id: 2 }, { id: 1 }] } },
    ],
    [
      'elements of which some have no id',
      { id: 'told' },
      [{ id: 1 }, {}],
      [{ id: 1 }],
      { before: { m: [{ id: 1 }, {}] }, after: { m: [{ id: 1 }] } },
    ],
    [
      'elements of which two have the same id',
      { id: 'told', n: 'told' },
      [
        { id: 1, n: 1 },
        { id: 1, n: 2 },
      ],
      [{ id: 1, n: 1 }],
      {
        before: {
          m: [
            { id: 1, n: 1 },
            { id: 1, n: 2 },
          ],
        },
        after: { m: [{ id: 1, n: 1 }] },
      },
    ],
    [
      'elements with ids after such without',
      { id: 'told' },
      [{}],
      [{ id: 1 }],
      { before: { m: [{}] }, after: { m: [{ id: 1 }] } },
    ],
    ['elements that are nothing', 'free', [null], [null, null], { before: { m: [null] }, after: { m: [null, null] } }],
    [
      'elements by their ids, though they name a user',
      { id: 'told', userId: 'told', n: 'told' },
      [{ id: 1, userId: 9, n: 1 }],
      [{ id: 1, userId: 9, n: 2 }],
      { before: { m: [{ id: 1, n: 1 }] }, after: { m: [{ id: 1, n: 2 }] } },
    ],
    [
      'elements by their user',
      { userId: 'told', n: 'told' },
      [
        { userId: 1, n: 1 },
        { userId: 2, n: 1 },
      ],
      [
        { userId: 1, n: 2 },
        { userId: 2, n: 1 },
      ],
      { before: { m: [{ userId: 1, n: 1 }] }, after: { m: [{ userId: 1, n: 2 }] } },
    ],
    [
      'a hidden member of an element that came',
      { id: 'told', k: 'unsaid' },
      [],
      [{ id: 1, k: 1 }],
      { before: { m: [] }, after: { m: [{ id: 1 }] } },
    ],
  ])('of %s', (_what, telling, before, after, expected) => {
    expect(between(telling, before, after)).toStrictEqual(expected);
  });
});

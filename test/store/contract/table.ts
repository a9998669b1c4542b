import { describe, expect, it } from 'vitest';
import {
  allOf,
  anyOf,
  type Condition,
  ifAbsent,
  ifAtMost,
  ifEquals,
  ifOneOf,
  ifPresent,
  ifVersion,
} from '../../../functions/store/conditions.ts';
import { entriesOf } from '../../../functions/store/pages.ts';
import type { Item, Table } from '../../../functions/store/table.ts';
import type { NewTable } from '../contract.ts';

const key = { PK: 'THING#1', SK: 'THING' };
const stored = (table: Table) => table.get(key, { consistent: true });
const sortKeys = (items: readonly Item[]) => items.map(({ SK }) => SK);

async function withRows(newTable: NewTable, count = 7): Promise<Table> {
  const table = await newTable();
  const rows = Array.from({ length: count }, (_, index) => ({
    put: {
      PK: 'ROWS',
      SK: `ROW#${index}`,
      listPK: 'LIST',
      listSK: `${index}`,
      status: index % 2 === 0 ? 'EVEN' : 'ODD',
      summary: 'not carried by the index',
    },
  }));
  await table.write(rows);
  return table;
}

export function tableContract(newTable: NewTable): void {
  describe('reading and writing', () => {
    it('gives back what was put, without undefined members', async () => {
      const table = await newTable();
      const nested = { list: [1, 'two', { three: true }], empty: [], text: '', zero: 0, gone: undefined };
      await table.write([{ put: { ...key, nested, gone: undefined } }]);
      expect(await stored(table)).toEqual({
        ...key,
        nested: { list: [1, 'two', { three: true }], empty: [], text: '', zero: 0 },
        writer: expect.any(String),
      });
    });

    it('refuses an item of more than 400 KB, alone and with others, and then writes nothing', async () => {
      const table = await newTable();
      const text = 'x'.repeat(390 * 1024); // moto counts 405,000 bytes as too much already
      await table.write([{ put: { ...key, text } }]);
      const large = { ...key, SK: 'LARGE', text: `${text}${text}` };
      await expect(table.write([{ put: large }])).rejects.toThrow();
      await expect(table.write([{ put: { ...key, SK: 'SMALL' } }, { put: large }])).rejects.toThrow();
      await expect(table.write([{ update: key, set: { more: text } }])).rejects.toThrow();
      expect((await table.query({ partition: key.PK })).items).toEqual([{ ...key, text, writer: expect.any(String) }]);
    });

    it('knows nothing of what was never put', async () => {
      expect(await stored(await newTable())).toBeUndefined();
    });

    it('updates the named attributes and keeps the others', async () => {
      const table = await newTable();
      await table.write([{ put: { ...key, a: 1, b: 2, c: 3 } }]);
      await table.write([{ update: key, set: { a: 10, d: 4 }, remove: ['c', 'never'] }]);
      expect(await stored(table)).toMatchObject({ a: 10, b: 2, d: 4 });
      expect(await stored(table)).not.toHaveProperty('c');
    });

    it('makes an item when an unconditional update finds none', async () => {
      const table = await newTable();
      await table.write([{ update: key, set: { a: 1 } }]);
      expect(await stored(table)).toMatchObject({ ...key, a: 1 });
    });

    it('adds to numbers, from nothing where there is none, and keeps the other attributes', async () => {
      const table = await newTable();
      await table.write([{ update: key, set: { name: 'a' }, add: { n: 2 } }]);
      await table.write([{ update: key, add: { n: 3, m: -1 } }]);
      expect(await stored(table)).toMatchObject({ name: 'a', n: 5, m: -1 });
    });

    it('deletes, also what is gone', async () => {
      const table = await newTable();
      await table.write([{ put: { ...key, version: 1 } }]);
      expect(await table.write([{ delete: key, condition: ifVersion(1) }])).toEqual([]);
      expect(await table.write([{ delete: key, condition: ifVersion(1) }])).toEqual([]);
      expect(await stored(table)).toBeUndefined();
    });

    it('stamps every write with a writer of its own', async () => {
      const table = await newTable();
      await table.write([{ put: { ...key } }]);
      const first = (await stored(table))?.writer;
      await table.write([{ update: key }]);
      expect((await stored(table))?.writer).not.toBe(first);
    });

    it('reads more than a hundred items at once, each once, leaving out what is not there', async () => {
      const table = await newTable();
      const rows = Array.from({ length: 130 }, (_, index) => ({ PK: `ROW#${index}`, SK: 'ROW' }));
      await table.write(rows.slice(0, 100).map((row) => ({ put: row })));
      await table.write(rows.slice(100).map((row) => ({ put: row })));
      const found = await table.batchGet([...rows, ...rows.slice(0, 5), { PK: 'ROW#nowhere', SK: 'ROW' }]);
      expect(new Set(found.map(({ PK }) => PK)).size).toBe(130);
      expect(found).toHaveLength(130);
    });
  });

  describe('conditions', () => {
    const item = { ...key, version: 3, state: 'OPEN', at: '2026-01-02' };
    const cases: readonly (readonly [string, Condition, boolean, boolean])[] = [
      // what,                                  condition,                        on the item, on nothing
      ['absent', ifAbsent, false, true],
      ['present', ifPresent, true, false],
      ['the version read', ifVersion(3), true, false],
      ['another version', ifVersion(2), false, false],
      ['a number is not its text', ifEquals('version', '3'), false, false],
      ['an attribute that is not there', ifEquals('other', 'x'), false, false],
      ['at most, equal', ifAtMost('at', '2026-01-02'), true, false],
      ['at most, later', ifAtMost('at', '2026-01-03'), true, false],
      ['at most, earlier', ifAtMost('at', '2026-01-01'), false, false],
      ['one of', ifOneOf('state', ['DONE', 'OPEN']), true, false],
      ['none of', ifOneOf('state', ['DONE']), false, false],
      ['any', anyOf(ifAbsent, ifEquals('state', 'OPEN')), true, true],
      ['all', allOf(ifVersion(3), ifEquals('state', 'DONE')), false, false],
      ['nested', anyOf(ifAbsent, allOf(ifVersion(3), anyOf(ifEquals('state', 'OPEN')))), true, true],
    ];

    it.each(cases)('%s', async (_what, condition, onItem, onNothing) => {
      const table = await newTable();
      const marked = { update: key, set: { marked: true }, condition };
      expect((await table.write([marked])).length === 0, 'on nothing').toBe(onNothing);
      await table.write([{ put: item }]);
      expect((await table.write([marked])).length === 0, 'on the item').toBe(onItem);
    });

    it('shows the item that a refused operation met', async () => {
      const table = await newTable();
      await table.write([{ put: { ...key, version: 3, owner: { name: 'Ada' } } }]);
      const [refusal, ...more] = await table.write([{ put: { ...key, version: 1 }, condition: ifAbsent }]);
      expect(more).toEqual([]);
      expect(refusal).toMatchObject({ index: 0, old: { version: 3, owner: { name: 'Ada' } } });
      expect(await stored(table)).toMatchObject({ version: 3 });
    });
  });

  describe('several operations in one write', () => {
    const other = { PK: 'THING#2', SK: 'THING' };
    const third = { PK: 'THING#3', SK: 'THING' };

    it('are all done', async () => {
      const table = await newTable();
      await table.write([{ put: { ...key, a: 1 } }, { put: { ...third, a: 1 } }]);
      const refusals = await table.write([
        { update: key, set: { a: 2 }, condition: ifPresent },
        { put: { ...other, a: 2 }, condition: ifAbsent },
        { delete: third },
        { check: { PK: 'THING#4', SK: 'THING' }, condition: ifAbsent },
      ]);
      expect(refusals).toEqual([]);
      const items = await table.batchGet([key, other, third]);
      expect(items.map(({ PK, a }) => [PK, a]).sort()).toEqual([
        ['THING#1', 2],
        ['THING#2', 2],
      ]);
    });

    it('are all left undone when one is refused, and each refused one is named with what it met', async () => {
      const table = await newTable();
      await table.write([{ put: { ...key, version: 7 } }]);
      const refusals = await table.write([
        { put: { ...other } },
        { put: { ...key, version: 8 }, condition: ifVersion(6) },
        { check: third, condition: ifPresent },
      ]);
      expect(refusals.map(({ index, old }) => [index, old?.version])).toEqual([
        [1, 7],
        [2, undefined],
      ]);
      expect(await table.get(other, { consistent: true })).toBeUndefined();
      expect(await stored(table)).toMatchObject({ version: 7 });
    });

    it('refuses more than a hundred, none, and two on one item', async () => {
      const table = await newTable();
      const many = Array.from({ length: 101 }, (_, index) => ({ put: { PK: `ROW#${index}`, SK: 'ROW' } }));
      await expect(table.write(many)).rejects.toThrow('1 to 100 operations');
      await expect(table.write([])).rejects.toThrow('1 to 100 operations');
      await expect(table.write([{ put: { ...key } }, { delete: key }])).rejects.toThrow('two operations');
    });
  });

  describe('queries', () => {
    it('list a partition in the order of its sort keys, both ways', async () => {
      const table = await withRows(newTable);
      const ascending = await table.query({ partition: 'ROWS' });
      const descending = await table.query({ partition: 'ROWS', order: 'descending' });
      expect(sortKeys(ascending.items)).toEqual([0, 1, 2, 3, 4, 5, 6].map((n) => `ROW#${n}`));
      expect(sortKeys(descending.items)).toEqual(sortKeys(ascending.items).reverse());
      expect((await table.query({ partition: 'NONE' })).items).toEqual([]);
    });

    it.each([
      ['a prefix', { beginsWith: 'ROW#' }, 7],
      ['a prefix of nothing', { beginsWith: 'COL#' }, 0],
      ['a range with both ends', { between: ['ROW#2', 'ROW#4'] }, 3],
      ['a range between the keys', { between: ['ROW#2a', 'ROW#3a'] }, 1],
    ] as const)('take %s', async (_what, sort, expected) => {
      const table = await withRows(newTable);
      expect((await table.query({ partition: 'ROWS', sort })).items).toHaveLength(expected);
      expect(await table.count({ partition: 'ROWS', sort })).toBe(expected);
    });

    it.each(['ascending', 'descending'] as const)('go on where a page ended, %s', async (order) => {
      const table = await withRows(newTable);
      const seen: string[] = [];
      for await (const item of entriesOf(table, { index: 'list', partition: 'LIST', order, limit: 3 }))
        seen.push(String(item.listSK));
      const expected = ['0', '1', '2', '3', '4', '5', '6'];
      expect(seen).toEqual(order === 'ascending' ? expected : expected.reverse());
    });

    it('look at `limit` entries and keep those that pass the filter', async () => {
      const table = await withRows(newTable);
      const filter = ifOneOf('status', ['ODD']);
      const page = await table.query({ index: 'list', partition: 'LIST', limit: 4, filter });
      expect(page.items.map(({ listSK }) => listSK)).toEqual(['1', '3']);
      const rest = await table.query({ index: 'list', partition: 'LIST', filter, cursor: page.cursor });
      expect(rest.items.map(({ listSK }) => listSK)).toEqual(['5']);
      expect(await table.count({ index: 'list', partition: 'LIST', filter })).toBe(3);
    });

    it('on an index show only what it carries', async () => {
      const table = await withRows(newTable, 1);
      const { items } = await table.query({ index: 'list', partition: 'LIST' });
      expect(items).toEqual([{ PK: 'ROWS', SK: 'ROW#0', listPK: 'LIST', listSK: '0', status: 'EVEN' }]);
    });

    it('follow an item that moves in an index and forget one that leaves it', async () => {
      const table = await withRows(newTable, 2);
      await table.write([{ update: { PK: 'ROWS', SK: 'ROW#0' }, set: { listSK: '9' } }]);
      await table.write([{ update: { PK: 'ROWS', SK: 'ROW#1' }, remove: ['listPK', 'listSK'] }]);
      const { items } = await table.query({ index: 'list', partition: 'LIST' });
      expect(items.map(({ SK, listSK }) => [SK, listSK])).toEqual([['ROW#0', '9']]);
    });
  });
}

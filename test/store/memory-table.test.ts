import { describe, expect, it } from 'vitest';
import { ifAbsent, ifVersion } from '../../functions/store/conditions.ts';
import { type Change, createMemoryTable, type Fate, type TableCall } from '../../functions/store/memory/table.ts';

const key = { PK: 'THING#1', SK: 'THING' };

const withFates = (...fates: Fate[]) => createMemoryTable({ beforeCall: () => fates.shift() });

describe('the memory table', () => {
  it('tells of every change with the old and the new image', async () => {
    const changes: Change[] = [];
    const table = createMemoryTable({ onChange: (change) => changes.push(change) });
    await table.write([{ put: { ...key, a: 1 } }]);
    await table.write([{ update: key, set: { a: 2 } }, { delete: { PK: 'THING#2', SK: 'THING' } }]);
    await table.write([{ put: { ...key }, condition: ifAbsent }]);
    await table.write([{ delete: key }]);
    expect(changes.map((change) => [change.old?.a, change.new?.a])).toEqual([
      [undefined, 1],
      [1, 2],
      [2, undefined],
    ]);
  });

  it('shows each call to the hook before it takes effect, and a hook that throws keeps it from doing so', async () => {
    const calls: TableCall['name'][] = [];
    const table = createMemoryTable({
      beforeCall: (call) => {
        calls.push(call.name);
        if (call.name === 'write') throw new Error('broken before');
        return undefined;
      },
    });
    await expect(table.write([{ put: { ...key } }])).rejects.toThrow('broken before');
    expect(await table.get(key)).toBeUndefined();
    await table.batchGet([key]);
    await table.query({ partition: 'THING#1' });
    await table.count({ partition: 'THING#1' });
    expect(calls).toEqual(['write', 'get', 'batchGet', 'query', 'count']);
  });

  it('lets other calls in between', async () => {
    let isFirst = true;
    const table = createMemoryTable({
      beforeCall: async () => {
        if (!isFirst) return undefined;
        isFirst = false;
        await table.write([{ put: { ...key, version: 9 } }]);
        return undefined;
      },
    });
    expect(await table.write([{ put: { ...key, version: 1 }, condition: ifAbsent }])).toMatchObject([
      { index: 0, old: { version: 9 } },
    ]);
  });

  it('repeats a write whose answer was lost, which then meets itself and has succeeded', async () => {
    const other = { PK: 'THING#2', SK: 'THING' };
    const table = withFates('repeat', 'repeat', 'repeat');
    expect(await table.write([{ put: { ...key, version: 1 }, condition: ifAbsent }])).toEqual([]);
    const next = [
      { put: { ...key, version: 2 }, condition: ifVersion(1) },
      { put: other, condition: ifAbsent },
    ];
    expect(await table.write(next)).toEqual([]);
    expect(await table.write([{ delete: key, condition: ifVersion(2) }])).toEqual([]);
  });

  it('fails towards the caller when the answer is lost for good, though the write is done', async () => {
    const table = withFates('lost');
    await expect(table.write([{ put: { ...key } }])).rejects.toThrow('the answer to write was lost');
    expect(await table.get(key)).toBeDefined();
  });

  it('gives copies, so that nobody changes what is stored', async () => {
    const table = createMemoryTable();
    const list = [1];
    await table.write([{ put: { ...key, list } }]);
    list.push(2);
    const [found] = await table.batchGet([key]);
    if (Array.isArray(found?.list)) found.list.push(3);
    expect((await table.get(key))?.list).toEqual([1]);
    expect(table.items()).toHaveLength(1);
  });

  it('refuses empty keys and turned bounds, as DynamoDB does', async () => {
    const table = createMemoryTable();
    await expect(table.write([{ put: { ...key, listPK: 'A', listSK: '' } }])).rejects.toThrow(
      'listSK must not be empty',
    );
    await expect(table.query({ partition: 'A', sort: { between: ['', 'B'] } })).rejects.toThrow('must not be empty');
    await expect(table.query({ partition: 'A', sort: { between: ['B', 'A'] } })).rejects.toThrow('wrong way round');
  });
});

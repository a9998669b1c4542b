import { expect, it } from 'vitest';
import { createMemoryTable } from '../../functions/store/memory/table.ts';
import { contentOf } from './content.ts';

it('what is stored differs after each write, and not after the use of a key', async () => {
  const table = createMemoryTable();
  const seen = [contentOf({ table })];
  const write = async (operation: Parameters<typeof table.write>[0][number]) => {
    await table.write([operation]);
    seen.push(contentOf({ table }));
  };
  const key = { PK: 'THING#1', SK: 'THING' };
  await write({ put: { ...key, type: 'THING', parts: [{ name: 'one' }] } });
  await write({ update: key, set: { parts: [{ name: 'two' }] } });
  await write({ update: key, add: { count: 1 } });
  await write({ delete: key });
  expect(new Set(seen.slice(0, 4)).size).toBe(4);
  expect(seen[4]).toBe(seen[0]);
  await write({ put: { PK: 'USAGE#1', SK: 'USAGE', type: 'KEY_USAGE' } });
  expect(seen[5]).toBe(seen[0]);
});

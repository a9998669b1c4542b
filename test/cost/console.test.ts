import { expect, it } from 'vitest';
import { at } from '../support/factories.ts';
import { memoryStore } from '../support/memory-store.ts';
import { unitsOfALook } from './cost-console.ts';

it('a look at what is open takes eight queries when nothing is, and nothing else', async () => {
  const calls: string[] = [];
  const { store } = memoryStore({
    beforeCall: ({ name }) => {
      calls.push(name);
      return undefined;
    },
  });
  await store.createAccount({ createdAt: at('2026-01-01T00:00:00Z'), ownerId: 1 });
  calls.length = 0;
  expect(await store.alerts.list({ states: ['PENDING', 'ACCEPTED'] }, { offset: 0, limit: 100 })).toEqual([]);
  expect(calls).toEqual(Array.from({ length: 8 }, () => 'query'));
  // A query that finds nothing is half a unit.
  expect(calls.length / 2).toBe(unitsOfALook);
});

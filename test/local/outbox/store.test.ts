import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createMessageStore } from '../../../local/outbox/store.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outbox-'));
});
afterEach(async () => rm(folder, { recursive: true }));

const now = () => '2026-11-21T20:00:00.000Z';
const sms = (text: string) => ({ channel: 'SMS', to: '+491', text, providerId: text }) as const;
const open = () => createMessageStore({ file: join(folder, 'deep', 'outbox.jsonl'), now });
const texts = (messages: readonly { seq: number; text: string }[]) => messages.map(({ seq, text }) => `${seq} ${text}`);

it('counts from 1 and lists what came after a number', () => {
  const store = createMessageStore({ now });
  for (const text of ['a', 'b', 'c']) store.add(sms(text));
  expect(texts(store.since(0))).toEqual(['1 a', '2 b', '3 c']);
  expect(texts(store.since(2))).toEqual(['3 c']);
  expect(store.since(3)).toEqual([]);
});

it('keeps messages and answers over a restart', () => {
  const store = open();
  const { id } = store.add(sms('a'));
  store.add(sms('b'));
  store.answer(id, { at: now(), given: 'A', heard: null });
  const again = open();
  expect(again.since(0)).toEqual(store.since(0));
  expect(again.find(id)?.answers).toHaveLength(1);
  expect(again.add(sms('c')).seq).toBe(3);
});

it('loses nothing but the half line of a crash', async () => {
  open().add(sms('a'));
  await appendFile(join(folder, 'deep', 'outbox.jsonl'), '{"seq":2,"te');
  const store = open();
  expect(texts(store.since(0))).toEqual(['1 a']);
  store.add(sms('b'));
  expect(texts(open().since(0))).toEqual(['1 a', '2 b']);
});

it('starts again at 1 after a reset', () => {
  const store = open();
  store.add(sms('a'));
  store.reset();
  expect(store.since(0)).toEqual([]);
  expect(store.add(sms('b')).seq).toBe(1);
  expect(texts(open().since(0))).toEqual(['1 b']);
});

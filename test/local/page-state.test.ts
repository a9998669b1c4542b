import { afterEach, expect, it, vi } from 'vitest';

interface PageState {
  readonly state: { messages: { seq: number }[]; requests: { seq: number }[] };
  readMessages(): Promise<{ seq: number }[]>;
  readRequests(): Promise<boolean>;
}

afterEach(() => vi.unstubAllGlobals());

/** The page's state, fresh, beside a local cloud that has written three messages and three requests. */
async function pageState(): Promise<PageState> {
  const all = [1, 2, 3].map((seq) => ({ id: `m${seq}`, seq }));
  vi.stubGlobal('fetch', async (path: string) => {
    const later = all.filter(({ seq }) => seq > Number(new URL(path, 'http://local').searchParams.get('since')));
    return Response.json(path.includes('/requests') ? later : { messages: later });
  });
  vi.resetModules();
  // The page is plain JavaScript for browsers, without types.
  const file = '../../local/page/state.js';
  return import(file);
}

it('messages and requests that several readings at once bring are kept once, in order', async () => {
  const page = await pageState();
  const added = await Promise.all([page.readMessages(), page.readMessages(), page.readMessages()]);
  await Promise.all([page.readRequests(), page.readRequests()]);
  expect(page.state.messages.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  expect(added.flat()).toHaveLength(3);
  expect(page.state.requests.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  expect(await page.readMessages()).toEqual([]);
});

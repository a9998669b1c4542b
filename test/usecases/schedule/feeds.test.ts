import { describe, expect, it } from 'vitest';
import {
  closeScheduleFeed,
  closeUserFeed,
  openScheduleFeed,
  openUserFeed,
} from '../../../functions/usecases/schedule/feed.ts';
import { readFeed } from '../../../functions/usecases/schedule/read-feed.ts';
import { aUser } from '../../support/factories.ts';
import { aSchedule } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

/** A minute after schedule 500 was made, on which persons 1 and 2 take turns. */
async function feeds() {
  const world = await aWorld({ users: [aUser(1, { language: 'de' }), aUser(2), aUser(3)] });
  await world.store.schedules.create(aSchedule([1, 2]));
  world.clock.advance({ minutes: 1 });
  const secretOf = (url: string) => /^https:\/\/tocsin\.example\.com\/api\/ical\/([\w-]+)\.ics$/.exec(url)?.[1] ?? url;
  const read = async (url: string) => {
    const calendar = await readFeed(world.ctx, secretOf(url));
    const all = (name: string) =>
      [...calendar.matchAll(new RegExp(`^${name}:(.*?)\\r?$`, 'gm'))].map(([, text]) => text);
    return { summaries: [...new Set(all('SUMMARY'))], first: all('UID')[0], name: all('X-WR-CALNAME')[0] };
  };
  return { ...world, read };
}

const gone = { code: 'NOT_FOUND' };

describe('the address of a calendar', () => {
  it('of a schedule is told once, and leads to who is on call until there is another, or none', async () => {
    const { as, read, store, clock } = await feeds();
    const { url } = await openScheduleFeed(as(1), 500);
    expect(await read(url)).toEqual({
      summaries: ['First2 Last2 (On call: Primary)', 'First1 Last1 (On call: Primary)'],
      first: 'shift-500-2-20261121T080000000Z@tocsin.example.com',
      name: 'Primary',
    });
    const other = await openScheduleFeed(as(1), 500);
    await expect(read(url)).rejects.toMatchObject(gone);
    expect(await read(other.url)).toMatchObject({ name: 'Primary' });
    const opened = await store.schedules.get(500);
    expect([JSON.stringify(opened).includes(other.url), opened?.updatedAt]).toEqual([false, clock.now()]);
    clock.advance({ minutes: 1 });
    const closed = await closeScheduleFeed(as(1), 500);
    expect([closed.feedHash, closed.updatedAt]).toEqual([undefined, clock.now()]);
    await expect(read(other.url)).rejects.toMatchObject(gone);
  });

  it('of a person leads to what they are on call for, in their language, until there is another, or none', async () => {
    const { as, read } = await feeds();
    const { url } = await openUserFeed(as(1), 1);
    expect(await read(url)).toEqual({
      summaries: ['Rufbereitschaft: Primary'],
      first: 'shift-500-1-20261122T080000000Z@tocsin.example.com',
      name: 'First1 Last1',
    });
    const other = await openUserFeed(as(1), 1);
    await expect(read(url)).rejects.toMatchObject(gone);
    expect(await read(other.url)).toMatchObject({ name: 'First1 Last1' });
    await closeUserFeed(as(1), 1);
    await expect(read(other.url)).rejects.toMatchObject(gone);
  });
});

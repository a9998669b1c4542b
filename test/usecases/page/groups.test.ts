import { describe, expect, it } from 'vitest';
import type { StatusPage } from '../../../functions/domain/page/status-page.ts';
import { plus } from '../../../functions/domain/time.ts';
import {
  groupNamed,
  groupOf,
  withGroup,
  withoutGroup,
  withRenamedGroup,
} from '../../../functions/usecases/page/groups.ts';
import { aStatusPage, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const group = (id: number, name = `Group ${id}`) => ({ id, name, createdAt: tenOClock, updatedAt: tenOClock });
const page = aStatusPage(50, { groups: [group(1, 'Shop'), group(2, 'Shop'), group(3, 'Search')] });

async function aLaterWorld() {
  const { ctx, clock } = await aWorld();
  clock.advance({ minutes: 1 });
  return ctx;
}
const now = plus(tenOClock, { minutes: 1 });

describe('a group of a page', () => {
  it('is found by its id, or the oldest by its exact name', () => {
    expect([groupOf(page, 2).id, groupNamed(page, 'Shop').id, groupNamed(page, 'Search').id]).toEqual([2, 1, 3]);
    expect(() => groupOf(page, 4)).toThrow('was not found');
    expect(() => groupNamed(page, 'shop')).toThrow('was not found');
  });

  it('is added as the last, of a hundred at most', async () => {
    const ctx = await aLaterWorld();
    const { groups, updatedAt } = withGroup(ctx, page, { name: 'New' });
    expect(groups.map(({ name }) => name)).toEqual(['Shop', 'Shop', 'Search', 'New']);
    expect(groups[3]).toMatchObject({ createdAt: now, updatedAt: now });
    expect(updatedAt).toBe(now);
    const many = (count: number) => ({ ...page, groups: Array.from({ length: count }, (_, index) => group(index)) });
    expect(withGroup(ctx, many(99), { name: 'New' }).groups).toHaveLength(100);
    expect(() => withGroup(ctx, many(100), { name: 'New' })).toThrow('a status page has at most 100 groups');
  });

  it('gets another name, and the others keep theirs', async () => {
    const ctx = await aLaterWorld();
    const renamed = withRenamedGroup(ctx, page, 2, { name: 'Store' });
    expect(renamed).toEqual({
      ...page,
      groups: [page.groups[0], { ...group(2, 'Store'), updatedAt: now }, page.groups[2]],
      updatedAt: now,
    });
    expect(() => withRenamedGroup(ctx, page, 4, { name: 'Store' })).toThrow('was not found');
  });

  it('goes, and what stood in it stands in its place', async () => {
    const ctx = await aLaterWorld();
    const service = (id: number) => ({ type: 'SERVICE' as const, id, options: [] });
    const elements: StatusPage['elements'] = [
      service(1),
      { type: 'GROUP', id: 1, options: [], children: [service(11), service(12)] },
      { type: 'GROUP', id: 2, options: [], children: [service(13)] },
    ];
    const left = withoutGroup(ctx, { ...page, elements }, 1);
    expect(left).toMatchObject({ elements: [service(1), service(11), service(12), elements[2]], updatedAt: now });
    expect(left.groups.map(({ id }) => id)).toEqual([2, 3]);
    const empty = withoutGroup(ctx, { ...page, elements: [{ type: 'GROUP', id: 3, options: [] }] }, 3);
    expect(empty).not.toHaveProperty('elements');
    expect(withoutGroup(ctx, page, 3)).not.toHaveProperty('elements');
    const sameId = withoutGroup(ctx, { ...page, elements: [service(3)] }, 3);
    expect(sameId.elements).toEqual([service(3)]);
    expect(() => withoutGroup(ctx, page, 4)).toThrow('was not found');
  });
});

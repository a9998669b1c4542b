import { describe, expect, it } from 'vitest';
import { driverOf } from '../../functions/actions/catalogue.ts';
import type { ActionDriver } from '../../functions/actions/driver.ts';
import type { Target } from './play.ts';
import { acting, story, type World, worldOf } from './stories.ts';

/** What a repeat of Tocsin's own deeds comes to is not the driver's business. */
const inside = ['automation_rule', 'reroute'];

/** Doubles of these are for what the fakes do not do: an index that is late, a channel that may not be read, a receiver without memory. */
const onlySometimes = ['jira', 'zammad', 'github', 'slack', 'webhook'];

/** The target loses these requests, by their number: before it has read them, or its answers to them. */
function faulty({ target }: World, when: 'before' | 'after', isLost: (index: number) => boolean): Target {
  let index = 0;
  return (request) => {
    if (!isLost(index++)) return target(request);
    if (when === 'after') target(request);
    return { kind: 'unanswered', why: 'the connection was lost' };
  };
}

function told(driver: ActionDriver, when: 'before' | 'after', isLost: (index: number) => boolean) {
  const world = worldOf(driver.type);
  const attempts = story(driver, faulty(world, when, isLost));
  return { seen: world.seen(), attempts, requests: attempts.reduce((sum, { asked }) => sum + asked.length, 0) };
}

/** What is seen beyond what was to be seen, each as often as it is. */
function surplus(seen: readonly unknown[], expected: readonly unknown[]): readonly unknown[] {
  const left = expected.map((one) => JSON.stringify(one));
  return seen.filter((one) => {
    const at = left.indexOf(JSON.stringify(one));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

describe.each(acting.filter((type) => !inside.includes(type)))('%s', (type) => {
  it('is told once of what was lost on the way there, whichever request it was', async () => {
    const driver = await driverOf(type);
    const { seen, requests } = told(driver, 'before', () => false);
    for (let lost = 0; lost < requests; lost++) {
      const again = told(driver, 'before', (index) => index === lost);
      expect(again.seen).toEqual(seen);
      expect(again.attempts.filter(({ reading }) => reading.kind === 'later')).toHaveLength(1);
    }
  });

  it('is told once where an answer is lost, or as often as the catalogue says', async () => {
    const driver = await driverOf(type);
    const { seen, requests } = told(driver, 'after', () => false);
    const doubled = new Set<number>();
    for (let lost = 0; lost < requests; lost++) {
      const again = told(driver, 'after', (index) => index === lost);
      expect(surplus(seen, again.seen)).toEqual([]);
      const more = surplus(again.seen, seen);
      expect(more.length).toBeLessThanOrEqual(driver.doubles === undefined ? 0 : 1);
      doubled.add(more.length);
    }
    expect(doubled.has(1)).toBe(driver.doubles !== undefined && !onlySometimes.includes(type));
  });

  it('is told of everything where one in three requests or answers is lost', async () => {
    const driver = await driverOf(type);
    const { seen } = told(driver, 'after', () => false);
    for (let seed = 1; seed <= 20; seed++) {
      let state = seed;
      const isLost = () => {
        state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
        return state / 2_147_483_648 < 1 / 3;
      };
      const again = told(driver, seed % 2 === 0 ? 'before' : 'after', isLost);
      if (driver.doubles === undefined || seed % 2 === 0) expect(again.seen).toEqual(seen);
      else expect(surplus(seen, again.seen)).toEqual([]);
      for (const { reading } of again.attempts) expect(reading.kind).not.toBe('refused');
    }
  });
});

import { describe, expect, it } from 'vitest';
import type { Fate } from '../../../functions/store/memory/table.ts';
import { aRule, automated } from './automation-world.ts';

/** A world in which something can be done to the n-th call of the table from now on. */
async function disturbed(facts: { readonly oneOpenIncidentOnly?: boolean } = {}) {
  let act: ((name: string) => Promise<Fate> | Fate) | undefined;
  let isActing = false;
  const rules = [aRule(1, { templateId: 70 }), aRule(2, { serviceId: 6, alertType: 'ACCEPTED' })];
  const world = await automated(rules, {
    beforeCall: async ({ name }) => {
      if (act === undefined || isActing) return undefined;
      const fate = act(name);
      isActing = fate instanceof Promise;
      try {
        return await fate;
      } finally {
        isActing = false;
      }
    },
  });
  const service = await world.store.services.get(5);
  if (service !== undefined) await world.store.services.save({ ...service, ...facts }, service);
  return {
    ...world,
    /** Runs something, with something else in the place of its n-th call; how many calls there were. */
    async disturb(n: number, other: (name: string) => Promise<Fate> | Fate, run: () => Promise<unknown>) {
      let calls = 0;
      act = (name) => {
        calls += 1;
        return calls === n ? other(name) : undefined;
      };
      await run().catch((error: unknown) => {
        if (!/crashed|lost/.test(String(error))) throw error;
      });
      act = undefined;
      return calls;
    },
    async outcome() {
      const incidents = await world.incidents();
      return {
        incidents: incidents.map(({ status, openAlerts, alerts }) => [status, openAlerts, alerts.length]),
        services: [await world.statusOf(5), await world.statusOf(6)],
        updates: await Promise.all(incidents.map(async ({ id }) => (await world.store.incidents.updates(id)).length)),
      };
    },
  };
}
type Disturbed = Awaited<ReturnType<typeof disturbed>>;

const crash = (): never => {
  throw new Error('crashed');
};
const during = {
  incidents: [['INVESTIGATING', 1, 1]],
  services: ['DEGRADED', 'DEGRADED'],
  updates: [1],
};
const over = { incidents: [['RESOLVED', 0, 1]], services: ['OPERATIONAL', 'OPERATIONAL'], updates: [2] };

/** The story of one alert, of which one run is disturbed; the tick finds what was left. */
async function story(world: Disturbed, which: 'first' | 'last', n: number, how: () => Fate) {
  const alert = await world.alert();
  await world.accept(alert);
  let calls = 0;
  const run = async (isDisturbed: boolean) => {
    if (isDisturbed) calls = await world.disturb(n, how, () => world.automate(alert));
    else await world.automate(alert);
    world.clock.advance({ minutes: 3 });
    await world.tick();
  };
  await run(which === 'first');
  const first = await world.outcome();
  await world.resolve(alert);
  await run(which === 'last');
  return { calls, outcomes: [first, await world.outcome()], run: await world.run(alert) };
}

describe.each(['first', 'last'] as const)('when the %s run of an alert', (which) => {
  it.each<[string, () => Fate]>([
    ['dies before a call', crash],
    ['loses the answer to a call', () => 'lost'],
  ])('%s, the tick finds what is left, and nothing happens twice', async (_case, how) => {
    for (let n = 1; ; n += 1) {
      const { calls, outcomes, run } = await story(await disturbed(), which, n, how);
      expect({ n, outcomes }).toEqual({ n, outcomes: [during, over] });
      expect(run).not.toHaveProperty('dueAt');
      if (calls >= n) continue;
      expect(n).toBeGreaterThan(9);
      break;
    }
  });
});

/** More than a run makes; then somebody comes after it. */
const mostCalls = 20;

describe('whoever comes at the same time', () => {
  it('does the same once: another run of the alert', async () => {
    for (let n = 1; n <= mostCalls; n += 1) {
      const world = await disturbed();
      const alert = await world.alert();
      await world.accept(alert);
      await world.disturb(
        n,
        () => world.automate(alert).then(() => undefined),
        () => world.automate(alert),
      );
      expect({ n, ...(await world.outcome()) }).toEqual({ n, ...during });
    }
  });

  it('is not missed: an alert that is resolved while its first run is under way', async () => {
    for (let n = 1; n <= mostCalls; n += 1) {
      const world = await disturbed();
      const alert = await world.alert();
      await world.disturb(
        n,
        () => world.resolve(alert).then(() => undefined),
        () => world.automate(alert),
      );
      await world.resolve(alert);
      await world.automate(alert);
      const { incidents, services } = await world.outcome();
      expect({ n, services }).toEqual({ n, services: ['OPERATIONAL', 'OPERATIONAL'] });
      expect(incidents.filter(([status]) => status !== 'RESOLVED')).toEqual([]);
      expect(await world.run(alert)).not.toHaveProperty('dueAt');
    }
  });

  it('opens no second incident of a service that has one alone', async () => {
    for (let n = 1; n <= mostCalls; n += 1) {
      const world = await disturbed({ oneOpenIncidentOnly: true });
      const [one, other] = [await world.alert(), await world.alert()];
      await world.disturb(
        n,
        () => world.automate(other).then(() => undefined),
        () => world.automate(one),
      );
      await world.automate(other);
      expect({ n, ...(await world.outcome()) }).toMatchObject({ n, incidents: [['INVESTIGATING', 2, 2]] });
      await world.resolve(one);
      await world.resolve(other);
      await world.disturb(
        n,
        () => world.automate(other).then(() => undefined),
        () => world.automate(one),
      );
      await world.automate(other);
      expect({ n, ...(await world.outcome()) }).toMatchObject({ n, incidents: [['RESOLVED', 0, 2]] });
      expect(await world.statusOf()).toBe('OPERATIONAL');
    }
  });
});

it('the tick finds an alert of which the stream has lost every change', async () => {
  const world = await disturbed();
  const alert = await world.alert();
  await world.tick();
  expect(await world.incidents()).toEqual([]);
  world.clock.advance({ seconds: 20 });
  await world.tick();
  expect(await world.incidents()).toHaveLength(1);
  await world.resolve(alert);
  world.clock.advance({ seconds: 20 });
  await world.tick();
  expect(await world.outcome()).toMatchObject({ incidents: [['RESOLVED', 0, 1]] });
});

it('a hundred alerts at once are one incident, each counted once', async () => {
  const world = await disturbed({ oneOpenIncidentOnly: true });
  const alerts: number[] = [];
  for (let count = 0; count < 100; count += 1) alerts.push(await world.alert());
  world.clock.advance({ minutes: 1 });
  await Promise.all([world.tick(), ...alerts.slice(0, 8).map(world.automate)]);
  await world.tick();
  expect(await world.outcome()).toMatchObject({ incidents: [['INVESTIGATING', 100, 100]] });
  for (const alert of alerts) await world.resolve(alert);
  world.clock.advance({ minutes: 1 });
  await world.tick();
  expect(await world.outcome()).toMatchObject({
    incidents: [['RESOLVED', 0, 100]],
    services: ['OPERATIONAL', 'OPERATIONAL'],
  });
});

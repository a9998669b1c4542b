import { beforeEach, describe, expect, it } from 'vitest';
import { aMetric, aService, aUser, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

type Plain = Readonly<Record<string, unknown>>;

/** One kind of configuration: what must be said of it, and what it is then. */
export interface Kind {
  readonly kind: string;
  readonly from: (ctx: never, input: never, current?: never) => unknown;
  /** The least that can be said. */
  readonly least: Plain;
  /** What that describes, besides id, version and times. */
  readonly described: Plain;
  /** What clients send that say nothing: the same is described. */
  readonly fillers: Plain;
  /** What else can be said. */
  readonly more: Plain;
  /** What is described otherwise then. */
  readonly moreDescribed: Plain;
  /** What of a former one stays when the least is said. */
  readonly stays: readonly string[];
}

let ctx: never;
let clock: Awaited<ReturnType<typeof aWorld>>['clock'];
/** A world as new for each test: who else shares this module must not find the clock of another. */
async function begin(): Promise<void> {
  const team = {
    id: 70,
    version: 0,
    name: 'Shop',
    visibility: 'PUBLIC',
    members: [],
    createdAt: tenOClock,
    updatedAt: tenOClock,
  };
  const world = await aWorld({ users: [aUser(1, { role: 'OWNER' }), aUser(2), aUser(3)], teams: [team as never] });
  await world.store.services.create(aService(11));
  await world.store.metrics.create(aMetric(60));
  const source = { id: 61, version: 0, name: 'Prometheus', type: 'PROMETHEUS', metadata: {}, teams: [] };
  await world.store.metricSources.create({ ...source, createdAt: tenOClock, updatedAt: tenOClock } as never);
  const { actor } = world.as(1);
  ctx = { ...world.ctx, actor: { ...actor, role: 'OWNER' } } as never;
  clock = world.clock;
}

/** What is described, without what every kind has. */
const described = async (from: Kind['from'], input: Plain, current?: unknown) => {
  const {
    id,
    version: _version,
    createdAt,
    updatedAt,
    ...rest
  } = (await from(ctx, input as never, current as never)) as Plain;
  return { id, createdAt, updatedAt, rest };
};

/** Tests what inputs of these kinds describe. */
export const describes = (kinds: readonly Kind[]): void =>
  describe.each(kinds)('$kind', ({ kind, from, least, fillers, more, stays, ...expected }) => {
    const isService = kind === 'a service';
    beforeEach(begin);

    it('is what is said of it, and nothing else, where the least is said', async () => {
      const { rest, createdAt, updatedAt } = await described(from, least);
      if (isService) expect(rest).toMatchObject(expected.described);
      else expect(rest).toEqual(expected.described);
      expect([createdAt, updatedAt]).toEqual([tenOClock, tenOClock]);
    });

    it('is the same where clients send fillers', async () => {
      const sameKey = { integrationKey: expect.any(String) };
      const { rest } = await described(from, least);
      const { rest: filled } = await described(from, { ...least, ...fillers });
      expect(filled).toEqual({ ...rest, ...('integrationKey' in rest && sameKey) });
    });

    it('is all that is said of it', async () => {
      const { rest } = await described(from, { ...least, ...more });
      const said = Object.entries({ ...expected.described, ...more, ...expected.moreDescribed });
      expect(rest).toMatchObject(Object.fromEntries(said.filter(([, value]) => value !== undefined)));
    });

    it('keeps of a former one what it was and when it came, and little that is not said again', async () => {
      const former = (await from(ctx, { ...least, ...more } as never)) as Plain;
      const fresh = (await described(from, least)).rest;
      clock.advance({ minutes: 1 });
      const now = await described(from, least, former);
      expect([now.id, now.createdAt, now.updatedAt]).toEqual([former.id, tenOClock, clock.now()]);
      for (const name of stays) expect([name, now.rest[name]]).toEqual([name, former[name]]);
      const gone = Object.keys({ ...more, ...expected.moreDescribed }).filter((name) => !ofTheirOwn.includes(name));
      for (const name of gone.filter((one) => !stays.includes(one)))
        expect([name, now.rest[name]]).toEqual([name, fresh[name]]);
    });
  });

/** What changes with time, or begins anew with each change. */
const ofTheirOwn = ['editions', 'import'];

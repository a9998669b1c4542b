import { expect, it } from 'vitest';
import { everythingOf, seenByTeams, variantName } from '../../../functions/domain/page/audience.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import type { Store } from '../../../functions/ports/store.ts';
import { variantsOf } from '../../../functions/usecases/page/variants.ts';
import { aService, aStatusPage, tenOClock } from '../../support/factories.ts';
import { aTeam } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

/** A page of so many services, each of a team of one person, so that no two of them see the same. */
async function aPageFor(count: number) {
  const { ctx, store } = await aWorld();
  const ids = Array.from({ length: count }, (_, index) => index + 1);
  const services = ids.map((id) => aService(id, { teams: [id] }));
  const teams = ids.map((id) => aTeam([1000 + id], { id }));
  const among = <E>(all: readonly E[]) => ({ getMany: async () => [...all] });
  const reading = { services: among(services), metrics: among([]), teams: among(teams) } as unknown as Store;
  const page = aStatusPage(50, { visibility: 'PRIVATE', audienceSpecific: true, services: ids });
  const shown = { services, metrics: [] };
  return {
    pageFiles: store.pageFiles,
    everything: variantName('salt', everythingOf(shown)),
    of: (team: number) => variantName('salt', seenByTeams(shown, new Set([team]))),
    variants: async () => [...(await variantsOf({ ...ctx, store: { ...store, ...reading } }, page, 'salt')).keys()],
  };
}

it('two hundred audiences of a page are ready before anybody asks', async () => {
  // Besides them those who see everything and nothing.
  const { variants } = await aPageFor(198);
  expect(await variants()).toHaveLength(200);
});

it('of more than that those are ready that somebody has asked for, and the administrators’', async () => {
  const { variants, pageFiles, everything, of } = await aPageFor(199);
  expect(await variants()).toEqual([everything]);
  await pageFiles.demand(50, of(7), plus(tenOClock, { hours: 1 }));
  await pageFiles.demand(50, of(8), minus(tenOClock, { hours: 1 }));
  await pageFiles.demand(51, of(9), plus(tenOClock, { hours: 1 }));
  expect(await variants()).toEqual([everything, of(7)]);
});

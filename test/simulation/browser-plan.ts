import { several, someUser } from './operations/choices.ts';
import type { UserSketch } from './plan.ts';
import { type PushService, pushServices } from './push-services.ts';
import type { Random } from './random.ts';

/** A browser in which somebody has opened the console and wants pushes. */
export interface BrowserSketch {
  readonly id: number;
  readonly name: string;
  readonly userId: number;
  readonly service: PushService;
  /** Whether its owner has the app on a phone, too. */
  readonly hasApp: boolean;
}

/** How many of the runs without pages have browsers. */
const share = 0.4;

/** Browsers in some of the runs; drawn apart, so that the rest of a configuration stays as it is. */
export function someBrowsers(random: Random, users: readonly UserSketch[]): BrowserSketch[] {
  if (!random.chance(share)) return [];
  return several(random, [1, 4], (index) => ({
    id: 1700 + index,
    name: `browser-${1700 + index}`,
    userId: someUser(random, { users }),
    service: random.pick(pushServices),
    hasApp: random.chance(0.4),
  }));
}

import type { Duration } from '../instants.ts';

/** A deployment belongs to alerts that begin no later than this after it. */
export const attachedFor: Duration = { minutes: 60 };

/** So many deployments are attached to one alert, the newest ones first. */
export const mostAttached = 50;

/** How long deployments are kept, and how long ago one may have been that is reported now. */
export const keptFor: Duration = { days: 30 };

/** Clocks differ: a deployment may be reported so long before it has been. */
export const aheadFor: Duration = { minutes: 10 };

/** How much of a deployment is kept, in UTF-8 bytes of JSON but for the summary, and the number of links. */
export const deploymentBounds = { summary: 255, customDetails: 16_000, links: 20, address: 2_000, line: 255 } as const;

import { alertScope } from '../../domain/notification/notification.ts';
import type { Instant } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';

/** What the canary reaches from outside. */
export interface CanaryWorld {
  /** Posts an event as an alert source would; resolves with the HTTP status. */
  readonly post: (event: { eventType: 'ALERT' | 'RESOLVE'; alertKey: string; summary: string }) => Promise<number>;
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Seconds to wait for each station before giving up. */
  readonly patience: number;
}

/** Doubling: when all is well an answer takes a few hundred milliseconds. */
const pauseAfter = (check: number): number => Math.min(2000, 50 * 2 ** (check - 1));

/**
 * Sends one alert through the public URL and follows it to its hand-over to nobody: front door, queue, table, execution,
 * notification queue. Then resolves it. Throws naming the first station it did not reach.
 */
export async function followCanary(
  ctx: Context<'store'>,
  world: CanaryWorld,
  { sourceId, startedAt }: { sourceId: number; startedAt: Instant },
): Promise<void> {
  const alertKey = `canary-${startedAt}`.toLowerCase();
  const status = await world.post({ eventType: 'ALERT', alertKey, summary: 'Canary' });
  if (status !== 202) throw new Error(`the public URL answered ${status} to an event`);

  const alertId = await eventually(world, 'the event did not become an alert', async () => {
    const { lock } = await ctx.store.alerts.intake(sourceId, alertKey);
    return lock?.state === 'OPEN' ? lock.alertId : undefined;
  });
  await eventually(world, 'the alert was not handed over', async () => {
    const notifications = await ctx.store.notifications.list(alertScope(alertId));
    return notifications.map(({ status }) => status).find((status) => status === 'SENT');
  });
  await world.post({ eventType: 'RESOLVE', alertKey, summary: 'Canary' });
  await eventually(world, 'the alert was not resolved', async () => {
    const { lock } = await ctx.store.alerts.intake(sourceId, alertKey);
    return lock?.state === 'RESOLVED' ? lock : undefined;
  });
}

async function eventually<T>(world: CanaryWorld, failure: string, look: () => Promise<T | undefined>): Promise<T> {
  let waited = 0;
  for (let check = 1; ; check++) {
    const found = await look();
    if (found !== undefined) return found;
    if (waited >= world.patience * 1000) throw new Error(failure);
    waited += pauseAfter(check);
    await world.pause(pauseAfter(check));
  }
}

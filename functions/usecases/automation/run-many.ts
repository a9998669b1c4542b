import type { Instant } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import { runAutomation } from './run.ts';

/** An alert that has come to something. */
export interface Asked {
  readonly alertId: number;
  readonly sourceId: number;
}

const atOnce = 4;

/**
 * Does for alerts what the rules of their sources ask for, until a deadline: those of one source one after the other, because they
 * are mostly about the same services, sources side by side. What fails, and what is left, is due, and found by the tick.
 */
export async function runAutomations(
  ctx: Context<'store'>,
  asked: readonly Asked[],
  { deadline }: { readonly deadline: Instant },
): Promise<void> {
  const bySource = Map.groupBy(asked, ({ sourceId }) => sourceId);
  const waiting = [...bySource.values()].map((alerts) => [...new Set(alerts.map(({ alertId }) => alertId))]);
  const worker = async (): Promise<void> => {
    for (let alertIds = waiting.shift(); alertIds !== undefined; alertIds = waiting.shift()) {
      for (const alertId of alertIds) {
        if (ctx.clock.now() >= deadline) return;
        await runOne(ctx, alertId);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

async function runOne(ctx: Context<'store'>, alertId: number): Promise<void> {
  try {
    await runAutomation(ctx, { alertId });
  } catch (error) {
    ctx.log.warn('automation failed; the tick does it', { alertId, error });
  }
}
